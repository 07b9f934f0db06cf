import { join } from 'node:path'
import { typeConfigObject } from '../../../src/authoring/types/type-config-object.ts'
import { builtinTypes } from '../../../src/kubefed/builtin-types.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import type { KubernetesObject } from './api-client.ts'
import { applyFleet, federatedByKey } from './apply-fleet.ts'
import { compareObjects } from './compare-objects.ts'
import { clustersWith, compareStatuses, isFailure, readStatuses } from './compare-statuses.ts'
import type { Difference } from './difference.ts'
import { keyOf, targetKey } from './federated-types.ts'
import { clusterObject, systemNamespace, type LiveKubeFed, type MemberDescription } from './live-kubefed.ts'
import { settle, type LiveState } from './settle.ts'
import { copyOutput, renderSources, writeSources, type Finding, type Rendering } from './sources.ts'
import { hasUnreadableOverrides } from './unreadable-overrides.ts'

/** What KubeFed made of sources, and where fedrender makes something else of them. */
export interface Judgement {
  /** The sources. */
  readonly objects: readonly KubernetesObject[]
  readonly state: LiveState
  /** How many pairs of an object and a member were compared. */
  readonly compared: number
  /** How many statuses were compared. */
  readonly statuses: number
  readonly differences: readonly Difference[]
  /** What fedrender reports, by `<namespace or _cluster>/<type>/<name>`. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
}

/** Who is compared, since the rounds of one fleet build on each other. */
export interface Judge {
  readonly live: LiveKubeFed
  readonly members: readonly MemberDescription[]
  /** How long nothing changes once KubeFed is at rest. */
  readonly quietSeconds: number
}

/** What one round is about. */
export interface Round {
  readonly objects: readonly KubernetesObject[]
  /** The round before, where there was one. */
  readonly previous?: Judgement
  /** The names of types that are disabled. */
  readonly disabled?: ReadonlySet<string>
}

/**
 * Applies sources on the host, all of a change at once for KubeFed, waits until KubeFed is at rest, and compares with fedrender what is in the members and in the
 * statuses.
 *
 * KubeFed leaves an object as it is in a cluster whose overrides cannot be applied, and goes on in the others; fedrender
 * renders nothing of it. So what is compared with the members is rendered without the overrides of such clusters, and those
 * are compared with what was there before. Which clusters they are is compared as statuses are; statuses know of what was
 * there before from that output.
 */
export async function judge({ live, members, quietSeconds }: Judge, round: Round): Promise<Judgement> {
  const { objects, previous, disabled = new Set<string>() } = round
  // In between, old preferences would write their plans to new objects, and new ones to old objects.
  if (previous !== undefined) await live.stop()
  await applyFleet(live, objects, previous?.objects ?? [])
  if (previous !== undefined) await live.start()
  const state = await settle(live, quietSeconds, disabled)
  const clusters = members.map((each) => clusterObject(each, live.members.get(each.name)?.address ?? ''))
  const types = [...disabled].map(disabledType)
  const [asGiven, applicable] = [join(live.directory, 'as-given'), join(live.directory, 'applicable')]
  writeSources(asGiven, [...clusters, ...types, ...objects])
  const given = renderSources(asGiven, [])
  const expected = readStatuses(asGiven)
  const left = clustersWith(expected, isFailure)
  const reached = clustersWith(expected, (status) => !isFailure(status))
  writeSources(applicable, [
    ...clusters,
    ...types,
    ...objects.filter((each) => !isWithoutEffect(each, given)).map((each) => onlyOverridesOf(each, reached)),
  ])
  const { clusters: rendered } = renderSources(applicable, [...live.members.keys()], left)
  copyOutput(applicable, asGiven)
  const statuses = readStatuses(asGiven)
  const rendering = { clusters: rendered, findings: given.findings }
  const sources = federatedByKey(objects)
  const report = await compareObjects({ live, state, previous: previous?.state, rendering, sources, left })
  const { refusals } = report
  const ofStatuses = compareStatuses({ state, statuses, rendering: given, sources, refusals })
  return {
    objects,
    state,
    compared: report.compared,
    statuses: state.federated.size,
    differences: [...report.differences, ...ofStatuses],
    findings: given.findings,
  }
}

/** The FederatedTypeConfig of a type of the chart that is disabled. */
function disabledType(name: string): KubernetesObject {
  const type = builtinTypes.find((each) => each.name === name)
  if (type === undefined) throw new Error(`${name} is no type of the chart`)
  return typeConfigObject({ ...type, propagation: 'Disabled' }, systemNamespace) as KubernetesObject
}

/** Whether something is a preference that KubeFed's scheduler cannot write, since it cannot read the overrides of the target. */
function isWithoutEffect(object: KubernetesObject, { findings }: Rendering): boolean {
  if (object.kind !== 'ReplicaSchedulingPreference') return false
  return hasUnreadableOverrides(findings.get(targetKey(object)))
}

/** A federated object with the overrides of those clusters alone in which KubeFed can compute it. */
function onlyOverridesOf(
  object: KubernetesObject,
  reached: ReadonlyMap<string, ReadonlySet<string>>,
): KubernetesObject {
  const clusters = object.kind.startsWith('Federated') ? reached.get(keyOf(object)) : undefined
  const spec = object['spec'] as JsonObject & { readonly overrides?: readonly JsonObject[] }
  if (clusters === undefined || spec.overrides === undefined) return object
  const overrides = spec.overrides.filter(({ clusterName }) => clusters.has(String(clusterName)))
  return { ...object, spec: { ...spec, overrides } }
}
