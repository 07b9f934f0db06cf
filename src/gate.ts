import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { currentGroup } from './kubefed/groups.ts'
import { isObject } from './json/own.ts'
import { groupOf } from './kubernetes/group-version-kind.ts'
import type { Manifest } from './model/manifest.ts'
import type { ParsedSources } from './model/parsed-sources.ts'
import type { ObjectPlan, RenderPlan } from './model/render-plan.ts'

/** Whether anything may be written, and what is held where it may in spite of errors. */
export interface GateResult {
  readonly open: boolean
  readonly objectsInError: ReadonlySet<ObjectPlan>
  /** Whether what is missing from the plan may be missing only because a source could not be read. */
  readonly sourcesInError: boolean
}

/** Kinds on which every object depends: an error in one of them leaves nothing that could go on. */
const fleetKinds = new Set(['KubeFedCluster', 'FederatedTypeConfig', 'KubeFedConfig'])

/**
 * The one gate before anything is written: errors close it. With `keepGoing` an error that belongs to a federated
 * object holds that object, and an unreadable source holds whatever is no longer planned; an error of the inventory,
 * of a type or of the whole run still closes the gate, because every object depends on those.
 */
export function gate(
  diagnostics: readonly Diagnostic[],
  sources: ParsedSources,
  plan: RenderPlan,
  keepGoing: boolean,
): GateResult {
  const errors = diagnostics.filter((each) => each.severity === 'error')
  const objectsInError = new Set<ObjectPlan>()
  if (errors.length === 0) return { open: true, objectsInError, sourcesInError: false }
  if (!keepGoing || errors.some((each) => concernsFleet(each, sources))) {
    return { open: false, objectsInError, sourcesInError: false }
  }
  const planned = new Map(plan.objects.map((each) => [identityOf(each.federatedObject.manifest), each]))
  const isPlanned = new Set(plan.objects.map((each) => each.federatedObject.manifest))
  let sourcesInError = false
  for (const { subject } of errors) {
    // An object that was dropped before the plan may have limited others, as a FederatedNamespace does.
    sourcesInError ||= subject === undefined || !isPlanned.has(subject)
    if (subject === undefined) continue
    const inError = planned.get(identityOf(subject))
    if (inError !== undefined) objectsInError.add(inError)
    if (subject.value['kind'] !== 'ReplicaSchedulingPreference') continue
    for (const each of plan.objects) if (hasName(each, subject)) objectsInError.add(each)
  }
  return { open: true, objectsInError, sourcesInError }
}

/** Whether an object has the name of a preference in error, and so may be its target. */
function hasName({ federatedObject: { name, namespace, kind } }: ObjectPlan, { value }: Manifest): boolean {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {}
  const divisible = kind === 'FederatedDeployment' || kind === 'FederatedReplicaSet'
  return divisible && name === metadata['name'] && namespace === metadata['namespace']
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
