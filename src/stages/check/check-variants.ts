import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { childPointer, pointerSegments } from '../../json/pointer.ts'
import type { ResourceDefinition } from '../../kubernetes/schema/resource-definition.ts'
import type { Reference } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'
import { nearest } from '../../text/nearest.ts'
import { quote } from '../../text/quote.ts'
import { fieldOrigins } from '../plan/field-origins.ts'
import type { Surroundings } from './admission/surroundings.ts'
import { faultPlaces } from './fault-places.ts'
import { isNew, weighed } from './weigh-fault.ts'
import type { ApiServer, Fault, Judge, NotServed } from './judge.ts'
import { minorNames } from './minor-names.ts'
import { describeServerFault } from './server/describe-server-fault.ts'
import type { IsPlaced } from './server/placed-objects.ts'

/** A fault of one or more variants at one place of the sources, and the API servers that find it. */
interface Finding {
  readonly at: Reference
  readonly fault: Fault
  readonly minors: Set<number>
  readonly clusters: Set<string>
  readonly definition: ResourceDefinition | undefined
  /** Those of the first cluster. */
  readonly surroundings: Surroundings | undefined
}

/**
 * Judges each variant of an object once for all clusters whose API servers are alike; `findServer` knows a cluster's,
 * or that it is not known, and gives one value for clusters whose servers are alike. One place is reported once. Gives `kubernetes-unknown-field`, `kubernetes-missing-field`,
 * `kubernetes-invalid-value`, `kubernetes-more-faults`, `kubernetes-api-not-served`, and what `describeServerFault` does.
 */
export function checkVariants(
  plan: ObjectPlan,
  config: RenderConfig,
  judge: Judge,
  findServer: (cluster: string) => ApiServer | undefined,
  isPlaced: IsPlaced,
): readonly Diagnostic[] {
  const findings = new Map<string, Finding>()
  for (const variant of plan.variants) {
    for (const [server, clusters] of distinctServers(variant, findServer)) {
      const faults = judge(variant.object, server)
      const [cluster] = clusters
      if (faults.length === 0 || cluster === undefined) continue
      const placeOf = faultPlaces(fieldOrigins(plan, cluster, config), plan.federatedObject.manifest)
      for (const fault of faults) addFinding(findings, { fault, at: placeOf(fault), clusters }, server)
    }
  }
  return [...findings.values()].flatMap((finding) => {
    const left = withoutPlaced(finding, plan, isPlaced)
    return left.clusters.size === 0 ? [] : [weighed(diagnosticOf(left, plan), left.fault)]
  })
}

/** A finding without the clusters that get the object which the fault says they need. */
function withoutPlaced(finding: Finding, { federatedObject }: ObjectPlan, isPlaced: IsPlaced): Finding {
  const needs = finding.fault.kind === 'live' ? finding.fault.needs : undefined
  if (needs === undefined) return finding
  const { namespace } = federatedObject
  const clusters = [...finding.clusters].filter((cluster) => !isPlaced(needs, namespace ?? '', cluster))
  return { ...finding, clusters: new Set(clusters) }
}

/** The API servers that a variant goes to, each once, with the clusters that have it. */
function distinctServers(
  { clusters }: Variant,
  findServer: (cluster: string) => ApiServer | undefined,
): ReadonlyMap<ApiServer, readonly string[]> {
  const found = new Map<ApiServer, string[]>()
  for (const cluster of clusters) {
    const server = findServer(cluster)
    if (server === undefined) continue
    const known = found.get(server)
    if (known) known.push(cluster)
    else found.set(server, [cluster])
  }
  return found
}

function addFinding(
  findings: Map<string, Finding>,
  {
    fault,
    at,
    clusters,
  }: { readonly fault: Fault; readonly at: Reference; readonly clusters: readonly string[] },
  { minor, definition, surroundings }: ApiServer,
): void {
  const { file, start, item } = at.manifest
  const place = [at.pointer, at.part, file.path, start, item]
  const key = JSON.stringify([wordsOf(fault), definition?.name, place])
  const finding = findings.get(key)
  finding?.minors.add(minor)
  for (const each of finding ? clusters : []) finding?.clusters.add(each)
  // What is new in one variant is new.
  if (finding && isNew(fault) && !isNew(finding.fault)) findings.set(key, { ...finding, fault })
  if (!finding)
    findings.set(key, {
      at,
      fault,
      minors: new Set([minor]),
      clusters: new Set(clusters),
      definition,
      surroundings,
    })
}

function diagnosticOf(
  { at, fault, minors, clusters, definition, surroundings }: Finding,
  { federatedObject: { manifest, type } }: ObjectPlan,
): Diagnostic {
  const by =
    definition === undefined
      ? `In Kubernetes ${minorNames(minors)}`
      : `By the CustomResourceDefinition ${quote(definition.name)}`
  const common = { kind: type.targetType.kind, by }
  const context = { at, subject: manifest }
  switch (fault.kind) {
    case 'unknown-field': {
      const near = nearest(pointerSegments(fault.pointer).at(-1) ?? '', fault.known)
      return createDiagnostic(
        'kubernetes-unknown-field',
        { ...common, pointer: fault.pointer, nearest: near },
        context,
      )
    }
    case 'missing-field':
      return createDiagnostic(
        'kubernetes-missing-field',
        { ...common, pointer: childPointer(fault.pointer, fault.field) },
        context,
      )
    case 'invalid-value':
      return createDiagnostic(
        'kubernetes-invalid-value',
        { ...common, pointer: fault.pointer, problem: fault.problem },
        context,
      )
    case 'more-faults':
      return createDiagnostic('kubernetes-more-faults', { ...common, reported: fault.reported }, context)
    case 'not-served':
      return createDiagnostic(
        'kubernetes-api-not-served',
        { ...common, apiVersion: fault.apiVersion, serving: fault.serving, life: lifeOf(fault, minors) },
        context,
      )
    default:
      return describeServerFault(
        fault,
        { kind: type.targetType.kind, minors, clusters, surroundings },
        context,
      )
  }
}

/**
 * The key that distinguishes two faults of one place: neither where overrides have moved it, nor what the field may
 * have meant.
 */
function wordsOf(fault: Fault): object {
  return { ...fault, pointer: '', known: [], isKnown: undefined }
}

/** When an API version of Kubernetes' own came or went, as the end of a sentence. */
function lifeOf({ servedMinors }: NotServed, minors: ReadonlySet<number>): string {
  if (servedMinors === undefined) return ''
  const [first, last] = servedMinors
  const isEarly = [...minors].every((minor) => minor < first)
  return isEarly ? `: it came with 1.${first}` : `: it was removed in 1.${last + 1}`
}
