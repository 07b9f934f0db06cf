import { getOwn, isArray, isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import { compareText } from '../../model/compare-text.ts'
import type { Json } from '../../model/json.ts'
import type { Reference } from '../../model/place.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { reportedObject, type ReportedObject } from './reported-object.ts'

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
  /** Absent for the clusters without the label. */
  readonly value?: string
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
    keys: selectorKeys(each.placement.chosenBy),
  }))
  const keys = new Set(federation.clusters.flatMap((each) => [...each.labels.keys()]))
  return [...keys].sort(compareText).map((key) => ({
    key,
    values: groupByValue(key, federation.clusters).map((group) => ({
      ...group,
      ...countPlaced(group.clusters, placed),
    })),
    selectedBy: selecting.filter((each) => each.keys.has(key)).map((each) => each.object),
  }))
}

function groupByValue(
  key: string,
  clusters: RenderPlan['federation']['clusters'],
): readonly Pick<LabelValue, 'value' | 'clusters'>[] {
  const groups = new Map<string | undefined, string[]>()
  for (const { name, labels } of clusters) {
    const value = labels.get(key)
    const group = groups.get(value)
    if (group === undefined) groups.set(value, [name])
    else group.push(name)
  }
  const without = groups.get(undefined)
  const values = [...groups].flatMap(([value, clusters]) =>
    value === undefined ? [] : [{ value, clusters }],
  )
  values.sort((left, right) => compareText(left.value, right.value))
  return without === undefined ? values : [...values, { clusters: without }]
}

function countPlaced(
  clusters: readonly string[],
  placed: readonly ReadonlySet<string>[],
): Pick<LabelValue, 'everywhere' | 'partly'> {
  const counts = placed.map((each) => clusters.filter((cluster) => each.has(cluster)).length)
  const everywhere = counts.filter((count) => count === clusters.length).length
  return { everywhere, partly: counts.filter((count) => count > 0).length - everywhere }
}

/** The label keys that a clusterSelector names, where it is what chose the clusters. */
function selectorKeys({ manifest, pointer }: Reference): ReadonlySet<string> {
  if (!pointer.endsWith('/clusterSelector')) return new Set()
  let selector: Json | undefined = manifest.value
  for (const segment of pointerSegments(pointer))
    selector = isObject(selector) ? getOwn(selector, segment) : undefined
  if (!isObject(selector)) return new Set()
  const { matchLabels, matchExpressions } = selector
  const expressions = isArray(matchExpressions) ? matchExpressions : []
  return new Set([
    ...(isObject(matchLabels) ? Object.keys(matchLabels) : []),
    ...expressions.flatMap((each) =>
      isObject(each) && typeof each['key'] === 'string' ? [each['key']] : [],
    ),
  ])
}
