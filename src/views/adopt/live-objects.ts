import { getOwn, isObject } from '../../json/own.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import type { JsonObject } from '../../model/json.ts'

/** What runs in one cluster, by group, kind, namespace and name. */
export type LiveObjects = ReadonlyMap<string, JsonObject>

/** Sorts what was dumped of one cluster; of an object that was dumped more than once, the last counts. */
export function indexLiveObjects(objects: Iterable<JsonObject>): LiveObjects {
  return new Map(Array.from(objects, (each) => [liveKey(each), each]))
}

/** The key of an object in `LiveObjects`; its version does not count. */
export function liveKey(object: JsonObject): string {
  return [groupKindOf(object), metadataText(object, 'namespace'), metadataText(object, 'name')].join('\n')
}

/** A text of an object's metadata; `''` where there is none. */
export function metadataText(object: JsonObject, field: 'namespace' | 'name'): string {
  const metadata = getOwn(object, 'metadata')
  const value = isObject(metadata) ? getOwn(metadata, field) : undefined
  return typeof value === 'string' ? value : ''
}
