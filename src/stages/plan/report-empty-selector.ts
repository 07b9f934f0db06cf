import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import { valueAt } from '../../model/place.ts'
import { clusterSelectorPointer } from '../../model/placement-fields.ts'
import { compareText } from '../../text/compare-text.ts'
import { nearest } from '../../text/nearest.ts'
import type { PlacementCluster } from './compute-placement.ts'

/** What a selector asks for, and where it is written. */
interface Demand {
  readonly label: string
  /** None where any value will do. */
  readonly values: readonly string[]
  readonly pointer: string
}

/**
 * Reports `selector-selects-none` at the first label, or value of a label, that no cluster has; at the selector where each is
 * there and no cluster has all. Gives whether it is a selector that chose nothing: an empty one, and a list of names, is not.
 */
export function reportEmptySelector(
  { manifest, kind, placement }: FederatedObject,
  clusters: readonly PlacementCluster[],
  report: Report,
): boolean {
  const { clusterSelector, clusters: listed } = placement
  if (listed !== undefined || clusterSelector === undefined) return false
  const demands = demandsOf(clusterSelector)
  if (demands.length === 0) return false
  const { names, valuesOf } = labelsOf(clusters)
  const missing = demands.find((demand) => !isMet(demand, valuesOf.get(demand.label) ?? none))
  const { label = '', values: wanted = [], pointer = '' } = missing ?? {}
  const ofLabel = missing && valuesOf.get(label)
  const values = ofLabel ? [...ofLabel].sort(compareText) : []
  const near = ofLabel ? nearest(wanted[0] ?? '', ofLabel) : nearest(label, names)
  const at = valueAt(manifest, `${clusterSelectorPointer}${pointer}`)
  const parameters = { kind, label, wanted, values, nearest: near }
  report(createDiagnostic('selector-selects-none', parameters, { at, subject: manifest }))
  return true
}

function demandsOf(selector: JsonObject): readonly Demand[] {
  const labels = getOwn(selector, 'matchLabels') ?? null
  const expressions = getOwn(selector, 'matchExpressions') ?? null
  const ofLabels = isObject(labels)
    ? Object.entries(labels).map(([label, value]): Demand => {
        return { label, values: [String(value)], pointer: childPointer('/matchLabels', label) }
      })
    : []
  const ofExpressions = isArray(expressions)
    ? expressions.flatMap((each, index): readonly Demand[] => {
        const [key, operator, values] = ['key', 'operator', 'values'].map((name) =>
          isObject(each) ? getOwn(each, name) : undefined,
        )
        if (operator !== 'In' && operator !== 'Exists') return []
        const wanted = operator === 'In' && isArray(values) ? values.map(String) : []
        return [{ label: String(key), values: wanted, pointer: `/matchExpressions/${index}` }]
      })
    : []
  return [...ofLabels, ...ofExpressions]
}

const none: ReadonlySet<string> = new Set()

/** The labels of an inventory. */
interface KnownLabels {
  readonly names: ReadonlySet<string>
  readonly valuesOf: ReadonlyMap<string, ReadonlySet<string>>
}

const labelsOfInventories = new WeakMap<readonly PlacementCluster[], KnownLabels>()

/** The labels of an inventory: found once for it, however many selectors choose nothing. */
function labelsOf(clusters: readonly PlacementCluster[]): KnownLabels {
  const present = labelsOfInventories.get(clusters)
  if (present !== undefined) return present
  const valuesOf = new Map<string, Set<string>>()
  for (const { labels } of clusters) {
    for (const [label, value] of labels) {
      const values = valuesOf.get(label)
      if (values === undefined) valuesOf.set(label, new Set([value]))
      else values.add(value)
    }
  }
  const known = { names: new Set(valuesOf.keys()), valuesOf }
  labelsOfInventories.set(clusters, known)
  return known
}

function isMet({ values: wanted }: Demand, values: ReadonlySet<string>): boolean {
  return wanted.length === 0 ? values.size > 0 : wanted.some((each) => values.has(each))
}
