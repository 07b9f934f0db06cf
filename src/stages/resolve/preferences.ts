import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { nearest } from '../../text/nearest.ts'
import type { ControlPlane } from '../../model/control-plane.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { groupBy } from '../../text/group-by.ts'
import { valueAt } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import type { ReplicaSchedulingPreference } from '../../model/replica-scheduling-preference.ts'

/** The kinds whose replicas KubeFed divides (KubeFed: pkg/schedulingtypes/replicascheduler.go, Reconcile). */
const targetKinds = ['FederatedDeployment', 'FederatedReplicaSet']

/**
 * The preference of each federated object: the one of its kind, namespace and name (KubeFed:
 * pkg/schedulingtypes/replicascheduler.go, Reconcile). Reports `duplicate-object`, `preference-target-kind`,
 * `preference-target-missing`, and only `preference-scheduler-disabled` where the feature gate makes them all void.
 */
export function resolvePreferences(
  preferences: readonly ReplicaSchedulingPreference[],
  objects: readonly FederatedObject[],
  controlPlane: ControlPlane,
  report: Report,
): ReadonlyMap<FederatedObject, ReplicaSchedulingPreference> {
  const first = new Map<string, ReplicaSchedulingPreference>()
  const byTarget = new Map(objects.map((each) => [targetKey(each.kind, each), each]))
  const byKind = groupBy(objects, ({ kind }) => kind)
  const namesByKind = new Map([...byKind].map(([kind, each]) => [kind, each.map(qualifiedName)]))
  const byKindAndName = groupBy(objects, ({ kind, name }) => `${kind}\n${name}`)
  const targets = new Map<FederatedObject, ReplicaSchedulingPreference>()
  for (const preference of preferences) {
    const name = qualifiedName(preference)
    const earlier = first.get(name)
    if (earlier !== undefined) {
      reportDuplicate(preference, earlier, report)
      continue
    }
    first.set(name, preference)
    const { manifest, spec } = preference
    const target = byTarget.get(targetKey(spec.targetKind, preference))
    if (!controlPlane.schedulerPreferences) {
      const at = valueAt(manifest, '/kind')
      report(createDiagnostic('preference-scheduler-disabled', { name }, { at, subject: manifest }))
    } else if (!targetKinds.includes(spec.targetKind)) reportTargetKind(preference, report)
    else if (target === undefined) {
      const { targetKind } = spec
      const namesakes = byKindAndName.get(`${targetKind}\n${preference.name}`) ?? []
      reportMissing(preference, namesakes, namesByKind.get(targetKind) ?? [], report)
    } else targets.set(target, preference)
  }
  return targets
}

function targetKey(kind: string, object: { readonly namespace?: string; readonly name: string }): string {
  return `${kind}\n${qualifiedName(object)}`
}

function reportDuplicate(
  { manifest, ...preference }: ReplicaSchedulingPreference,
  earlier: ReplicaSchedulingPreference,
  report: Report,
): void {
  const parameters = { kind: 'ReplicaSchedulingPreference', name: qualifiedName(preference) }
  const related = [{ message: 'the first declaration', at: valueAt(earlier.manifest, '/metadata/name') }]
  const at = valueAt(manifest, '/metadata/name')
  report(createDiagnostic('duplicate-object', parameters, { at, related, subject: manifest }))
}

function reportTargetKind(
  { manifest, spec: { targetKind } }: ReplicaSchedulingPreference,
  report: Report,
): void {
  const parameters = { targetKind, nearest: nearest(targetKind, targetKinds) }
  const at = valueAt(manifest, '/spec/targetKind')
  report(createDiagnostic('preference-target-kind', parameters, { at, subject: manifest }))
}

/** A target of the same name in one other namespace is what was meant; else the most similar name. */
function reportMissing(
  { manifest, spec, ...preference }: ReplicaSchedulingPreference,
  [namesake, ...others]: readonly FederatedObject[],
  candidates: readonly string[],
  report: Report,
): void {
  const meant =
    namesake !== undefined && others.length === 0
      ? qualifiedName(namesake)
      : nearest(qualifiedName(preference), candidates)
  const parameters = { targetKind: spec.targetKind, name: qualifiedName(preference), nearest: meant }
  const at = valueAt(manifest, '/metadata/name')
  report(createDiagnostic('preference-target-missing', parameters, { at, subject: manifest }))
}
