import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { objectAt } from '../../../json/fields.ts'
import { getOwn } from '../../../json/own.ts'
import { readLabelSelector, type LabelSelector } from '../../../kubernetes/label-selector.ts'
import { makesPods, podOf } from './pod-of.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { keyAt } from '../../../model/place.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import { groupBy } from '../../../text/group-by.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { FleetIndex } from './fleet-index.ts'
import { isCustom } from './made-objects.ts'

/**
 * Reports `disruption-budget-selects-none` where the Pods that a PodDisruptionBudget selects are placed in fewer clusters than it is,
 * or where it has no selector, which selects nothing (policy/v1), and `disruption-budget-selects-unknown` where the fleet has workloads in its
 * namespace and it selects none of them. Custom resources in the namespace may make the Pods that are meant.
 */
export function checkDisruptionBudgets(fleet: FleetIndex, report: Report): void {
  const budgets = fleet.ofKind('PodDisruptionBudget.policy')
  if (budgets.length === 0) return
  const workloads = fleet.kinds().filter(makesPods).flatMap(fleet.ofKind)
  const byNamespace = groupBy(workloads, ({ federatedObject: { namespace } }) => namespace ?? '')
  const custom = new Set(
    fleet
      .kinds()
      .filter(isCustom)
      .flatMap(fleet.ofKind)
      .map(({ federatedObject: { namespace } }) => namespace ?? ''),
  )
  const allowance: Allowance = { left: mostComparisons }
  for (const budget of budgets) {
    const { namespace = '', manifest } = budget.federatedObject
    const near = byNamespace.get(namespace) ?? []
    const name = qualifiedName(budget.federatedObject)
    const context = { at: keyAt(manifest, '/spec/template/spec/selector'), subject: manifest }
    const { isElsewhere, clusters } = unselected(budget, near, allowance)
    if (clusters.length === 0) continue
    if (isElsewhere) report(createDiagnostic('disruption-budget-selects-none', { name, clusters }, context))
    else if (near.length > 0 && !custom.has(namespace)) {
      report(createDiagnostic('disruption-budget-selects-unknown', { name }, context))
    }
  }
}

/** The clusters in which a budget selects nothing, and whether that is known: it has no selector, or selects something elsewhere. */
interface Unselected {
  readonly clusters: readonly string[]
  readonly isElsewhere: boolean
}

function unselected(
  { variants }: ObjectPlan,
  workloads: readonly ObjectPlan[],
  allowance: Allowance,
): Unselected {
  let isElsewhere = false
  const clusters = variants.flatMap((variant) => {
    const selector = getOwn(objectAt(variant.object, 'spec'), 'selector') ?? null
    if (selector === null) isElsewhere = true
    const { selector: selects } = readLabelSelector(selector)
    // What a selector that is none selects is for the API server to say.
    if (selects === undefined) return []
    const found = selectedClusters(selects, candidates(selector, workloads), allowance)
    if (found === 'all') return []
    if (found.size > 0) isElsewhere = true
    return variant.clusters.filter((each) => !found.has(each))
  })
  return { clusters: clusters.sort(), isElsewhere }
}

/** So many times a selector and a workload are compared in all; a budget that is left then is taken to select one, since strangers write both. */
const mostComparisons = 1_000_000

/** How many comparisons are left. */
interface Allowance {
  left: number
}

/** The workloads of a namespace that have the first label that a selector asks for. */
function candidates(selector: Json, workloads: readonly ObjectPlan[]): readonly ObjectPlan[] {
  if (selector === null) return []
  const known = labelled.get(workloads) ?? indexLabels(workloads)
  labelled.set(workloads, known)
  const [label] = Object.entries(objectAt(selector as JsonObject, 'matchLabels'))
  return label === undefined ? workloads : (known.get(label.join('\n')) ?? [])
}

const labelled = new WeakMap<readonly ObjectPlan[], ReadonlyMap<string, readonly ObjectPlan[]>>()

function indexLabels(workloads: readonly ObjectPlan[]): ReadonlyMap<string, readonly ObjectPlan[]> {
  const found = new Map<string, Set<ObjectPlan>>()
  for (const workload of workloads) {
    for (const { object } of workload.variants) {
      for (const label of Object.entries(podOf(object)?.labels ?? {})) {
        const key = label.join('\n')
        const known = found.get(key) ?? new Set()
        found.set(key, known.add(workload))
      }
    }
  }
  return new Map([...found].map(([key, set]) => [key, [...set]]))
}

/** The clusters in which a workload has Pods that a selector selects; where a preference divides one, it may be any. */
function selectedClusters(
  selects: LabelSelector,
  workloads: readonly ObjectPlan[],
  allowance: Allowance,
): ReadonlySet<string> | 'all' {
  const clusters = new Set<string>()
  for (const { variants, division } of workloads) {
    for (const { object, clusters: own } of variants) {
      allowance.left -= 1
      if (allowance.left < 0) return 'all'
      if (!selects(labelsOf(object))) continue
      if (division !== undefined) return 'all'
      for (const each of own) clusters.add(each)
    }
  }
  return clusters
}

function labelsOf(object: JsonObject): ReadonlyMap<string, string> {
  return new Map(Object.entries(podOf(object)?.labels ?? {}).map(([key, value]) => [key, String(value)]))
}
