import { findBlame, type Blame } from '../../cel/blame.ts'
import { createProgram, scopeOf, type CelProgram } from '../../cel/evaluate.ts'
import type { CelExpression } from '../../cel/parse-expression.ts'
import type { CelRange, CelRun } from '../../cel/run.ts'
import { freeNames } from '../../cel/syntax.ts'
import { CelFault, type CelValue } from '../../cel/value.ts'
import { readLabelSelector, type LabelSelector } from '../../kubernetes/label-selector.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isObject } from '../../json/own.ts'
import type { Invariant, InvariantObjects } from '../../model/invariant.ts'
import type { JsonObject } from '../../model/json.ts'
import type { RenderPlan, Variant } from '../../model/render-plan.ts'
import type { FleetViews } from './fleet-views.ts'
import { isSubject, type Subject } from './subject.ts'
import { fleetVariables } from './vocabulary.ts'

/** The most steps that one invariant takes, and so many again to find what is to blame. */
export const mostSteps = 5_000_000

/** What an invariant has found. */
export interface Judgement {
  readonly invariant: Invariant
  /** Why it does not hold, before any of it is folded. */
  readonly reasons: readonly Reason[]
  /** Why it could not be judged as a whole. */
  readonly fault?: CelFault
  /** The parts that went through nothing; the whole where no object was asked of. */
  readonly vacuous: readonly CelRange[]
  /** How many steps it took to judge it, and to find what is to blame. */
  readonly steps: number
  /** What was read and is absent: the name of a label, and whose it would be. */
  readonly absent: readonly AbsentText[]
}

/** A label, annotation or type that is absent, and has a defined value. */
export interface AbsentText {
  readonly name: string
  readonly subjects: readonly Subject[]
}

/** One reason why an invariant does not hold. */
export interface Reason extends Pick<Blame, 'part' | 'read' | 'fault'> {
  readonly subjects: readonly Subject[]
  /** The clusters that get the object, where an object alone was asked of. */
  readonly clusters?: readonly string[]
}

/** What invariants are judged by. */
export interface JudgeContext {
  readonly plan: RenderPlan
  readonly views: FleetViews
  /** The steps that are left to all invariants together. */
  readonly budget: { steps: number }
}

/** Judges one invariant, of which the expression is known to be one. */
export function judgeInvariant(
  invariant: Invariant,
  expression: CelExpression,
  context: JudgeContext,
): Judgement {
  const absent = new Map<string, Set<Subject>>()
  const steps = Math.min(mostSteps, context.budget.steps)
  const run: CelRun = {
    steps,
    patterns: new Map(),
    noteAbsent: (subject, name) => {
      if (isSubject(subject)) absent.set(name, (absent.get(name) ?? new Set()).add(subject))
    },
  }
  const names = [...fleetVariables].flatMap(([name, { isOfObject }]) =>
    isOfObject && !invariant.objects ? [] : [name],
  )
  const constants = new Set([...fleetVariables].flatMap(([name, each]) => (each.isOfObject ? [] : [name])))
  const blameRun: CelRun = { steps, patterns: run.patterns, noteAbsent: () => undefined }
  const program = createProgram(expression, names, constants)
  const asking: Asking = { program, run, blameRun, context, reasons: [] }
  const { objects } = invariant
  const outcome = objects ? askOfObjects(asking, objects, expression) : askOfFleet(asking)
  const taken = [run, blameRun].reduce((sum, each) => sum + steps - Math.max(0, each.steps), 0)
  context.budget.steps = Math.max(0, context.budget.steps - taken)
  const { reasons } = asking
  const isWhole = objects !== undefined && outcome === 'nothing'
  const vacuous = isWhole ? [expression.root] : reasons.length === 0 ? program.vacuous() : []
  return {
    invariant,
    reasons,
    ...(outcome instanceof CelFault && { fault: outcome }),
    vacuous: outcome instanceof CelFault ? [] : vacuous,
    steps: taken,
    absent: [...absent].map(([name, subjects]) => ({ name, subjects: [...subjects] })),
  }
}

interface Asking {
  readonly program: CelProgram
  readonly run: CelRun
  /** What may be spent to find what is to blame, for all objects that are asked of together. */
  readonly blameRun: CelRun
  readonly context: JudgeContext
  readonly reasons: Reason[]
}

