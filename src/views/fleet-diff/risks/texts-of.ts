import { isArray } from '../../../json/own.ts'
import type { Json } from '../../../model/json.ts'

/** The strings of a list; none where it is not a list. */
export function textsOf(list: Json | undefined): readonly string[] {
  return isArray(list) ? list.filter((each) => typeof each === 'string') : []
}
