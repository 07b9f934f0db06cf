import type { ASTNode } from '@marcbachmann/cel-js'
import { member } from './member.ts'
import { spend, textSteps, type CelRange, type CelRun } from './run.ts'
import { freeNames, macroOf } from './syntax.ts'
import { CelFault, CelObject, isList, isMap, type CelResult, type CelValue } from './value.ts'

/**
 * What a test asks of an item: whether a field of it, or that of an item of a list in it, is a text that does not depend on the
 * item.
 */
export interface FirstEquality {
  /** Where the field, or the list, is below the item. */
  readonly path: readonly string[]
  /** The field of an item of the list; undefined where the path leads to the field itself. */
  readonly field: string | undefined
  readonly wanted: ASTNode
}

/** The equalities that a test begins with: those of `x.kind == "Ingress" && x.spec.rules.exists(r, r.host == h) && …` are two. */
export function firstEqualities(test: ASTNode, variable: string): readonly FirstEquality[] {
  const found: FirstEquality[] = []
  for (const each of conjunctsOf(test)) {
    const equality = equalityOf(each, variable) ?? equalityOfItem(each, variable)
    if (equality === undefined) break
    found.push(equality)
  }
  return found
}

function conjunctsOf(test: ASTNode): readonly ASTNode[] {
  const conjuncts: ASTNode[] = []
  let rest = test
  for (; rest.op === '&&'; rest = rest.args[0]) conjuncts.push(rest.args[1])
  return [rest, ...conjuncts.reverse()]
}

function equalityOf(node: ASTNode, variable: string): FirstEquality | undefined {
  if (node.op !== '==') return undefined
  const [left, right] = node.args
  for (const [one, wanted] of [
    [left, right],
    [right, left],
  ] as const) {
    const path = fieldsBelow(one, variable)
    if (path?.length === 1 && !freeNames(wanted).has(variable)) return { path, field: undefined, wanted }
  }
  return undefined
}

function equalityOfItem(node: ASTNode, variable: string): FirstEquality | undefined {
  const macro = macroOf(node)
  if (macro?.name !== 'exists' || macro.test === undefined || macro.variable === variable) return undefined
  const path = fieldsBelow(macro.receiver, variable)
  const equality = equalityOf(macro.test, macro.variable)
  if (path === undefined || equality === undefined || freeNames(equality.wanted).has(variable))
    return undefined
  const [field] = equality.path
  return { path, field, wanted: equality.wanted }
}

/** The names of `x.spec.rules` after the variable; undefined for anything else. */
function fieldsBelow(node: ASTNode, variable: string): readonly string[] | undefined {
  if (node.op !== '.') return undefined
  const [container, name] = node.args
  if (container.op === 'id') return container.args === variable ? [name] : undefined
  const above = fieldsBelow(container, variable)
  return above && [...above, name]
}

/**
 * The texts of which an equality holds for an item, and no other; undefined where one may have no value, or where no steps are
 * left.
 */
export function textsOf(
  item: CelValue,
  { path, field }: FirstEquality,
  run: CelRun,
  range: CelRange,
): readonly string[] | undefined {
  if (spend(run, path.length, range)) return undefined
  const value = valueAt(item, path, run, range)
  if (field === undefined) return isKnown(value, run, range) ? [value] : undefined
  if (!isList(value) || spend(run, value.length, range)) return undefined
  const texts = new Set<string>()
  for (const each of value) {
    const text = valueAt(each, [field], run, range)
    if (!isKnown(text, run, range)) return undefined
    texts.add(text)
  }
  return [...texts]
}

function isKnown(value: CelResult, run: CelRun, range: CelRange): value is string {
  return typeof value === 'string' && spend(run, textSteps(value), range) === undefined
}

/** A field that is absent and has a defined value is asked for by the test itself, which takes note of it. */
function valueAt(item: CelValue, path: readonly string[], run: CelRun, range: CelRange): CelResult {
  let value: CelResult = item
  for (const name of path) {
    if (value instanceof CelObject ? !value.fields.has(name) : !isMap(value)) {
      return new CelFault('value', 'is not known', range)
    }
    value = member(value, name, range, run)
    if (value instanceof CelFault) return value
  }
  return value
}