/** What the questions came to: `nothing` where there was nothing to ask of. */
type Asked = CelFault | 'nothing' | 'something'

/** The values of the variables that are the same for each object. */
function fleetValues({ views }: JudgeContext): readonly CelValue[] {
  return [views.clusters, views.objects(), views.dns()]
}

function askOfFleet(asking: Asking): Asked {
  return ask(asking, fleetValues(asking.context)) ?? 'something'
}

/** Asks once; an evaluation that costs too much is the outcome. What has no value does not hold. */
function ask(
  { program, run, blameRun, reasons }: Asking,
  values: readonly CelValue[],
  clusters?: readonly string[],
): CelFault | undefined {
  const scope = scopeOf(values)
  const result = program.evaluate(scope, run)
  if (result === true) return undefined
  if (result instanceof CelFault && result.kind === 'cost') return result
  const found: Blame[] = []
  findBlame(program, scope, blameRun, (each) => found.push(each))
  if (found.length === 0) {
    const fault = result instanceof CelFault ? { fault: result } : {}
    found.push({ part: program.expression.root, views: [], ...fault })
  }
  const own = values.flatMap((value) => subjectOf(value) ?? [])
  for (const { views, ...blame } of found) {
    const subjects = [...views.flatMap((each) => subjectOf(each) ?? []), ...own]
    reasons.push({ ...blame, subjects, ...(clusters && { clusters }) })
  }
  return undefined
}

function subjectOf(value: unknown): Subject | undefined {
  const subject: unknown =
    typeof value === 'object' && value !== null && 'subject' in value ? value.subject : undefined
  return isSubject(subject) ? subject : undefined
}

/** Asks of each variant once or, where the expression reads the cluster, of each variant in each of its clusters. */
function askOfObjects(asking: Asking, objects: InvariantObjects, expression: CelExpression): Asked {
  const { context } = asking
  const { views, plan } = context
  const isSelected = createSelection(objects, plan)
  const values = fleetValues(context)
  const readsCluster = readsVariable(expression, 'cluster')
  let asked: Asked = 'nothing'
  for (const each of plan.objects) {
    if (!objects.types.includes(each.federatedObject.type.name)) continue
    for (const variant of each.variants) {
      const clusters = isSelected(variant)
      if (clusters.length === 0) continue
      asked = 'something'
      const object = views.object(each, variant)
      const parts = readsCluster ? clusters.map((name) => [name]) : [clusters]
      for (const part of parts) {
        const cluster = views.cluster(part[0] ?? '')
        const fault = ask(asking, [...values, cluster ?? null, object], part)
        if (fault) return fault
      }
    }
  }
  return asked
}

function readsVariable({ root }: CelExpression, name: string): boolean {
  return freeNames(root).has(name)
}

/** The clusters of a variant of which an invariant asks. */
function createSelection(
  { namespaces, names, labelSelector, clusterSelector }: InvariantObjects,
  plan: RenderPlan,
): (variant: Variant) => readonly string[] {
  const [selectsObject, selectsCluster] = [selectorOf(labelSelector), selectorOf(clusterSelector)]
  const selected = new Set(
    plan.federation.clusters.flatMap(({ name, labels }) => (selectsCluster(labels) ? [name] : [])),
  )
  return ({ object, clusters }) => {
    const [namespace, name] = ['namespace', 'name'].map((field) =>
      String(atPointer(object, `/metadata/${field}`) ?? ''),
    )
    const isNamed = (namespaces?.includes(namespace ?? '') ?? true) && (names?.includes(name ?? '') ?? true)
    if (!isNamed || !selectsObject(labelsOf(object))) return []
    return clusters.filter((each) => selected.has(each))
  }
}

/** A selector that is in error is reported elsewhere, and selects nothing. */
function selectorOf(selector: JsonObject | undefined): LabelSelector {
  if (selector === undefined) return () => true
  return readLabelSelector(selector).selector ?? ((): boolean => false)
}

function labelsOf(object: JsonObject): ReadonlyMap<string, string> {
  const labels = atPointer(object, '/metadata/labels')
  if (!isObject(labels)) return new Map()
  return new Map(Object.entries(labels).map(([key, value]) => [key, String(value)]))
}
