import { getOwn, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'

/**
 * What an API server fills into custom objects, by the pointers of the fields, with `*` for the items of lists; those
 * below keys of any name are left out
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting).
 *
 * @param schema the `openAPIV3Schema` of the version
 */
export function definitionDefaults(schema: Json | undefined): ReadonlyMap<string, Json> {
  const defaults = new Map<string, Json>()
  collect(schema, '', defaults)
  return defaults
}

function collect(schema: Json | undefined, pattern: string, defaults: Map<string, Json>): void {
  if (!isObject(schema)) return
  const fallback = getOwn(schema, 'default')
  if (fallback !== undefined) defaults.set(pattern, fallback)
  const properties = getOwn(schema, 'properties')
  if (isObject(properties)) {
    for (const [key, each] of Object.entries(properties)) collect(each, childPointer(pattern, key), defaults)
  }
  collect(getOwn(schema, 'items'), `${pattern}/*`, defaults)
}
