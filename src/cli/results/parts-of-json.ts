import { isIterable, isLong } from './long-list.ts'

/** The lines of `JSON.stringify` with two spaces, each item of a long list by itself, and each value of a mapping. */
export function* partsOfJson(data: object, indent: string): Generator<string> {
  const [open, close] = isIterable(data) ? '[]' : '{}'
  let isFirst = true
  for (const [key, value] of isIterable(data) ? withoutKeys(data) : Object.entries(data)) {
    if (key !== undefined && value === undefined) continue
    yield isFirst ? `${open}\n` : ',\n'
    isFirst = false
    yield `${indent}  ${key === undefined ? '' : `${JSON.stringify(key)}: `}`
    if (isLong(value)) yield* partsOfJson(value, `${indent}  `)
    else yield indentedJson(value, `${indent}  `)
  }
  yield isFirst ? `${open}${close}` : `\n${indent}${close}`
}

function* withoutKeys(items: Iterable<unknown>): Generator<readonly [undefined, unknown]> {
  for (const item of items) yield [undefined, item]
}

/** A value as JSON whose lines after the first are indented; within its texts there are no line breaks. */
export function indentedJson(value: unknown, indent: string): string {
  const text = stringify(value) ?? 'null'
  return indent === '' ? text : text.replaceAll('\n', `\n${indent}`)
}

/** A replacer makes it several times as slow, and is needed by big integers alone. */
function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, undefined, 2)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return JSON.stringify(value, textOfBigInt, 2)
  }
}

function textOfBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
