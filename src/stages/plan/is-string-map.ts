import { isObject } from '../../json/own.ts'
import type { Json } from '../../model/json.ts'

/** Whether a value is absent or a mapping of strings; KubeFed would silently drop any other labels. */
export function isStringMap(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string')
}
