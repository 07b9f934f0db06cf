import { atPointer } from '../../../../src/json/at-pointer.ts'
import { equalJson } from '../../../../src/json/equal.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Difference } from '../difference.ts'
import { withoutServerFields } from '../server-fields.ts'
import { federated, overridesOf, reports, type Reason } from './reason.ts'

/** Whether a member still has what it had before the round. */
function isAsBefore({ previous, kubefed, pointer }: Difference): boolean {
  const before = previous && atPointer(withoutServerFields(previous), pointer)
  return before === undefined ? kubefed === undefined : kubefed !== undefined && equalJson(before, kubefed)
}

/** Whether the condition of an object is another one since the API server of some member refuses it. */
function isConditionOfRefusal({ pointer, kubefed, fedrender, refusals }: Difference): boolean {
  if (refusals.size === 0) return false
  if (pointer === '/condition/0') return kubefed === 'False' && fedrender === 'True'
  return pointer === '/condition/1' && kubefed === 'CheckClusters' && fedrender === ''
}

/** Whether a member's API server refuses what is rendered, and KubeFed says so. */
function isRefused(difference: Difference, status: string, isThere: boolean): boolean {
  const { about, cluster, kubefed, fedrender, refusals, previous } = difference
  if (about === 'plan' || (cluster === '' && !isConditionOfRefusal(difference))) return false
  if (cluster === '') return true
  if (!refusals.has(cluster)) return false
  if (about === 'status') return kubefed === status && fedrender === ''
  return (previous !== undefined) === isThere && isAsBefore(difference)
}

const creationRefused: Reason = {
  name: 'creation-refused',
  kubefed: 'creates nothing in a member whose API server refuses the object: CreationFailed',
  fedrender: 'renders the object; its status is OK',
  why: 'only an API server knows all that it refuses; `validate` finds what the schemas of Kubernetes say',
  excuses: (difference) => isRefused(difference, 'CreationFailed', false),
  example: {
    created: [
      federated('ConfigMap', 'creation-refused', {
        template: { data: { a: '1' } },
        ...overridesOf('eu-west', { op: 'add', path: '/data/number', value: 5 }),
      }),
    ],
    shows: [
      'object eu-west : nothing → a ConfigMap',
      'status  /condition/0: "False" → "True"',
      'status  /condition/1: "CheckClusters" → ""',
      'status eu-west /clusters/eu-west: "CreationFailed" → ""',
    ],
  },
}

const updateRefused: Reason = {
  name: 'update-refused',
  kubefed: 'leaves the object as it was in a member whose API server refuses the change: UpdateFailed',
  fedrender: 'renders the object; its status is OK',
  why: 'what runs is in no file; `diff` names the change of a field that cannot be changed as a risk',
  excuses: (difference) => isRefused(difference, 'UpdateFailed', true),
  example: {
    created: [federated('Secret', 'update-refused', { template: { type: 'Opaque' } })],
    changed: [
      federated('Secret', 'update-refused', {
        template: { type: 'Opaque' },
        ...overridesOf('eu-west', { path: '/type', value: 'example.com/other' }),
      }),
    ],
    shows: [
      'object eu-west /type: "Opaque" → "example.com/other"',
      'status  /condition/0: "False" → "True"',
      'status  /condition/1: "CheckClusters" → ""',
      'status eu-west /clusters/eu-west: "UpdateFailed" → ""',
    ],
  },
}

const resourceVersion: Reason = {
  name: 'resource-version-in-template',
  kubefed: 'sends the resourceVersion of a template, with which nothing can be created: CreationFailed',
  fedrender: 'drops it, with a warning; the object is rendered',
  why: 'a dump of a plain object that was federated has one, and nobody means it',
  excuses: (difference) => {
    const { about, pointer, source, kubefed } = difference
    if (about !== 'object' || pointer !== '' || kubefed !== undefined) return false
    const { template } = (source?.['spec'] ?? {}) as {
      readonly template?: { readonly metadata?: JsonObject }
    }
    if (template?.metadata?.['resourceVersion'] === undefined) return false
    return reports(difference, 'template-server-fields')
  },
  example: {
    created: [
      federated('ConfigMap', 'resource-version-in-template', {
        placement: { clusters: [{ name: 'eu-west' }] },
        template: { metadata: { resourceVersion: '5' }, data: { a: '1' } },
      }),
    ],
    shows: ['object eu-west : nothing → a ConfigMap'],
  },
}

/** What API servers refuse. */
export const refusals: readonly Reason[] = [creationRefused, updateRefused, resourceVersion]
