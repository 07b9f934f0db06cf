import { readLabelSelector } from '../../../kubernetes/label-selector.ts'
import { clusterSelectorPointer } from '../../../model/placement-fields.ts'
import type { ObjectPlan, RenderPlan } from '../../../model/render-plan.ts'
import { compareText } from '../../../text/compare-text.ts'
import { groupBy } from '../../../text/group-by.ts'
import { reportedObject, type ReportedObject } from '../reported-object.ts'

/** What is placed by one label of the clusters. */
export interface LabelPlacement {
  readonly key: string
  /** By value, sorted; the clusters without the label last. */
  readonly values: readonly LabelValue[]
  /** The objects whose clusterSelector asks for the label, in the order of the plan. */
  readonly selectedBy: readonly ReportedObject[]
}

/** The clusters with one value of a label, and how many objects are placed in them. */
export interface LabelValue {
  /** Undefined for the clusters without the label. */
  readonly value: string | undefined
  /** Sorted, never empty. */
  readonly clusters: readonly string[]
  /** How many objects all of the clusters get. */
  readonly everywhere: number
  /** How many objects some but not all of the clusters get. */
  readonly partly: number
}

/** What is placed by each label that any cluster has, by key, sorted. */
export function placementByLabel({ federation, objects }: RenderPlan): readonly LabelPlacement[] {
  const placed = objects.map((each) => new Set(each.placement.clusters))
  const selecting = objects.map((each) => ({
    object: reportedObject(each.federatedObject),
    keys: selectorKeys(each),
  }))
  const keys = new Set(federation.clusters.flatMap((each) => [...each.labels.keys()]))
  return [...keys].sort(compareText).map((key) => ({
    key,
    values: valuesOf(key, federation.clusters, placed),
    selectedBy: selecting.filter((each) => each.keys.has(key)).map((each) => each.object),
  }))
}

function valuesOf(
  key: string,
  clusters: RenderPlan['federation']['clusters'],
  placed: readonly ReadonlySet<string>[],
): readonly LabelValue[] {
  const groups = groupBy(clusters, ({ labels }) => labels.get(key))
  return [...groups].sort(compareValues).map(([value, group]) => {
    const names = group.map((each) => each.name)
    const counts = placed.map((each) => names.filter((name) => each.has(name)).length)
    const everywhere = counts.filter((count) => count === names.length).length
    const partly = counts.filter((count) => count > 0).length - everywhere
    return { value, clusters: names, everywhere, partly }
  })
}

function compareValues(
  [left]: readonly [string | undefined, unknown],
  [right]: readonly [string | undefined, unknown],
): number {
  return Number(left === undefined) - Number(right === undefined) || compareText(left ?? '', right ?? '')
}

/** The label keys that a clusterSelector names, where it is what chose the clusters. */
function selectorKeys({ federatedObject, placement }: ObjectPlan): ReadonlySet<string> {
  if (placement.chosenBy.pointer !== clusterSelectorPointer) return new Set()
  const { requirements = [] } = readLabelSelector(federatedObject.placement.clusterSelector)
  return new Set(requirements.map((each) => each.key))
}
