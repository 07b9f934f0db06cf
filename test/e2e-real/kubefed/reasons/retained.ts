import { atPointer } from '../../../../src/json/at-pointer.ts'
import { equalJson } from '../../../../src/json/equal.ts'
import { isArray } from '../../../../src/json/own.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Difference } from '../difference.ts'
import { withoutServerFields } from '../server-fields.ts'
import { federated, overridesIn, overridesOf, reports, workload, type Reason } from './reason.ts'

const pathOfReplicas = '/spec/replicas'

const retainedSecrets: Reason = {
  name: 'retained-secrets',
  kubefed:
    'keeps the secrets that a ServiceAccount has in a member, so those of an override stay when that goes',
  fedrender: 'renders them no longer',
  why: 'what is in no source is not rendered; `adopt` counts them as retained',
  excuses: ({ about, pointer, kubefed, fedrender, previous }) => {
    if (about !== 'object' || pointer !== '/secrets' || previous?.kind !== 'ServiceAccount') return false
    if (kubefed === undefined || !isArray(kubefed) || kubefed.length === 0 || fedrender !== undefined)
      return false
    const before = atPointer(previous, pointer)
    return before !== undefined && equalJson(before, kubefed)
  },
  example: {
    created: [
      federated('ServiceAccount', 'retained-secrets', {
        template: {},
        ...overridesOf('eu-west', { op: 'add', path: '/secrets', value: [{ name: 'token' }] }),
      }),
    ],
    changed: [federated('ServiceAccount', 'retained-secrets', { template: {} })],
    shows: ['object eu-west /secrets: [{"name":"token"}] → nothing'],
  },
}

/** Whether an override removes a count that the template does not have, and the member's object does. */
function removesRetained(difference: Difference): boolean {
  const { retainReplicas, template = {} } = (difference.source?.['spec'] ?? {}) as {
    readonly retainReplicas?: boolean
    readonly template?: JsonObject
  }
  if (retainReplicas !== true || atPointer(template, pathOfReplicas) !== undefined) return false
  return overridesIn(difference).some(({ op, path }) => op === 'remove' && path === pathOfReplicas)
}

/** Whether the member's object is compared with what it was before, and differs. */
function isBesideBefore({ pointer, kubefed, fedrender, previous }: Difference): boolean {
  if (previous === undefined || (pointer === pathOfReplicas && kubefed !== 1)) return false
  const before = atPointer(withoutServerFields(previous), pointer)
  return before === undefined
    ? fedrender === undefined
    : fedrender !== undefined && equalJson(before, fedrender)
}

const retainedCountRemoved: Reason = {
  name: 'retained-count-removed',
  kubefed:
    'removes by an override the count that it has kept from a member, and so fails only where the object is not there yet',
  fedrender: 'reports an error where the template has no count',
  why: 'what runs is in no file; the override has no other effect than that a member begins again with 1',
  excuses: (difference) => {
    const { about, kubefed, fedrender } = difference
    if (!reports(difference, 'override-not-applicable') || !removesRetained(difference)) return false
    if (about === 'object') return isBesideBefore(difference)
    const values = [kubefed, fedrender].map(String).join(' ')
    return about === 'status' && ['True False', ' CheckClusters', ' ApplyOverridesFailed'].includes(values)
  },
  example: {
    created: [
      federated('ReplicaSet', 'retained-count-removed', {
        placement: { clusters: [{ name: 'us-east' }] },
        template: workload('retained-count-removed'),
        retainReplicas: true,
      }),
    ],
    changed: [
      federated('ReplicaSet', 'retained-count-removed', {
        placement: { clusters: [{ name: 'us-east' }] },
        template: workload('retained-count-removed', { minReadySeconds: 5 }),
        retainReplicas: true,
        ...overridesOf('us-east', { op: 'remove', path: pathOfReplicas }),
      }),
    ],
    shows: [
      'object us-east /spec/minReadySeconds: 5 → nothing',
      'status  /condition/0: "True" → "False"',
      'status  /condition/1: "" → "CheckClusters"',
      'status us-east /clusters/us-east: "" → "ApplyOverridesFailed"',
    ],
  },
}

/** What KubeFed keeps from the objects of members. */
export const retained: readonly Reason[] = [retainedSecrets, retainedCountRemoved]
