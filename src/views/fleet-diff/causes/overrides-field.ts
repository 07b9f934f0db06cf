import { atPointer } from '../../../json/at-pointer.ts'
import { isArray } from '../../../json/own.ts'
import { pointerSegments } from '../../../json/pointer.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { OverrideItem } from '../../../model/override-item.ts'
import { changesField, type Effect } from './effect.ts'

/**
 * Whether a pointer of a federated object leads to its overrides, or into one, that set a field which changes in one of
 * the clusters of the change.
 */
export function overridesField(items: readonly OverrideItem[], pointer: string, effect: Effect): boolean {
  const [spec = 'spec', overrides = 'overrides', item, field, index] = pointerSegments(pointer)
  if (spec !== 'spec' || overrides !== 'overrides') return false
  const position = field === 'clusterOverrides' ? index : undefined
  return atIndex(items, item)
    .filter(({ clusterName }) => effect.clusters.has(clusterName))
    .flatMap(({ clusterOverrides }) => atIndex(clusterOverrides, position))
    .some(({ path }) => changesField(effect, fieldPointer(path)))
}

/**
 * Whether a pointer of a ClusterOverride leads to what decides about a field that changes: to its target, or to a rule or an
 * override that sets the field. Which clusters a rule selects is for other sources to say.
 */
export function rulesField(value: JsonObject, pointer: string, effect: Effect): boolean {
  const [spec = 'spec', field = 'rules', rule, part, index] = pointerSegments(pointer)
  if (spec !== 'spec') return spec === 'metadata'
  const rules = atPointer(value, '/spec/rules')
  return atIndex(isArray(rules) ? rules : [], field === 'rules' ? rule : undefined)
    .flatMap((each) => {
      const operations = atPointer(each, '/overrides')
      return isArray(operations) ? atIndex(operations, part === 'overrides' ? index : undefined) : []
    })
    .some((each) => changesField(effect, ruledPointer(String(atPointer(each, '/path')))))
}

/** The field that the path of a rule sets, up to an item that is found by a field of its own. */
function ruledPointer(path: string): string {
  return fieldPointer(path.replace(/\/\[.*$/s, ''))
}

/** The item at an index, or all items without one. */
function atIndex<T>(list: readonly T[], index: string | undefined): readonly T[] {
  return index === undefined ? list : list.slice(Number(index), Number(index) + 1)
}

/** The field that an override's path sets: in either spelling, and the list where an item is put at its end. */
function fieldPointer(path: string): string {
  const pointer = path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`
  return pointer.replace(/\/-$/, '')
}
