import type { ASTNode } from '@marcbachmann/cel-js'
import type { CompileContext, Scope } from './compile-context.ts'
import { member } from './member.ts'
import { spend, textSteps, type CelRun } from './run.ts'
import { freeNames, pathsOf } from './syntax.ts'
import { CelFault, CelObject, type CelResult, type CelValue } from './value.ts'

/** The most fields by which an item is known again; of one that reads more, the item itself is the key. */
const mostPaths = 6

/** Finds the number by which an answer about an item is known again; undefined where none is. */
export type FindKey = (item: CelValue, scope: Scope | undefined, run: CelRun) => number | undefined

/**
 * Gives the function that finds by which key an answer about an item is known again: by the values of the fields that the
 * question reads, of the item and of the variables around it, so that clusters that get the same objects are asked once.
 * It gives undefined for an item that is neither a view nor a scalar, and where no steps are left.
 */
export function createKeyFinder(
  body: ASTNode,
  variable: string,
  { constants, names }: CompileContext,
): FindKey {
  const outer = names.slice(0, -1)
  const read = [...freeNames(body)].filter((name) => name === variable || !constants.has(name))
  const parts = read.flatMap((name) => {
    const paths = pathsOf(body, name)
    const isFew = paths !== undefined && paths.length <= mostPaths
    // The scope of an item is that of the variables around it.
    const depth = name === variable ? undefined : outer.length - 1 - outer.lastIndexOf(name)
    return (isFew ? paths : [[]]).map((path) => ({ depth, path }))
  })
  const numberOf = createNumbering()
  const pairs = createPairing()
  return (item, scope, run) => {
    if (typeof item === 'object' && !(item instanceof CelObject)) return undefined
    if (spend(run, parts.length, body)) return undefined
    let key = 0
    for (const { depth, path } of parts) {
      const value = valueAt(depth === undefined ? item : valueIn(scope, depth), path, run)
      // A text is gone through to be found.
      if (typeof value === 'string' && spend(run, textSteps(value), body)) return undefined
      key = pairs(key, numberOf(value))
    }
    return key
  }
}

function valueIn(scope: Scope | undefined, depth: number): CelValue {
  let at = scope
  for (let left = depth; left > 0; left -= 1) at = at?.outer
  return at?.value ?? null
}

const start = { start: 0, end: 0 }

function valueAt(item: CelValue, path: readonly string[], run: CelRun): CelResult {
  let value: CelResult = item
  for (const key of path) {
    if (value instanceof CelFault) return value
    value = member(value, key, start, run)
  }
  return value
}

/** Numbers values from 1 on, equal scalars of one type and the same objects alike; 0 is that of all faults. */
function createNumbering(): (value: CelResult) => number {
  const numbers = new Map<CelValue, number>()
  return (value) => {
    if (value instanceof CelFault) return 0
    const known = numbers.get(value)
    if (known !== undefined) return known
    numbers.set(value, numbers.size + 1)
    return numbers.size
  }
}

/** More than there are numbers, each of which takes a step; the product of two is a safe integer. */
const mostNumbers = 2 ** 26

/** Numbers pairs of numbers. */
function createPairing(): (left: number, right: number) => number {
  const numbers = new Map<number, number>()
  return (left, right) => {
    // The first of several needs no number of its own.
    if (left === 0) return right + 1
    const pair = left * mostNumbers + right
    const known = numbers.get(pair)
    if (known !== undefined) return known
    numbers.set(pair, numbers.size + 1)
    return numbers.size
  }
}
