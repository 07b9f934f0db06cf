import { isObject } from '../../src/json/own.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'

/** An object with a JSON merge patch (RFC 7386) applied. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...target }
  for (const [key, value] of Object.entries(patch)) {
    const old = result[key]
    if (value === null) delete result[key]
    else result[key] = isObject(value) ? mergePatch(isObject(old) ? old : {}, value) : value
  }
  return result
}
