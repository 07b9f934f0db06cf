import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../../json/own.ts'
import { readLabelSelector, type LabelSelector } from '../../kubernetes/label-selector.ts'
import { clusterNames, type Cluster } from '../../model/cluster.ts'
import type {
  ClusterOverride,
  ClusterOverrideRule,
  ResolvedClusterOverride,
  ResolvedRule,
} from '../../model/cluster-override.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { groupBy } from '../../text/group-by.ts'
import { nearest } from '../../text/nearest.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

/** What ClusterOverrides refer to. */
export interface OverrideReferences {
  readonly types: readonly FederatedTypeConfig[]
  readonly clusters: readonly Cluster[]
  readonly federatedObjects: readonly FederatedObject[]
  readonly config: Pick<RenderConfig, 'defaultNamespace'>
}

/**
 * The ClusterOverrides of each federated object, each with the clusters that its rules select. Reports `duplicate-object`,
 * `cluster-override-type-unknown`, `namespace-missing`, `namespace-unexpected`, `cluster-override-target-missing`,
 * `cluster-override-selector-invalid`, `override-unknown-cluster` and `cluster-override-selects-none`.
 *
 * @param keep gives the value that is equal and was known before
 */
export function resolveClusterOverrides(
  clusterOverrides: readonly ClusterOverride[],
  references: OverrideReferences,
  keep: (manifest: Manifest, value: ResolvedClusterOverride) => ResolvedClusterOverride,
  report: Report,
): ReadonlyMap<FederatedObject, readonly ResolvedClusterOverride[]> {
  const { federatedObjects, clusters } = references
  const found = new Map<FederatedObject, ResolvedClusterOverride[]>()
  if (clusterOverrides.length === 0) return found
  const candidates = groupBy(federatedObjects, ({ type, namespace }) => scopeKey(type.name, namespace))
  for (const clusterOverride of eachOnce(clusterOverrides, report)) {
    const scope = scopeOf(clusterOverride, references, report)
    if (scope === undefined) continue
    const targets = targetsOf(clusterOverride, candidates.get(scope) ?? [], report)
    const rules = clusterOverride.rules.map((rule) => resolveRule(clusterOverride, rule, clusters, report))
    const resolved = keep(clusterOverride.manifest, { clusterOverride, rules })
    for (const target of targets) {
      const known = found.get(target)
      if (known === undefined) found.set(target, [resolved])
      else known.push(resolved)
    }
  }
  return found
}

function eachOnce(clusterOverrides: readonly ClusterOverride[], report: Report): readonly ClusterOverride[] {
  const first = new Map<string, ClusterOverride>()
  for (const each of clusterOverrides) {
    const { manifest } = each
    const name = qualifiedName(each)
    const earlier = first.get(name)
    if (earlier === undefined) first.set(name, each)
    else {
      const related = [{ message: 'the first declaration', at: valueAt(earlier.manifest, '/metadata/name') }]
      const context = { at: valueAt(manifest, '/metadata/name'), related, subject: manifest }
      report(createDiagnostic('duplicate-object', { kind: 'ClusterOverride', name }, context))
    }
  }
  return [...first.values()]
}

function scopeKey(type: string, namespace: string | undefined): string {
  return `${type}\n${namespace ?? ''}`
}

/** Among which federated objects the targets are; undefined, and reported, where there is no such type or no namespace. */
function scopeOf(
  { manifest, name, namespace, target }: ClusterOverride,
  { types, config }: OverrideReferences,
  report: Report,
): string | undefined {
  const parameters = { kind: 'ClusterOverride', name }
  const type = types.find((each) => each.name === target.type)
  if (type === undefined) {
    const near = nearest(
      target.type,
      types.map((each) => each.name),
    )
    const at = valueAt(manifest, '/spec/target/type')
    const unknown = { type: target.type, nearest: near }
    report(createDiagnostic('cluster-override-type-unknown', unknown, { at, subject: manifest }))
    return undefined
  }
  if (type.federatedType.scope === 'Cluster') {
    if (namespace !== undefined) {
      const at = keyAt(manifest, '/metadata/namespace')
      report(createDiagnostic('namespace-unexpected', parameters, { at, subject: manifest }))
    }
    return scopeKey(type.name, undefined)
  }
  const own = namespace ?? config.defaultNamespace
  if (own !== undefined) return scopeKey(type.name, own)
  report(
    createDiagnostic('namespace-missing', parameters, {
      at: keyAt(manifest, '/metadata'),
      subject: manifest,
    }),
  )
  return undefined
}

function targetsOf(
  { manifest, target: { type, names, labelSelector } }: ClusterOverride,
  candidates: readonly FederatedObject[],
  report: Report,
): readonly FederatedObject[] {
  if (names === undefined) {
    const pointer = '/spec/target/labelSelector'
    const selector = selectorOf(manifest, labelSelector, pointer, report)
    const selected = candidates.filter((each) => selector?.(labelsOf(each)) === true)
    if (selected.length === 0 && selector !== undefined) {
      const parameters = { type, name: undefined, nearest: undefined }
      const at = keyAt(manifest, labelSelector === undefined ? '/spec/target' : pointer)
      report(createDiagnostic('cluster-override-target-missing', parameters, { at, subject: manifest }))
    }
    return selected
  }
  const byName = new Map(candidates.map((each) => [each.name, each]))
  const known = new Set(byName.keys())
  const targets = new Set<FederatedObject>()
  for (const [index, name] of names.entries()) {
    const target = byName.get(name)
    if (target !== undefined) targets.add(target)
    else {
      const parameters = { type, name, nearest: nearest(name, known) }
      const at = valueAt(manifest, `/spec/target/names/${index}`)
      report(createDiagnostic('cluster-override-target-missing', parameters, { at, subject: manifest }))
    }
  }
  return [...targets]
}

function labelsOf({ manifest: { value } }: FederatedObject): ReadonlyMap<string, string> {
  const metadata = getOwn(value, 'metadata')
  const labels = isObject(metadata) ? getOwn(metadata, 'labels') : undefined
  const entries = isObject(labels) ? Object.entries(labels) : []
  return new Map(entries.filter((each): each is [string, string] => typeof each[1] === 'string'))
}

function selectorOf(
  manifest: Manifest,
  value: JsonObject | undefined,
  pointer: string,
  report: Report,
): LabelSelector | undefined {
  const { selector, faults = [] } = readLabelSelector(value)
  for (const { pointer: below, atKey = false, problem } of faults) {
    const at = (atKey ? keyAt : valueAt)(manifest, `${pointer}${below}`)
    report(createDiagnostic('cluster-override-selector-invalid', { problem }, { at, subject: manifest }))
  }
  return selector
}

function resolveRule(
  { manifest }: ClusterOverride,
  rule: ClusterOverrideRule,
  clusters: readonly Cluster[],
  report: Report,
): ResolvedRule {
  const selected = rule.clusters
    ? namedClusters(manifest, rule, clusters, report)
    : selectedClusters(manifest, rule, clusters, report)
  if (selected?.length === 0 && clusters.length > 0) {
    const at = keyAt(manifest, rule.pointer)
    report(createDiagnostic('cluster-override-selects-none', {}, { at, subject: manifest }))
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
  const selector = selectorOf(manifest, clusterSelector, `${pointer}/clusterSelector`, report)
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
    const at = valueAt(manifest, `${pointer}/clusters/${index}`)
    const parameters = { cluster, nearest: nearest(cluster, known) }
    report(createDiagnostic('override-unknown-cluster', parameters, { at, subject: manifest }))
  }
  return clusters.filter(({ name }) => wanted.has(name)).map(({ name }) => name)
}
