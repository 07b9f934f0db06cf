import { readAuthoringRepository, type AuthoringRepository } from '../../app/author/authoring-repository.ts'
import { qualifiedPlural } from '../../authoring/types/find-type.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { RepositoryNames } from './value-source.ts'

/** The names of the repository in the working directory; none, and nothing printed, where it cannot be read. */
export function readRepositoryNames(terminal: Terminal): RepositoryNames {
  let read: { readonly repository: AuthoringRepository | undefined } | undefined
  const repository = (): AuthoringRepository | undefined => {
    read ??= {
      repository: readAuthoringRepository(terminal, { dir: '.' })[0],
    }
    return read.repository
  }
  const federated = (): AuthoringRepository['resources']['federatedResources'] =>
    repository()?.resources.federatedResources ?? []
  return {
    clusters: () => repository()?.resources.clusters.map(({ name }) => name) ?? [],
    labels: () => repository()?.resources.clusters.flatMap(({ labels }) => Array.from(labels.keys())) ?? [],
    namespaces: () => federated().flatMap(({ namespace }) => namespace ?? []),
    types: () => repository()?.knownTypes.map(qualifiedPlural) ?? [],
    typesAndNames: () => {
      const { types = [] } = repository() ?? {}
      return federated().flatMap(({ group, kind, name }) => {
        const type = types.find(({ federatedType: each }) => each.group === group && each.kind === kind)
        return type ? [`${type.name}/${name}`] : []
      })
    },
    qualifiedNames: () => federated().map(qualifiedName),
    waves: () => repository()?.repository.config.waves?.order.slice(1) ?? [],
    allWaves: () => repository()?.repository.config.waves?.order ?? [],
    names: () => federated().map(({ name }) => name),
  }
}
