import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { removeItems } from '../../diagnostics/fix.ts'
import { clusterNames, type Cluster } from '../../model/cluster.ts'
import type { ClusterOverride, ClusterOverrideRule, ResolvedRule } from '../../model/cluster-override.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import { nearest } from '../../text/nearest.ts'
import { readOverrideSelector } from './override-selector.ts'

/**
 * A rule with the clusters of an inventory that it selects. Reports `cluster-override-selector-invalid`,
 * `override-unknown-cluster` and `cluster-override-selects-none`.
 */
export function resolveRule(
  { manifest }: ClusterOverride,
  rule: ClusterOverrideRule,
  clusters: readonly Cluster[],
  report: Report,
): ResolvedRule {
  const selected = rule.clusters
    ? namedClusters(manifest, rule, clusters, report)
    : selectedClusters(manifest, rule, clusters, report)
  if (selected?.length === 0 && clusters.length > 0) {
    // A name that no cluster has is reported by itself, and may be a slip of the pen.
    const isEmpty = rule.clusters === undefined || rule.clusters.length === 0
    const context = {
      at: keyAt(manifest, rule.pointer),
      subject: manifest,
      ...(isEmpty && { fix: removeItems(manifest, [rule.pointer]) }),
    }
    report(createDiagnostic('cluster-override-selects-none', {}, context))
  }
  return { rule, clusters: selected ?? [] }
}

/** Undefined where the selector is refused. */
function selectedClusters(
  manifest: Manifest,
  { pointer, clusterSelector }: ClusterOverrideRule,
  clusters: readonly Cluster[],
  report: Report,
): readonly string[] | undefined {
  const selector = readOverrideSelector(manifest, clusterSelector, `${pointer}/clusterSelector`, report)
  return selector && clusters.filter(({ labels }) => selector(labels)).map(({ name }) => name)
}

function namedClusters(
  manifest: Manifest,
  { pointer, clusters: names = [] }: ClusterOverrideRule,
  clusters: readonly Cluster[],
  report: Report,
): readonly string[] {
  const known = clusterNames(clusters)
  const wanted = new Set(names)
  for (const [index, cluster] of names.entries()) {
    // Without any inventory there is nothing to compare with, and that is reported once.
    if (known.has(cluster) || clusters.length === 0) continue
    const item = `${pointer}/clusters/${index}`
    const near = nearest(cluster, known)
    const context = {
      at: valueAt(manifest, item),
      subject: manifest,
      ...(near === undefined && { fix: removeItems(manifest, [item]) }),
    }
    report(createDiagnostic('override-unknown-cluster', { cluster, nearest: near }, context))
  }
  return clusters.filter(({ name }) => wanted.has(name)).map(({ name }) => name)
}
