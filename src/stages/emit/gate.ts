import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { currentGroup } from '../../kubefed/groups.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { DNSRecord } from '../../model/dns-record.ts'
import type { FederatedObject, Federation } from '../../model/federation.ts'
import type { Json } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { ParsedSources } from '../../model/parsed-sources.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'

/** Whether anything may be written, and what is held where it may in spite of errors. */
export interface GateResult {
  readonly open: boolean
  readonly objectsInError: ReadonlySet<ObjectPlan>
  readonly recordsInError: ReadonlySet<DNSRecord>
  /** Whether what is missing from the plan may be missing only because a source could not be read. */
  readonly sourcesInError: boolean
}

/** Kinds on which every object depends: an error in one of them leaves nothing that could go on. */
const fleetKinds = new Set(['KubeFedCluster', 'FederatedTypeConfig', 'KubeFedConfig'])

/**
 * The one gate before anything is written: errors close it. `found` are the diagnostics with the catalogue's
 * severities, `judged` with the configured ones. With `keepGoing` an error that belongs to a federated object holds
 * that object, and an error of the inventory, of a type or of the whole run still closes the gate, because every object
 * depends on those. Where a fault left an object or a source out of the plan, whatever is no longer planned is held,
 * even if the configuration lowers the severity: an object that is gone looks like one that could not be read.
 */
export function gate(
  found: readonly Diagnostic[],
  judged: readonly Diagnostic[],
  sources: ParsedSources,
  plan: RenderPlan,
  keepGoing: boolean,
): GateResult {
  const errors = judged.filter((each) => each.severity === 'error')
  const blocked = errors.some((each) => !keepGoing || concernsFleet(each, sources))
  const isPlanned = plannedManifests(plan)
  const dropped = found.filter(
    ({ severity, subject }) => severity === 'error' && (subject === undefined || !isPlanned.has(subject)),
  )
  const subjects = (each: Diagnostic): readonly Manifest[] => (each.subject ? [each.subject] : [])
  const identities = new Set([...errors, ...dropped].flatMap(subjects).map(identityOf))
  // A FederatedNamespace that is not in the plan would have limited what is in its namespace.
  const namespaces = new Set(dropped.flatMap(subjects).filter(isFederatedNamespace).map(namespaceOf))
  const overriding = [...errors, ...dropped].flatMap(subjects).filter(isClusterOverride)
  const isOverridden = createOverriddenCheck(new Set(overriding), plan)
  const preferences = [...errors, ...dropped].flatMap(subjects).filter(isPreference)
  const objectsInError = new Set(
    plan.objects.filter(
      ({ federatedObject }) =>
        identities.has(identityOf(federatedObject.manifest)) ||
        namespaces.has(namespaceOf(federatedObject.manifest)) ||
        preferences.some((each) => isTarget(federatedObject, each)) ||
        isOverridden(federatedObject),
    ),
  )
  const recordsInError = new Set(
    plan.federation.dnsRecords.filter(({ manifest }) => identities.has(identityOf(manifest))),
  )
  return { open: !blocked, objectsInError, recordsInError, sourcesInError: dropped.length > 0 }
}

function isFederatedNamespace({ value }: Manifest): boolean {
  return value['kind'] === 'FederatedNamespace'
}

function namespaceOf({ value }: Manifest): Json | undefined {
  return isObject(value['metadata']) ? value['metadata']['namespace'] : undefined
}

function isPreference({ value }: Manifest): boolean {
  return value['kind'] === 'ReplicaSchedulingPreference'
}

/** Whether an object has the name of a preference in error, and so may be its target. */
function isTarget({ name, namespace, kind }: FederatedObject, { value }: Manifest): boolean {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {}
  const divisible = kind === 'FederatedDeployment' || kind === 'FederatedReplicaSet'
  return divisible && name === metadata['name'] && namespace === metadata['namespace']
}

function isClusterOverride({ value }: Manifest): boolean {
  return value['kind'] === 'ClusterOverride'
}

/**
 * Decides whether an object is a target of a ClusterOverride in error, or may be: of one that nobody could read, any object
 * that may be in its namespace.
 */
function createOverriddenCheck(
  overriding: ReadonlySet<Manifest>,
  { federation }: RenderPlan,
): (object: FederatedObject) => boolean {
  const resolved = resolvedManifests(federation)
  const namespaces = new Set([...overriding].filter((each) => !resolved.has(each)).map(namespaceOf))
  return (object) => {
    const own = federation.clusterOverrides.get(object) ?? []
    if (own.some(({ clusterOverride }) => overriding.has(clusterOverride.manifest))) return true
    const namespace = namespaceOf(object.manifest)
    // Without one it has the configured one, if any.
    if (namespace === undefined) return namespaces.size > 0
    return namespaces.has(namespace) || namespaces.has(undefined)
  }
}

/** The ClusterOverrides that have a target. */
function resolvedManifests({ clusterOverrides }: Federation): ReadonlySet<Manifest> {
  return new Set([...clusterOverrides.values()].flat().map((each) => each.clusterOverride.manifest))
}

/** What came as far as the plan, whatever became of it there. */
function plannedManifests({ objects, federation }: RenderPlan): ReadonlySet<Manifest> {
  return new Set([
    ...objects.map((each) => each.federatedObject.manifest),
    ...[...federation.preferences.values()].map((each) => each.manifest),
    ...federation.dnsRecords.map((each) => each.manifest),
    ...resolvedManifests(federation),
  ])
}

function concernsFleet({ subject, at }: Diagnostic, sources: ParsedSources): boolean {
  if (subject !== undefined) return fleetKinds.has(String(subject.value['kind']))
  if (at === undefined || !('file' in at)) return true
  const unreadable = sources.unreadable.filter((each) => each.file === at.file)
  return unreadable.length === 0 || unreadable.some((each) => each.mentionsFleet)
}

function identityOf({ value }: Manifest): string {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {}
  const group = currentGroup(groupOf(String(value['apiVersion'])))
  return [group, value['kind'], metadata['namespace'], metadata['name']].map(String).join('\n')
}
