import { readAuthoringRepository, type AuthoringRepository } from '../../app/author/authoring-repository.ts'
import { qualifiedPlural } from '../../authoring/types/find-type.ts'
import { askGit } from '../../host/git/ask-git.ts'
import { gitIn } from '../../host/git/git.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { pointersIn } from '../../language/complete/pointers-in.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { findTypes } from '../../views/find-types.ts'
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
    pointers: (words) => pointersOf(words, repository()),
    preferences: () => repository()?.resources.preferences.map(qualifiedName) ?? [],
    refs: () => listReferences(terminal),
    waves: () => repository()?.repository.config.waves?.order.slice(1) ?? [],
    allWaves: () => repository()?.repository.config.waves?.order ?? [],
    names: () => federated().map(({ name }) => name),
  }
}

/** The pointers of the template of the object that a word names, as `deploy/web`; of all where several may be meant. */
function pointersOf(
  words: readonly string[],
  repository: AuthoringRepository | undefined,
): readonly string[] {
  const named = words.slice(0, -1).findLast((each) => /^[^-/][^/]*\/[^/]+$/.test(each))
  const [type = '', name] = named?.split('/') ?? []
  const types = findTypes(type, repository?.types ?? [])
  const objects = repository?.resources.federatedResources.filter(
    (each) =>
      each.name === name &&
      types.some(({ federatedType: { group, kind } }) => each.group === group && each.kind === kind),
  )
  const templates =
    objects?.flatMap(({ manifest }) => atPointer(manifest.value, '/spec/template') ?? []) ?? []
  return Array.from(pointersIn(templates, words.at(-1) ?? ''), ({ text }) => text)
}

const mostReferences = 1000

/** The branches and tags of the Git repository around the working directory, the latest first; none where there is none. */
function listReferences({ host, directory }: Terminal): readonly string[] {
  const words = [
    'for-each-ref',
    `--count=${mostReferences}`,
    '--sort=-creatordate',
    '--format=%(refname:short)',
  ]
  return askGit(() =>
    gitIn(
      host,
      directory,
    )([...words, 'refs/heads', 'refs/tags', 'refs/remotes'])
      .toString('utf8')
      .split('\n')
      .filter((each) => each !== ''),
  )
}
