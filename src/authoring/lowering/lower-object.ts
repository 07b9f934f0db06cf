import { getOwn, isArray } from '../../json/own.ts'
import { objectAt } from '../../json/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { OverrideItem } from '../../model/override-item.ts'
import type { DocumentEdit } from '../../yaml/edit/edit-value.ts'
import { writtenOperation } from '../clusters/written-operation.ts'
import type { MergedOverrides } from './merge-overrides.ts'

/**
 * The edits of a federated object that make its `spec.overrides` hold what rules give its clusters: in the entry of a cluster
 * before what it has, and where it has none in a new one at the end. Entries of other clusters stay.
 */
export function lowerObject(
  manifest: Manifest,
  items: readonly OverrideItem[],
  merged: ReadonlyMap<string, MergedOverrides>,
): readonly DocumentEdit[] {
  const present = new Map(items.map((each) => [each.clusterName, each]))
  const entries: JsonObject[] = []
  const edits: DocumentEdit[] = []
  for (const [cluster, overrides] of merged) {
    const item = present.get(cluster)
    if (item !== undefined) edits.push(...editsOfItem(item, overrides))
    else if (overrides.before.length > 0) {
      entries.push({ clusterName: cluster, clusterOverrides: overrides.before.map(writtenOperation) })
    }
  }
  return [...edits, ...additions(manifest, entries)]
}

function editsOfItem(
  { pointer, clusterOverrides }: OverrideItem,
  { before, own }: MergedOverrides,
): readonly DocumentEdit[] {
  const list = `${pointer}/clusterOverrides`
  const written = before.map(writtenOperation)
  if (own.length === 0)
    return clusterOverrides.length + written.length > 0 ? [{ pointer: list, value: written }] : []
  return written.length > 0 ? [{ pointer: `${list}/0`, before: written }] : []
}

function additions({ value }: Manifest, entries: readonly JsonObject[]): readonly DocumentEdit[] {
  if (entries.length === 0) return []
  const overrides = getOwn(objectAt(value, 'spec'), 'overrides')
  return isArray(overrides) && overrides.length > 0
    ? entries.map((each) => ({ pointer: '/spec/overrides/-', value: each }))
    : [{ pointer: '/spec/overrides', value: entries }]
}
