import { getOwn, isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** A mapping of a document; `item` is the JSON pointer from the root of the document to it. */
export interface Item {
  readonly item: string
  readonly value: JsonObject
}

/**
 * A mapping, or the items of a `List` in its place, as kubectl flattens them. The items of a typed list, such as
 * `FederatedDeploymentList`, need no apiVersion and kind of their own; a list may hold lists. Empty items are dropped.
 */
export function unpackList(value: JsonObject, item: string = ''): readonly Item[] {
  const items = listItems(value)
  if (!items) return [{ item, value }]
  const inherited = inheritedIdentity(value)
  const path = childPointer(item, 'items')
  return items.flatMap((each, index) =>
    isObject(each) ? unpackList({ ...inherited, ...each }, childPointer(path, index)) : [],
  )
}

function listItems(value: JsonObject): readonly Json[] | undefined {
  const kind = getOwn(value, 'kind')
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined
  const items = getOwn(value, 'items')
  if (items === null || (items === undefined && kind === 'List')) return []
  return isArray(items) ? items : undefined
}

function inheritedIdentity({ apiVersion, kind }: JsonObject): JsonObject {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || kind === 'List') return {}
  return { apiVersion, kind: kind.slice(0, -'List'.length) }
}
