import type { CompileContext, Evaluate, Scope } from './compile-context.ts'
import { firstEqualities, textsOf, type FirstEquality } from './first-equalities.ts'
import { spend, textSteps, type CelRun } from './run.ts'
import type { Macro } from './syntax.ts'
import type { CelList } from './value.ts'

/** Leaves out items of a list of which the test of a macro is known to be false. */
export type NarrowItems = (list: CelList, scope: Scope | undefined, run: CelRun) => CelList

/** Of fewer items each is asked. */
const fewest = 9

/**
 * Gives the function that finds the items for which the equalities hold that the test asks for first, as in
 * `list.exists(x, x.namespace == y.namespace && …)`: by an index for each, which is made once for each list. Each item that it
 * leaves out makes the test false without a fault, so that the outcome is the same.
 */
export function createNarrowing({ name, variable, test }: Macro, context: CompileContext): NarrowItems {
  if (test === undefined || name === 'all') return (list) => list
  const narrowings = firstEqualities(test, variable).map((equality) =>
    narrowBy(equality, context.compile(equality.wanted, context)),
  )
  return (list, scope, run) => {
    let left = list
    for (const narrow of narrowings) left = narrow(left, scope, run)
    return left
  }
}

function narrowBy(equality: FirstEquality, evaluate: Evaluate): NarrowItems {
  const indexes = new WeakMap<CelList, ListIndex | 'none'>()
  return (list, scope, run) => {
    if (list.length < fewest) return list
    const index = indexes.get(list) ?? indexItems(list, equality, run)
    if (index === undefined) return list
    indexes.set(list, index)
    if (index === 'none') return list
    const text = evaluate(scope, run)
    if (typeof text !== 'string' || spend(run, textSteps(text), equality.wanted)) return list
    return index.byText.get(text) ?? index.unknown
  }
}

/** The items of a list by a text, with those of which it is not known, in the order of the list. */
interface ListIndex {
  readonly byText: ReadonlyMap<string, CelList>
  /** What has to be asked whatever the text is. */
  readonly unknown: CelList
}

/** Indexes a list, unless too little is known of its items; undefined where no steps are left. */
function indexItems(list: CelList, equality: FirstEquality, run: CelRun): ListIndex | 'none' | undefined {
  const range = equality.wanted
  const positions = new Map<string, number[]>()
  const unknown: number[] = []
  for (const [position, item] of list.entries()) {
    if (spend(run, 1, range)) return undefined
    const texts = textsOf(item, equality, run, range)
    if (texts === undefined) unknown.push(position)
    if (unknown.length >= fewest) return 'none'
    for (const text of texts ?? []) {
      const known = positions.get(text)
      if (known) known.push(position)
      else positions.set(text, [position])
    }
  }
  const itemsAt = (found: readonly number[]): CelList => found.map((position) => list[position] ?? null)
  const byText = new Map<string, CelList>()
  for (const [text, found] of positions) {
    byText.set(text, itemsAt(unknown.length === 0 ? found : [...found, ...unknown].sort((a, b) => a - b)))
  }
  return { byText, unknown: itemsAt(unknown) }
}
