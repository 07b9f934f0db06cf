/** A JSON value; integers beyond 2^53 are bigints, every other number is a double. */
export type Json = null | boolean | number | bigint | string | JsonArray | JsonObject

/** A JSON array; stages share arrays between objects, so nothing may write to one. */
export interface JsonArray extends ReadonlyArray<Json> {}

/** A JSON object; a `__proto__` key is an own property like any other, so read unknown keys with `getOwn`. */
export interface JsonObject {
  readonly [key: string]: Json
}
