import type { ASTNode } from '@marcbachmann/cel-js'
import { invariant } from '../text/invariant.ts'
import { compileTest, isFinal, type CompileContext, type Evaluate, type Scope } from './compile-context.ts'
import { itemsOf, noteBelow } from './member.ts'
import { createNarrowing } from './narrow-items.ts'
import { createKeyFinder } from './remember-items.ts'
import { spend, type CelRun } from './run.ts'
import { sizeOfNode, type Macro } from './syntax.ts'
import { CelFault, isList, toCel, typeName, type CelList, type CelResult, type CelValue } from './value.ts'

/** What is asked of each item of a list. */
type Ask = (item: CelValue, scope: Scope | undefined, run: CelRun) => CelResult

/** Makes a function of a macro. An item of which the answer is known by what the question reads is not asked again. */
export function compileMacro(node: ASTNode, macro: Macro, context: CompileContext): Evaluate {
  const receiver = context.compile(macro.receiver, context)
  const inner = { ...context, names: [...context.names, macro.variable] }
  const test = macro.test && createAsk(macro.test, macro.variable, compileTest(macro.test, inner), inner)
  const transform =
    macro.transform &&
    createAsk(macro.transform, macro.variable, context.compile(macro.transform, inner), inner)
  const gather = gathererOf(macro, test, transform)
  const narrow = createNarrowing(macro, context)
  return (scope, run) => {
    const from = receiver(scope, run)
    if (from instanceof CelFault) return from
    const items = itemsOf(from)
    if (items === undefined) return new CelFault('value', `goes through a ${typeName(from)}`, macro.receiver)
    // The keys of a mapping are listed for this.
    const spent = isList(from) ? undefined : spend(run, items.length, node)
    if (spent) return spent
    if (macro.name === 'all') context.noteAll(node, items.length)
    if (run.trace && isList(from)) return noteItems(from, run, node) ?? gather(items, scope, run)
    return gather(isList(from) ? narrow(from, scope, run) : items, scope, run)
  }
}

/** Takes note of where the items of a list come from. */
function noteItems(list: CelList, run: CelRun, node: ASTNode): CelFault | undefined {
  const spent = spend(run, list.length, node)
  if (spent) return spent
  for (const [index, each] of list.entries()) noteBelow(list, index, each, run)
  return undefined
}

/** Asks something of an item, each question once of all items of which it reads the same. */
function createAsk(body: ASTNode, variable: string, evaluate: Evaluate, context: CompileContext): Ask {
  const cost = sizeOfNode(body)
  const findKey = createKeyFinder(body, variable, context)
  const known = new Map<number, CelResult>()
  return (each, scope, run) => {
    const spent = spend(run, 1, body)
    if (spent) return spent
    const item = toCel(each)
    const key = run.trace ? undefined : findKey(item, scope, run)
    const answer = key === undefined ? undefined : known.get(key)
    if (answer !== undefined) return answer
    const result = spend(run, cost, body) ?? evaluate({ value: item, outer: scope }, run)
    if (key !== undefined && !isFinal(result)) known.set(key, result)
    return result
  }
}

type Gather = (items: readonly CelValue[], scope: Scope | undefined, run: CelRun) => CelResult

function gathererOf({ name }: Macro, test: Ask | undefined, transform: Ask | undefined): Gather {
  if (name === 'map') return (items, scope, run) => select(items, { test, transform }, scope, run)
  invariant(test, 'every macro but map asks for a test')
  switch (name) {
    case 'filter':
      return (items, scope, run) => select(items, { test, transform: undefined }, scope, run)
    case 'exists_one':
      return (items, scope, run) => {
        const found = select(items, { test, transform: undefined }, scope, run)
        return found instanceof CelFault ? found : found.length === 1
      }
    default:
      return (items, scope, run) => decide(items, test, name === 'exists', scope, run)
  }
}

/** As CEL has it: a fault of one item counts only where no other item decides. */
function decide(
  items: readonly CelValue[],
  test: Ask,
  deciding: boolean,
  scope: Scope | undefined,
  run: CelRun,
): CelResult {
  let fault: CelFault | undefined
  for (const item of items) {
    const result = test(item, scope, run)
    if (result === deciding || isFinal(result)) return result
    if (result instanceof CelFault) fault ??= result
  }
  return fault ?? !deciding
}

function select(
  items: readonly CelValue[],
  { test, transform }: { readonly test: Ask | undefined; readonly transform: Ask | undefined },
  scope: Scope | undefined,
  run: CelRun,
): CelValue[] | CelFault {
  const selected: CelValue[] = []
  for (const item of items) {
    const isSelected = test?.(item, scope, run)
    if (isSelected instanceof CelFault) return isSelected
    if (isSelected === false) continue
    const made = transform ? transform(item, scope, run) : item
    if (made instanceof CelFault) return made
    selected.push(made)
  }
  return selected
}
