import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { removeItems } from '../../diagnostics/fix.ts'
import { getOwn, isObject } from '../../json/own.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { ClusterOverride, ResolvedClusterOverride } from '../../model/cluster-override.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { groupBy } from '../../text/group-by.ts'
import { nearest } from '../../text/nearest.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { resolveRule } from './override-rules.ts'
import { readOverrideSelector } from './override-selector.ts'

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
    const selector = readOverrideSelector(manifest, labelSelector, pointer, report)
    const selected = candidates.filter((each) => selector?.(labelsOf(each)) === true)
    if (selected.length === 0 && selector !== undefined) {
      const parameters = { type, name: undefined, nearest: undefined }
      const at = keyAt(manifest, labelSelector === undefined ? '/spec/target' : pointer)
      const context = { at, subject: manifest, fix: removeItems(manifest, ['']) }
      report(createDiagnostic('cluster-override-target-missing', parameters, context))
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
      const item = `/spec/target/names/${index}`
      const near = nearest(name, known)
      const context = {
        at: valueAt(manifest, item),
        subject: manifest,
        ...(near === undefined && { fix: removeItems(manifest, [item]) }),
      }
      report(createDiagnostic('cluster-override-target-missing', { type, name, nearest: near }, context))
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
