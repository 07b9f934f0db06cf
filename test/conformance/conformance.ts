import { createReadStream, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Json } from '../../src/model/json.ts'
import { stringifyExactJson } from '../helpers/stringify-exact-json.ts'

/** What came of one case; an exception is a difference that was decided upon, and counts as an agreement said aloud. */
export type Result =
  | { readonly kind: 'match' }
  | { readonly kind: 'mismatch'; readonly expected: Json; readonly actual: Json }
  | { readonly kind: 'exception'; readonly reason: string }

/** Checks the cases of `<name>.jsonl`, one line each, against the functions of the product. */
export interface Suite {
  readonly name: string
  readonly run: (line: string) => Result
}

/** How a suite fared. */
export interface Score {
  readonly cases: number
  readonly mismatches: number
}

const mismatchesShown = 5

/** The vector files of a directory, each with its suite if there is one, by name. */
export function listVectors(directory: string, suites: readonly Suite[]): [path: string, suite?: Suite][] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => {
      const suite = suites.find(({ name }) => name === basename(file, '.jsonl'))
      const path = join(directory, file)
      return suite ? [path, suite] : [path]
    })
}

/** Runs every line of a vector file; prints one line, and the first mismatches with both answers. */
export async function runVectors(path: string, suite: Suite, print: (line: string) => void): Promise<Score> {
  const shown: string[] = []
  let [cases, mismatches, exceptions, lineNumber] = [0, 0, 0, 0]
  for await (const line of readLines(path)) {
    lineNumber += 1
    if (line === '') continue
    cases += 1
    const result = runSafely(suite, line)
    if (result.kind === 'exception') exceptions += 1
    if (result.kind !== 'mismatch') continue
    mismatches += 1
    if (mismatches <= mismatchesShown) shown.push(...describeMismatch(lineNumber, line, result))
  }
  const aside = exceptions > 0 ? ` (${exceptions} exception${exceptions === 1 ? '' : 's'})` : ''
  print(`${suite.name} ${cases - mismatches}/${cases}${aside}`)
  shown.forEach(print)
  return { cases, mismatches }
}

function runSafely(suite: Suite, line: string): Result {
  try {
    return suite.run(line)
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { kind: 'mismatch', expected: 'an answer', actual: `thrown: ${thrown}` }
  }
}

function describeMismatch(
  lineNumber: number,
  line: string,
  { expected, actual }: Result & { readonly kind: 'mismatch' },
): string[] {
  return [
    `  line ${lineNumber}: ${cut(line)}`,
    `    expected: ${cut(stringifyExactJson(expected))}`,
    `    actual:   ${cut(stringifyExactJson(actual))}`,
  ]
}

function cut(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text
}

/** The lines of a file, one at a time; node:readline would also split at U+2028, which JSON allows inside strings. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
