import { quote, withoutCredentials } from '../../../text/quote.ts'
import type { Json } from '../../../model/json.ts'
import type { RenderConfig } from '../../../model/render-config.ts'
import type { WeakerValue } from './safeguard.ts'
import { listSome } from '../../../text/list-some.ts'

/** A setting of a configuration with its defaults filled in, as plain values; undefined where there is none. */
export type ReadSetting = (config: RenderConfig) => unknown

/**
 * Finds a setting whose value in the change is not the base's, and is weaker.
 *
 * @param isWeaker default: whatever differs from what the base has
 */
export function findChanged(
  pointer: string,
  read: ReadSetting,
  isWeaker: (base: unknown, head: unknown) => boolean = (base) => base !== undefined,
): (base: RenderConfig, head: RenderConfig) => readonly WeakerValue[] {
  return (base, head) => {
    const [was, is] = [read(base), read(head)]
    if (textOf(was) === textOf(is) || !isWeaker(was, is)) return []
    return [{ pointer, change: describeChange(was, is) }]
  }
}

/** `is 1 and was 0.5`, or `is not set and was "0.2.0"`. */
export function describeChange(was: unknown, is: unknown): string {
  return `is ${describeValue(is)} and was ${describeValue(was)}`
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'not set'
  return typeof value === 'string' ? quote(value) : cut(withoutCredentials(textOf(value)))
}

const longestValue = 80

function cut(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

function textOf(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value as Json)
}

/** What one list of texts has that another lacks. */
export function added(base: readonly string[], head: readonly string[]): readonly string[] {
  return head.filter((each) => !base.includes(each))
}

const longestList = 3

/** `adds "us-*", "ap-*" and 2 more`. */
export function describeAdded(values: readonly string[]): string {
  return `adds ${listSome(values.map(quote), longestList)}`
}
