import { isObject } from '../../../json/own.ts'
import { currentGroup } from '../../../kubefed/groups.ts'
import { groupOf } from '../../../kubernetes/group-version-kind.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { groupBy } from '../../../text/group-by.ts'

/** A manifest and what it became; one of the two is absent where it comes or goes. */
export interface ManifestPair {
  readonly base?: Manifest
  readonly head?: Manifest
}

/**
 * Pairs every manifest of one side with the one that it became: itself, the object of the same identity in the same
 * file, then in any file, and last, for an object that was renamed, what has the same kind, or else the same name, at
 * the same place between its neighbours. In the order of `base`, then of `head`.
 */
export function pairManifests(base: readonly Manifest[], head: readonly Manifest[]): readonly ManifestPair[] {
  const headOf = new Map<Manifest, Manifest>()
  const baseOf = new Map<Manifest, Manifest>()
  const match = (baseKey: KeyOf, headKey: KeyOf): void => {
    const unmatched = base.filter((each) => !headOf.has(each))
    const waiting = new Map([...groupBy(unmatched, baseKey)].map(([key, group]) => [key, group.values()]))
    for (const each of head) {
      const found = baseOf.has(each) ? undefined : waiting.get(headKey(each))?.next().value
      if (found === undefined) continue
      headOf.set(found, each)
      baseOf.set(each, found)
    }
  }
  const inHead = new Set(head)
  for (const each of base.filter((manifest) => inHead.has(manifest))) {
    headOf.set(each, each)
    baseOf.set(each, each)
  }
  for (const key of [identityInFile, identity]) match(key, key)
  for (const key of [kindOf, nameOf]) {
    const before = neighbours(base, (each) => (headOf.has(each) ? each : undefined))
    const after = neighbours(head, (each) => baseOf.get(each))
    match(
      (each) => `${key(each)}\n${before.get(each) ?? ''}`,
      (each) => `${key(each)}\n${after.get(each) ?? ''}`,
    )
  }
  return [
    ...base.map((each) => ({ base: each, ...headIfAny(headOf.get(each)) })),
    ...head.filter((each) => !baseOf.has(each)).map((each) => ({ head: each })),
  ]
}

type KeyOf = (manifest: Manifest) => string

function headIfAny(head: Manifest | undefined): Pick<ManifestPair, 'head'> {
  return head === undefined ? {} : { head }
}

function kindOf({ value: { apiVersion, kind } }: Manifest): string {
  return `${currentGroup(groupOf(String(apiVersion)))}\n${String(kind)}`
}

function nameOf({ value: { metadata } }: Manifest): string {
  return isObject(metadata) ? `${String(metadata['namespace'])}\n${String(metadata['name'])}` : ''
}

function identity(manifest: Manifest): string {
  return `${kindOf(manifest)}\n${nameOf(manifest)}`
}

function identityInFile(manifest: Manifest): string {
  return `${manifest.file.path}\n${identity(manifest)}`
}

/**
 * What comes before each manifest that has no partner: the path of its file, and the nearest manifest above it in that
 * file that has one, by its place in `base`.
 */
function neighbours(
  manifests: readonly Manifest[],
  partnerInBase: (manifest: Manifest) => Manifest | undefined,
): ReadonlyMap<Manifest, string> {
  const places = new Map<Manifest, string>()
  const above = new Map<string, string>()
  for (const each of manifests) {
    const { path } = each.file
    const partner = partnerInBase(each)
    if (partner === undefined) places.set(each, `${path}\n${above.get(path) ?? ''}`)
    else above.set(path, `${partner.file.path}\n${partner.start}\n${partner.item}`)
  }
  return places
}
