import {
  createExpressionParser,
  type CelExpression,
  type ExpressionResult,
} from '../../cel/parse-expression.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { readLabelSelector } from '../../kubernetes/label-selector.ts'
import type { Invariant } from '../../model/invariant.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { nearest } from '../../text/nearest.ts'
import { expressionPlace } from './expression-place.ts'
import { createFleetViews } from './fleet-views.ts'
import { judgeInvariant, mostSteps, type Judgement } from './judge-invariant.ts'
import { fleetVocabulary } from './vocabulary.ts'

/** What all invariants have found. */
export interface HoldResult {
  readonly judgements: readonly Judgement[]
  /** What is wrong with the invariants themselves. */
  readonly diagnostics: readonly Diagnostic[]
}

/** How many invariants may take as many steps as one may, all together. */
const mostCostly = 10

/**
 * Judges the rendered fleet by invariants, each by itself and in the order of their names. Reports
 * `invariant-expression-invalid`, `invariant-selector-invalid`, `invariant-type-unknown` and `invariant-name-repeated`; what
 * invariants find, `reportJudgements` reports.
 */
export function hold(plan: RenderPlan, invariants: readonly Invariant[], config: RenderConfig): HoldResult {
  if (invariants.length === 0) return { judgements: [], diagnostics: [] }
  const views = createFleetViews(plan, config.dns.weightProperty)
  const { types } = plan.federation
  const [ofFleet, ofObjects] = [false, true].map((isOfObject) =>
    once(() => createExpressionParser(fleetVocabulary(types, isOfObject))),
  )
  const context = { plan, views, budget: { steps: mostCostly * mostSteps } }
  const typeNames = types.map(({ name }) => name)
  const diagnostics: Diagnostic[] = []
  const judgements: Judgement[] = []
  for (const invariant of [...invariants].sort(byName)) {
    const parse = invariant.objects ? ofObjects?.() : ofFleet?.()
    const [expression, faults] = readExpression(invariant, parse)
    const wrong = [...faults, ...checkSelectors(invariant), ...checkTypes(invariant, typeNames)]
    diagnostics.push(...wrong)
    if (expression) judgements.push(judgeInvariant(invariant, expression, context))
  }
  return { judgements, diagnostics }
}

function byName(left: Invariant, right: Invariant): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function readExpression(
  { name, at, expression: text }: Invariant,
  parse: ((text: string) => ExpressionResult) | undefined,
): readonly [CelExpression | undefined, readonly Diagnostic[]] {
  const result = parse?.(text)
  if (result?.problem === undefined) return [result?.expression, []]
  const { problem, hint, ...range } = result.problem
  const place = expressionPlace(at, text, range)
  return [
    undefined,
    [
      createDiagnostic(
        'invariant-expression-invalid',
        { name, problem, hint },
        { at: place, subject: at.manifest },
      ),
    ],
  ]
}

function checkSelectors({ name, at, objects }: Invariant): readonly Diagnostic[] {
  return (['labelSelector', 'clusterSelector'] as const).flatMap((field) => {
    const selector = objects?.[field]
    const { faults = [] } = selector === undefined ? {} : readLabelSelector(selector)
    return faults.map(({ pointer, atKey, problem }) => {
      const whole = `${at.pointer}/objects/${field}${pointer}`
      const place = atKey === true ? keyAt(at.manifest, whole) : valueAt(at.manifest, whole)
      return createDiagnostic('invariant-selector-invalid', { name, problem }, { at: place })
    })
  })
}

function checkTypes({ name, at, objects }: Invariant, known: readonly string[]): readonly Diagnostic[] {
  return (objects?.types ?? []).flatMap((type, index) => {
    if (known.includes(type)) return []
    const place = valueAt(at.manifest, `${at.pointer}/objects/types/${index}`)
    const parameters = { name, type, nearest: nearest(type, known) }
    return [createDiagnostic('invariant-type-unknown', parameters, { at: place })]
  })
}
