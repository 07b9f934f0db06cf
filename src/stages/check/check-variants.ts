import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { childPointer, pointerSegments } from '../../json/pointer.ts'
import type { ResourceDefinition } from '../../kubernetes/schema/resource-definition.ts'
import type { Reference } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'
import { nearest } from '../../text/nearest.ts'
import { quote } from '../../text/quote.ts'
import { fieldOrigins } from '../plan/field-origins.ts'
import { faultPlaces } from './fault-places.ts'
import { isNew, weighed } from './weigh-fault.ts'
import type { ApiServer, Fault, Judge, NotServed } from './judge.ts'
import { minorNames } from './minor-names.ts'

/** A fault of one or more variants at one place of the sources, and the API servers that find it. */
interface Finding {
  readonly at: Reference
  readonly fault: Fault
  readonly minors: Set<number>
  readonly definition: ResourceDefinition | undefined
}

/**
 * Judges each variant of an object once for all clusters whose API servers are alike; `findServer` knows a cluster's,
 * or that it is not known, and gives one value for clusters whose servers are alike. One place is reported once. Gives `kubernetes-unknown-field`, `kubernetes-missing-field`,
 * `kubernetes-invalid-value`, `kubernetes-more-faults` and `kubernetes-api-not-served`.
 */
export function checkVariants(
  plan: ObjectPlan,
  config: RenderConfig,
  judge: Judge,
  findServer: (cluster: string) => ApiServer | undefined,
): readonly Diagnostic[] {
  const findings = new Map<string, Finding>()
  for (const variant of plan.variants) {
    for (const [server, cluster] of distinctServers(variant, findServer)) {
      const faults = judge(variant.object, server)
      if (faults.length === 0) continue
      const placeOf = faultPlaces(fieldOrigins(plan, cluster, config), plan.federatedObject.manifest)
      for (const fault of faults) addFinding(findings, fault, placeOf(fault), server)
    }
  }
  return [...findings.values()].map((finding) => weighed(diagnosticOf(finding, plan), finding.fault))
}

/** The API servers that a variant goes to, each once, with a cluster that has it. */
function distinctServers(
  { clusters }: Variant,
  findServer: (cluster: string) => ApiServer | undefined,
): ReadonlyMap<ApiServer, string> {
  const found = new Map<ApiServer, string>()
  for (const cluster of clusters) {
    const server = findServer(cluster)
    if (server && !found.has(server)) found.set(server, cluster)
  }
  return found
}

function addFinding(
  findings: Map<string, Finding>,
  fault: Fault,
  at: Reference,
  { minor, definition }: ApiServer,
): void {
  const { file, start, item } = at.manifest
  const place = [at.pointer, at.part, file.path, start, item]
  const key = JSON.stringify([wordsOf(fault), definition?.name, place])
  const finding = findings.get(key)
  finding?.minors.add(minor)
  // What is new in one variant is new.
  if (finding && isNew(fault) && !isNew(finding.fault)) findings.set(key, { ...finding, fault })
  if (!finding) findings.set(key, { at, fault, minors: new Set([minor]), definition })
}

function diagnosticOf(
  { at, fault, minors, definition }: Finding,
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
