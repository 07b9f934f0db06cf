import type { ASTNode } from '@marcbachmann/cel-js'
import type { CompileContext } from './compile-context.ts'
import { member } from './member.ts'
import type { CelRun } from './run.ts'
import { freeNames, pathsOf } from './syntax.ts'
import { CelFault, CelObject, type CelResult, type CelValue } from './value.ts'

/** The most fields by which an item is known again; of one that reads more, the item itself is the key. */
const mostPaths = 6

/**
 * Gives the function that finds by which key an answer about an item is known again: by the values of the fields that the
 * question reads, so that clusters that get the same objects are asked once; undefined where the question reads another
 * variable, or an item is no view.
 */
export function createKeyFinder(
  body: ASTNode,
  variable: string,
  { constants }: CompileContext,
): ((item: CelValue, run: CelRun) => unknown) | undefined {
  const others = [...freeNames(body)].filter((name) => name !== variable && !constants.has(name))
  if (others.length > 0) return undefined
  const paths = pathsOf(body, variable)
  const isFew = paths !== undefined && paths.length > 0 && paths.length <= mostPaths
  const numbers = createNumbering()
  return (item, run) => {
    if (!(item instanceof CelObject)) return undefined
    if (!isFew) return item
    return paths.map((path) => numbers(valueAt(item, path, run))).join(' ')
  }
}

const start = { start: 0, end: 0 }

function valueAt(item: CelObject, path: readonly string[], run: CelRun): CelResult {
  return path.reduce<CelResult>(
    (value, key) => (value instanceof CelFault ? value : member(value, key, start, run)),
    item,
  )
}

/** Names each value, equal scalars and the same objects alike. */
function createNumbering(): (value: CelResult) => string {
  const numbers = new Map<object, number>()
  return (value) => {
    if (value instanceof CelFault) return '!'
    if (typeof value !== 'object' || value === null) return `${typeof value}:${JSON.stringify(String(value))}`
    const number = numbers.get(value) ?? numbers.size
    numbers.set(value, number)
    return `#${number}`
  }
}
