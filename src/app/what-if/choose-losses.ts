import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import { nearest } from '../../text/nearest.ts'
import { reportUnknownCluster } from '../../views/report-unknown-cluster.ts'

/** Which clusters a drill is about. */
export interface LossOptions {
  /** Clusters that are lost in every loss. Default: none. */
  readonly without?: readonly string[]
  /** Whether each of the others is lost, one after the other. Default: where nothing else is asked for. */
  readonly each?: boolean
  /** A label: the clusters with one value of it are lost together, one value after the other. Default: none. */
  readonly label?: string
}

/** Clusters that are lost together. */
export interface Loss {
  readonly name: string
  readonly clusters: ReadonlySet<string>
}

/** What a drill goes through. */
export interface ChosenLosses {
  readonly losses: readonly Loss[]
  /** The clusters without the label, sorted; empty where none is asked for. */
  readonly spared: readonly string[]
}

/**
 * The losses that options ask for: where no cluster is left to be lost beside those that are named, theirs alone. Reports
 * `cluster-not-found` and `drill-label-unknown`, and then has none.
 */
export function chooseLosses(
  clusters: readonly Cluster[],
  { without: named = [], each = named.length === 0, label }: LossOptions,
): DiagnosticResult<ChosenLosses> {
  const without = [...new Set(named)]
  const unknown = without.filter((name) => !clusters.some((known) => known.name === name))
  const wrong = unknown.map((name) => reportUnknownCluster(name, clusters))
  const others = clusters.filter(({ name }) => !without.includes(name))
  if (label !== undefined && !clusters.some(({ labels }) => labels.has(label))) {
    wrong.push(reportUnknownLabel(label, clusters))
  }
  if (wrong.length > 0) return [{ losses: [], spared: [] }, wrong]
  const loss = (name: string, names: readonly string[]): Loss => ({
    name: [...without, name].join(', '),
    clusters: new Set([...without, ...names]),
  })
  const besides =
    label === undefined
      ? (each ? namesOf(others) : []).map((name) => loss(name, [name]))
      : membersByValue(others, label).map(([value, members]) => loss(`${label}=${value}`, members))
  const alone = without.length === 0 ? [] : [{ name: without.join(', '), clusters: new Set(without) }]
  const spared = label === undefined ? [] : others.filter(({ labels }) => !labels.has(label))
  return [{ losses: besides.length > 0 ? besides : alone, spared: namesOf(spared) }, []]
}

/** The names of the clusters that have a label, by its value, sorted. */
function membersByValue(
  clusters: readonly Cluster[],
  label: string,
): readonly (readonly [value: string, members: readonly string[]])[] {
  const labelled = clusters.filter(({ labels }) => labels.has(label))
  return [...groupBy(labelled, ({ labels }) => labels.get(label) ?? '')]
    .sort(([left], [right]) => compareText(left, right))
    .map(([value, members]) => [value, namesOf(members)] as const)
}

function namesOf(clusters: readonly Cluster[]): readonly string[] {
  return clusters.map(({ name }) => name).sort()
}

function reportUnknownLabel(label: string, clusters: readonly Cluster[]): Diagnostic {
  const known = clusters.flatMap(({ labels }) => [...labels.keys()])
  return createDiagnostic('drill-label-unknown', { label, nearest: nearest(label, new Set(known)) })
}
