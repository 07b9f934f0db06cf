import type { ASTNode } from '@marcbachmann/cel-js'
import type { CompileContext, Scope } from './compile-context.ts'
import { spend, textSteps, type CelRange, type CelRun } from './run.ts'
import { freeNames, type Macro } from './syntax.ts'
import { CelObject, type CelList, type CelValue } from './value.ts'

/** Leaves out items of a list of which the test of a macro is known to be false. */
export type NarrowItems = (list: CelList, scope: Scope | undefined, run: CelRun) => CelList

/** What a test asks of each item first: whether a field is what does not depend on the item. */
interface FirstEquality {
  readonly field: string
  readonly wanted: ASTNode
}

/** Of fewer items each is asked. */
const fewest = 9

/**
 * Gives the function that finds the items whose field is the text that the test asks for first, as in
 * `list.exists(x, x.namespace == y.namespace && …)`: by an index, which is made once for each list. Each item that it leaves
 * out makes the test false without a fault, so that the outcome is the same.
 */
export function createNarrowing({ name, variable, test }: Macro, context: CompileContext): NarrowItems {
  const first = test && name !== 'all' ? firstEquality(test, variable) : undefined
  if (first === undefined) return (list) => list
  const { field, wanted } = first
  const evaluate = context.compile(wanted, context)
  const indexes = new WeakMap<CelList, ListIndex>()
  return (list, scope, run) => {
    if (list.length < fewest) return list
    const index = indexes.get(list) ?? indexItems(list, field, run, wanted)
    if (index === undefined) return list
    indexes.set(list, index)
    if (index === 'none') return list
    const text = evaluate(scope, run)
    if (typeof text !== 'string' || spend(run, textSteps(text), wanted)) return list
    return index.get(text) ?? []
  }
}

/** The items by the text of a field; `none` where not each is a view that has it. */
type ListIndex = ReadonlyMap<string, CelList> | 'none'

/** Indexes a list; undefined where no steps are left. */
function indexItems(list: CelList, field: string, run: CelRun, range: CelRange): ListIndex | undefined {
  if (spend(run, list.length, range)) return undefined
  const index = new Map<string, CelValue[]>()
  for (const item of list) {
    const fields = item instanceof CelObject && item.fields.has(field) ? item.fields : undefined
    const text = fields?.get(field)
    if (typeof text !== 'string') return 'none'
    if (spend(run, textSteps(text), range)) return undefined
    const known = index.get(text)
    if (known) known.push(item)
    else index.set(text, [item])
  }
  return index
}

function firstEquality(test: ASTNode, variable: string): FirstEquality | undefined {
  let first = test
  while (first.op === '&&') first = first.args[0]
  if (first.op !== '==') return undefined
  const [left, right] = first.args
  for (const [one, wanted] of [
    [left, right],
    [right, left],
  ] as const) {
    const isField = one.op === '.' && one.args[0].op === 'id' && one.args[0].args === variable
    if (isField && !freeNames(wanted).has(variable)) return { field: one.args[1], wanted }
  }
  return undefined
}
