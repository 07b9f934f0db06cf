import { createEntryFinder } from '../../../diagnostics/locate.ts'
import { equalJson } from '../../../json/equal.ts'
import { getOwn, isObject } from '../../../json/own.ts'
import { coreGroup, currentGroup } from '../../../kubefed/groups.ts'
import { groupOf } from '../../../kubernetes/group-version-kind.ts'
import type { Cause } from '../../../model/fleet-diff.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { SourceFile } from '../../../model/source-file.ts'
import { changedLines } from './changed-lines.ts'
import {
  causesInFiles,
  compareManifests,
  type DifferingLines,
  type SourceDifference,
} from './compare-manifests.ts'
import type { ComparedSources } from './compared-sources.ts'
import type { Role } from './dependencies.ts'
import type { Effect } from './effect.ts'
import { groupBy } from '../../../text/group-by.ts'
import { pairManifests, type ManifestPair } from './pair-manifests.ts'

/** A pair of manifests that differ, and what they are to an object that depends on them. */
export interface RolePair {
  readonly role: Role
  readonly pair: ManifestPair
}

/** What differs between the sources of two sides; each pair is compared once, when it is first asked for. */
export interface DifferingSources {
  /** The pair of a manifest of either side, where its two sides differ. */
  readonly pairOf: (manifest: Manifest) => ManifestPair | undefined
  /** The pairs on which an object of a namespace depends as every other does, after what happened to it. */
  readonly shared: (effect: Effect, namespace: string | undefined) => readonly RolePair[]
  readonly differencesOf: (pair: ManifestPair) => readonly SourceDifference[]
  /** All that differs: in manifests, or where these are the same, in lines. */
  readonly all: () => readonly Cause[]
}

/** Pairs the manifests of two sides and finds those that differ. */
export function findDifferingSources(base: ComparedSources, head: ComparedSources): DifferingSources {
  const sources = differingPairs(base.manifests, head.manifests)
  const observed = differingPairs(base.observed, head.observed)
  const config = differingPairs(base.config, head.config)
  const lock = differingPairs(base.dnsLock, head.dnsLock)
  const pairs = [...sources, ...observed, ...config, ...lock]
  const lines = differingLines(base.files, head.files)
  const findEntries = { base: createEntryFinder(), head: createEntryFinder() }
  const known = new Map<ManifestPair, readonly SourceDifference[]>()
  const differencesOf = (pair: ManifestPair): readonly SourceDifference[] => {
    const differences = known.get(pair) ?? compareManifests(pair, lines, findEntries)
    known.set(pair, differences)
    return differences
  }
  const byManifest = new Map(
    pairs.flatMap((pair) => [[pair.base, pair] as const, [pair.head, pair] as const]),
  )
  const ofFleet = [
    ...withRole('cluster', sources.filter(isOfKind('KubeFedCluster'))),
    ...withRole('control-plane', sources.filter(isOfKind('KubeFedConfig'))),
    ...withRole('config', config),
  ]
  const locks = withRole('lock', lock)
  const observedIn = groupBy(withRole('observed', observed), ({ pair }) => namespaceOf(pair))
  return {
    pairOf: (manifest) => byManifest.get(manifest),
    shared: (effect, namespace = '') => [
      ...ofFleet,
      ...(effect.isDNSEndpoint ? locks : []),
      ...(effect.byAnyCluster ? (observedIn.get(namespace) ?? []) : []),
    ],
    differencesOf,
    all: once(() => {
      const lists = new Set(pairs.flatMap((pair) => differencesOf(pair).map((each) => each.causes)))
      const causes = [...lists].flat()
      return causes.length > 0 ? causes : lines.anywhere()
    }),
  }
}

function differingPairs(base: readonly Manifest[], head: readonly Manifest[]): readonly ManifestPair[] {
  return pairManifests(base, head).filter(
    ({ base: before, head: after }) => !before || !after || !equalJson(before.value, after.value),
  )
}

function withRole(role: Role, pairs: readonly ManifestPair[]): readonly RolePair[] {
  return pairs.map((pair) => ({ role, pair }))
}

function isOfKind(wanted: string): (pair: ManifestPair) => boolean {
  return ({ base, head }) =>
    [base, head].some((each) => {
      const { apiVersion, kind } = each?.value ?? {}
      return kind === wanted && currentGroup(groupOf(String(apiVersion))) === coreGroup
    })
}

function namespaceOf({ base, head }: ManifestPair): string {
  const metadata = getOwn((head ?? base)?.value ?? {}, 'metadata')
  return isObject(metadata) ? String(getOwn(metadata, 'namespace')) : ''
}

/** Each file is compared when it is first asked for. */
function differingLines(base: readonly SourceFile[], head: readonly SourceFile[]): DifferingLines {
  const [baseFiles, headFiles] = [base, head].map((files) => new Map(files.map((each) => [each.path, each])))
  const known = new Map<string, ReturnType<typeof changedLines>>()
  const of: DifferingLines['of'] = (path, side) => {
    const changed = known.get(path) ?? changedLines(baseFiles?.get(path), headFiles?.get(path))
    known.set(path, changed)
    return changed[side]
  }
  const paths = new Set([...base, ...head].map((each) => each.path))
  return { of, anywhere: once(() => causesInFiles(paths, of)) }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
