import type { ASTNode } from '@marcbachmann/cel-js'
import { isFinal, type Scope } from './compile-context.ts'
import type { CelProgram } from './evaluate.ts'
import { itemsOf, noteBelow } from './member.ts'
import { spend, type CelRange, type CelRun, type CelTrace } from './run.ts'
import { macroOf, sizeOfNode, type Macro } from './syntax.ts'
import {
  CelFault,
  CelObject,
  isList,
  toCel,
  type CelResult,
  type CelValue,
  type ValuePlace,
} from './value.ts'

/** One reason why an expression is false. */
export interface Blame {
  /** The part of the expression that is not as it has to be. */
  readonly part: CelRange
  /** What the variables around it were, the innermost first, of those that are views. */
  readonly views: readonly CelObject[]
  /** What the part read last, and whether it was there. */
  readonly read?: ValuePlace & { readonly isMissing: boolean }
  /** Why the part has no value at all. */
  readonly fault?: CelFault
}

/** What blame is laid by. */
interface BlameContext {
  readonly program: CelProgram
  readonly run: CelRun
  /** Takes each reason. */
  readonly add: (blame: Blame) => void
}

/** A part of an expression with its variables. */
interface Part {
  readonly node: ASTNode
  readonly names: readonly string[]
  readonly scope: Scope | undefined
  /** What the part ought to be. */
  readonly expected: boolean
}

/**
 * Finds why an expression is false: the items for which `all` does not hold, the items that come nearest to what `exists`
 * asks for, and of `&&` the side that is false. Each part is evaluated once more. Where no steps
 * are left, what is found is blamed as a whole.
 *
 * @param run the steps that this may take, all that is asked for one invariant together
 */
export function findBlame(
  program: CelProgram,
  scope: Scope | undefined,
  run: CelRun,
  add: (blame: Blame) => void,
): void {
  const trace: CelTrace = { places: new Map() }
  const tracing: CelRun = { ...run, trace }
  blame(
    { node: program.expression.root, names: program.names, scope, expected: true },
    { program, run: tracing, add },
  )
  run.steps = tracing.steps
}

const stepsOfBlame = 10

function blame(part: Part, context: BlameContext): void {
  const { node, expected } = part
  // Each reason is kept, which takes more than to evaluate a part.
  if (spend(context.run, stepsOfBlame, node)) return addView(part, context)
  switch (node.op) {
    case '!_':
      return blame({ ...part, node: node.args, expected: !expected }, context)
    case '&&':
    case '||': {
      // Where both sides have to be so, those that are not are to blame; where one is enough, both are.
      const needsBoth = (node.op === '&&') === expected
      const wrong = node.args.filter(
        (each) => !needsBoth || evaluate({ ...part, node: each }, context) !== expected,
      )
      // Without steps nothing is known of the sides.
      if (context.run.steps < 0) return addView(part, context)
      for (const each of wrong) blame({ ...part, node: each }, context)
      return undefined
    }
    case '?:': {
      const [condition, yes, no] = node.args
      const chosen = evaluate({ ...part, node: condition }, context)
      if (typeof chosen !== 'boolean') return addLeaf({ ...part, node: condition }, context)
      return blame({ ...part, node: chosen ? yes : no }, context)
    }
    default: {
      const macro = macroOf(node)
      return macro?.test && macro.name !== 'filter' && macro.name !== 'map'
        ? blameItems(part, macro, macro.test, context)
        : addLeaf(part, context)
    }
  }
}

function blameItems(part: Part, macro: Macro, test: ASTNode, context: BlameContext): void {
  const { run } = context
  const from = evaluate({ ...part, node: macro.receiver }, context)
  const items = from instanceof CelFault ? undefined : itemsOf(from)
  if (from instanceof CelFault || items === undefined) return addLeaf(part, context)
  if (spend(run, items.length, part.node)) return addView(part, context)
  if (isList(from)) for (const [index, each] of items.entries()) noteBelow(from, index, each, run)
  const names = [...part.names, macro.variable]
  const inner = (item: CelValue, node = test): Part => {
    return { node, names, scope: { value: toCel(item), outer: part.scope }, expected: part.expected }
  }
  // What holds of too many items is as wrong as what holds of too few.
  const wrong =
    part.expected && macro.name === 'exists_one' ? repeated(items, test, inner, context) : undefined
  if (wrong) return wrong.forEach((item) => addLeaf(inner(item), context))
  const isAll = macro.name === 'all'
  if (isAll === part.expected) {
    const failing = items.filter((item) => evaluate(inner(item), context) !== part.expected)
    // Without steps nothing is known of the items.
    if (failing.length === 0 || context.run.steps < 0) return addView(part, context)
    return failing.forEach((item) => blame(inner(item), context))
  }
  return blameNearest(part, items, { test, inner }, context)
}

/** The items of which there may be one, where there are several. */
function repeated(
  items: readonly CelValue[],
  test: ASTNode,
  inner: (item: CelValue, node?: ASTNode) => Part,
  context: BlameContext,
): readonly CelValue[] | undefined {
  const found = items.filter((item) => evaluate(inner(item, test), context) === true)
  return found.length > 1 ? found : undefined
}

/** Of items none of which is as one has to be, those that are so up to the last side of `&&`. */
function blameNearest(
  part: Part,
  items: readonly CelValue[],
  { test, inner }: { readonly test: ASTNode; readonly inner: (item: CelValue, node?: ASTNode) => Part },
  context: BlameContext,
): void {
  if (!part.expected) return items.forEach((item) => addLeaf(inner(item), context))
  const [condition, last] = test.op === '&&' ? test.args : []
  const near =
    condition === undefined || last === undefined
      ? []
      : items.filter((item) => evaluate(inner(item, condition), context) === true)
  if (near.length === 0 || last === undefined) return addView(part, context)
  return near.forEach((item) => blame(inner(item, last), context))
}

function evaluate({ node, names, scope }: Part, { program, run }: BlameContext): CelResult {
  return spend(run, sizeOfNode(node), node) ?? program.part(node, names)(scope, run)
}

/** Blames a part that cannot be taken apart, by what it reads last. */
function addLeaf(part: Part, context: BlameContext): void {
  const { trace } = context.run
  if (trace) delete trace.last
  const result = evaluate(part, context)
  if (isFinal(result)) return addView(part, context)
  const fault = result instanceof CelFault ? result : undefined
  const read = trace?.last
  context.add({ part: part.node, views: viewsOf(part.scope), ...(read && { read }), ...(fault && { fault }) })
}

/** Blames what has nothing of what it has to have. */
function addView({ node, scope }: Part, { add }: BlameContext): void {
  add({ part: node, views: viewsOf(scope) })
}

function viewsOf(scope: Scope | undefined): readonly CelObject[] {
  const views: CelObject[] = []
  for (let at = scope; at !== undefined; at = at.outer)
    if (at.value instanceof CelObject) views.push(at.value)
  return views
}
