import { equalJson } from '../../json/equal.ts'
import { isObject, getOwn } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { DocumentEdit } from '../../yaml/edit/edit-value.ts'

/**
 * The edits that make what is wanted of what is there. Keys that are only there are kept, because a person may have
 * added them, except below the pointers `exact`, at which what is wanted comes to be all there is.
 */
export function editsBetween(
  present: JsonObject,
  wanted: JsonObject,
  exact: readonly string[],
): readonly DocumentEdit[] {
  return editsBelow(present, wanted, '', exact)
}

function editsBelow(
  present: JsonObject,
  wanted: JsonObject,
  pointer: string,
  exact: readonly string[],
): readonly DocumentEdit[] {
  const isExact = exact.some((each) => pointer === each || pointer.startsWith(`${each}/`))
  const gone = isExact ? Object.keys(present).filter((key) => !Object.hasOwn(wanted, key)) : []
  const changed = Object.entries(wanted).flatMap(([key, value]) =>
    editsOf(getOwn(present, key), value, childPointer(pointer, key), exact),
  )
  return [...changed, ...gone.map((key) => ({ pointer: childPointer(pointer, key) }))]
}

function editsOf(
  present: Json | undefined,
  value: Json,
  pointer: string,
  exact: readonly string[],
): readonly DocumentEdit[] {
  if (present !== undefined && equalJson(present, value)) return []
  const areMappings = isObject(present) && isObject(value) && Object.keys(present).length > 0
  return areMappings ? editsBelow(present, value, pointer, exact) : [{ pointer, value }]
}
