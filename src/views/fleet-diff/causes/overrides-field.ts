import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { pointerSegments } from '../../../json/pointer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { changesField, type Effect } from './effect.ts'

/**
 * Whether a pointer of a federated object leads to overrides, or into one, that set a field which changes in one of the
 * clusters of the change.
 */
export function overridesField(value: JsonObject, pointer: string, effect: Effect): boolean {
  const [spec = 'spec', overrides = 'overrides', item, field, index] = pointerSegments(pointer)
  if (spec !== 'spec' || overrides !== 'overrides') return false
  const position = field === 'clusterOverrides' ? index : undefined
  return itemsOf(fieldOf(getOwn(value, 'spec'), 'overrides'), item)
    .filter((each) => effect.clusters.has(String(fieldOf(each, 'clusterName'))))
    .flatMap((each) => itemsOf(fieldOf(each, 'clusterOverrides'), position))
    .some((each) => changesField(effect, fieldPointer(String(fieldOf(each, 'path')))))
}

/** The item at an index, or all items without one. */
function itemsOf(list: Json | undefined, index: string | undefined): readonly Json[] {
  if (!isArray(list)) return []
  return index === undefined ? list : list.slice(Number(index), Number(index) + 1)
}

function fieldOf(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? getOwn(value, key) : undefined
}

/** The field that an override's path sets: in either spelling, and the list where an item is put at its end. */
function fieldPointer(path: string): string {
  const pointer = path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`
  return pointer.replace(/\/-$/, '')
}
