import type { ASTNode } from '@marcbachmann/cel-js'
import type { CompileContext, Scope } from './compile-context.ts'
import { member } from './member.ts'
import type { CelRun } from './run.ts'
import { freeNames, pathsOf } from './syntax.ts'
import { CelFault, CelObject, type CelResult, type CelValue } from './value.ts'

/** The most fields by which an item is known again; of one that reads more, the item itself is the key. */
const mostPaths = 6

/**
 * Gives the function that finds by which key an answer about an item is known again: by the values of the fields that the
 * question reads, of the item and of the variables around it, so that clusters that get the same objects are asked once.
 * It gives undefined for an item that is no view.
 */
export function createKeyFinder(
  body: ASTNode,
  variable: string,
  { constants, names }: CompileContext,
): (item: CelValue, scope: Scope | undefined, run: CelRun) => string | undefined {
  const outer = names.slice(0, -1)
  const read = [...freeNames(body)].filter((name) => name === variable || !constants.has(name))
  const parts = read.map((name) => {
    const paths = pathsOf(body, name)
    const isFew = paths !== undefined && paths.length <= mostPaths
    // The scope of an item is that of the variables around it.
    const depth = name === variable ? undefined : outer.length - 1 - outer.lastIndexOf(name)
    return { depth, paths: isFew ? paths : [[]] }
  })
  const numbers = createNumbering()
  return (item, scope, run) => {
    if (!(item instanceof CelObject)) return undefined
    return parts
      .flatMap(({ depth, paths }) => {
        const value = depth === undefined ? item : valueIn(scope, depth)
        return paths.map((path) => numbers(valueAt(value, path, run)))
      })
      .join(' ')
  }
}

function valueIn(scope: Scope | undefined, depth: number): CelValue {
  let at = scope
  for (let left = depth; left > 0; left -= 1) at = at?.outer
  return at?.value ?? null
}

const start = { start: 0, end: 0 }

function valueAt(item: CelValue, path: readonly string[], run: CelRun): CelResult {
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
