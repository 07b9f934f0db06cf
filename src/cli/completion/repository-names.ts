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

/** What defines types. */
const typeKinds = ['FederatedTypeConfig', 'CustomResourceDefinition'] as const

/**
 * The names of the repository in the working directory; none, and nothing printed, where it cannot be read. Where what is asked
 * for is written under a word of its own, files without it are not parsed: a person waits for each key.
 */
export function readRepositoryNames(terminal: Terminal): RepositoryNames {
  const read = new Map<string | undefined, AuthoringRepository | undefined>()
  const repositoryOf = (mentions?: readonly string[]): AuthoringRepository | undefined => {
    const key = JSON.stringify(mentions)
    if (!read.has(key)) read.set(key, readAuthoringRepository(terminal, { dir: '.', mentions })[0])
    return read.get(key)
  }
  const federated = (): AuthoringRepository['resources']['federatedResources'] =>
    repositoryOf()?.resources.federatedResources ?? []
  const clusters = (): AuthoringRepository['resources']['clusters'] =>
    repositoryOf(['KubeFedCluster'])?.resources.clusters ?? []
  return {
    clusters: () => clusters().map(({ name }) => name),
    labels: () => clusters().flatMap(({ labels }) => Array.from(labels.keys())),
    namespaces: () => federated().flatMap(({ namespace }) => namespace ?? []),
    types: () => repositoryOf(typeKinds)?.knownTypes.map(qualifiedPlural) ?? [],
    typesAndNames: () => {
      const { types = [] } = repositoryOf() ?? {}
      return federated().flatMap(({ group, kind, name }) => {
        const type = types.find(({ federatedType: each }) => each.group === group && each.kind === kind)
        return type ? [`${type.name}/${name}`] : []
      })
    },
    pointers: (words) => pointersOf(words, repositoryOf),
    preferences: () => {
      const { preferences = [] } = repositoryOf(['ReplicaSchedulingPreference'])?.resources ?? {}
      return preferences.map(qualifiedName)
    },
    refs: () => listReferences(terminal),
    waves: () => repositoryOf([])?.repository.config.waves?.order.slice(1) ?? [],
    allWaves: () => repositoryOf([])?.repository.config.waves?.order ?? [],
    names: () => federated().map(({ name }) => name),
  }
}

/** The pointers of the template of the object that a word names, as `deploy/web`; of all where several may be meant. */
function pointersOf(
  words: readonly string[],
  repositoryOf: (mentions: readonly string[]) => AuthoringRepository | undefined,
): readonly string[] {
  const named = words.slice(0, -1).findLast((each) => /^[^-/][^/]*\/[a-z0-9.-]+$/.test(each))
  const [type = '', name = ''] = named?.split('/') ?? []
  if (name === '') return []
  const { types, resources } = repositoryOf([...typeKinds, name]) ?? {}
  const meant = findTypes(type, types ?? [])
  const objects = resources?.federatedResources.filter(
    (each) =>
      each.name === name &&
      meant.some(({ federatedType: { group, kind } }) => each.group === group && each.kind === kind),
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
