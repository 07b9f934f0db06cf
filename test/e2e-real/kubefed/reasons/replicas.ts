import { atPointer } from '../../../../src/json/at-pointer.ts'
import { equalJson } from '../../../../src/json/equal.ts'
import { isObject } from '../../../../src/json/own.ts'
import type { KubernetesObject } from '../api-client.ts'
import type { Difference } from '../difference.ts'
import { withoutServerFields } from '../server-fields.ts'
import { hasUnreadableOverrides } from '../unreadable-overrides.ts'
import {
  countOf,
  exampleNamespace,
  federated,
  overridesIn,
  overridesOf,
  reports,
  workload,
  type Reason,
} from './reason.ts'

const retainedCount: Reason = {
  name: 'retained-count',
  kubefed: 'creates an object with retainReplicas with the count of its template, and never changes it again',
  fedrender: 'leaves spec.replicas out, so that a new object begins with 1',
  why: 'a file cannot know what runs, and a count that comes and goes would never settle (`retained-replicas-unset`)',
  excuses: (difference) => {
    const { about, pointer, cluster, source, previous, kubefed, fedrender } = difference
    const { retainReplicas } = (source?.['spec'] ?? {}) as { readonly retainReplicas?: boolean }
    if (about !== 'object' || pointer !== '/spec/replicas' || retainReplicas !== true) return false
    // An override of the count wins in both.
    if (overridesIn(difference).some(({ path }) => path === pointer) || fedrender !== 1) return false
    return kubefed === (previous === undefined ? countOf(source, cluster) : atPointer(previous, pointer))
  },
  example: {
    created: [
      federated('Deployment', 'retained-count', {
        placement: { clusters: [{ name: 'us-east' }] },
        template: workload('retained-count', { replicas: 3 }),
        retainReplicas: true,
      }),
    ],
    shows: ['object us-east /spec/replicas: 3 → 1'],
  },
}

/** Whether fedrender has what was in the member before, or nothing at all, as it does with an object in error. */
function isLeftAsRendered({ pointer, fedrender, previous }: Difference): boolean {
  if (pointer === '') return fedrender === undefined
  const before = previous && atPointer(withoutServerFields(previous), pointer)
  return before === undefined
    ? fedrender === undefined
    : fedrender !== undefined && equalJson(before, fedrender)
}

const preference = (name: string): KubernetesObject => ({
  apiVersion: 'scheduling.kubefed.io/v1alpha1',
  kind: 'ReplicaSchedulingPreference',
  metadata: { name, namespace: exampleNamespace },
  spec: { targetKind: 'FederatedDeployment', totalReplicas: 4 },
})

const countRemoved: Reason = {
  name: 'count-removed-under-preference',
  kubefed:
    'puts the count of a preference into the first override of /spec/replicas, even one that removes it: none is set',
  fedrender: 'reports an error',
  why: 'the preference would have no effect in that cluster, which nobody means',
  excuses: (difference) => {
    const { about, pointer, cluster, federated: written, kubefed } = difference
    if (about !== 'object' || !reports(difference, 'replicas-override-removes')) return false
    if (!isLeftAsRendered(difference)) return false
    const count = countOf(written, cluster)
    if (pointer === '/spec/replicas') return kubefed === count
    if (pointer !== '') return true
    return kubefed !== undefined && isObject(kubefed) && atPointer(kubefed, '/spec/replicas') === count
  },
  example: {
    created: [
      federated('Deployment', 'count-removed-under-preference', {
        placement: { clusters: [{ name: 'us-east' }] },
        template: workload('count-removed-under-preference', { replicas: 3 }),
        ...overridesOf('us-east', { op: 'remove', path: '/spec/replicas' }),
      }),
      preference('count-removed-under-preference'),
    ],
    shows: [
      'object ap-south : a Deployment → nothing',
      'object eu-west : a Deployment → nothing',
      'object us-east : a Deployment → nothing',
    ],
  },
}

const negativeCapacity: Reason = {
  name: 'negative-capacity',
  kubefed:
    'takes replicas less Pods without a node for the capacity, below 0 too, and then plans a count below 0',
  fedrender: 'takes a capacity of 0 at least',
  why: 'a member refuses such a count, and the replicas that it stands for are added elsewhere',
  excuses: ({ about, cluster, kubefed, belowZero }) =>
    about === 'plan' && belowZero !== undefined && kubefed === belowZero[cluster],
  example: {
    created: [
      federated('Deployment', 'negative-capacity', { template: workload('negative-capacity') }),
      preference('negative-capacity'),
    ],
    seen: Object.fromEntries(
      ['ap-south', 'eu-west', 'us-east'].map((cluster) => [
        `${exampleNamespace}/deployments.apps/negative-capacity ${cluster}`,
        { ready: 0, running: 0, unschedulable: 5 },
      ]),
    ),
    shows: [
      'plan ap-south /ap-south: -3 → 0',
      'plan eu-west /eu-west: 10 → 4',
      'plan us-east /us-east: -3 → 0',
    ],
  },
}

const label = { op: 'add', path: '/metadata/labels', value: { a: '1' } }

const unreadableOverrides: Reason = {
  name: 'unreadable-overrides-under-preference',
  kubefed: 'writes no count of a preference where it cannot read the overrides of the target',
  fedrender: 'shows the plan, beside the error in the overrides',
  why: 'the plan is what the preference asks for once the error is corrected; nothing is rendered of the object before',
  excuses: ({ about, findings }) => about === 'plan' && hasUnreadableOverrides(findings),
  example: {
    created: [
      federated('Deployment', 'unreadable-overrides-under-preference', {
        template: workload('unreadable-overrides-under-preference'),
        ...overridesOf('us-east', label, label),
      }),
      preference('unreadable-overrides-under-preference'),
    ],
    seen: {},
    shows: [
      'plan ap-south /ap-south: nothing → 0',
      'plan eu-west /eu-west: nothing → 2',
      'plan us-east /us-east: nothing → 2',
    ],
  },
}

/** What concerns counts of replicas. */
export const replicas: readonly Reason[] = [
  retainedCount,
  countRemoved,
  negativeCapacity,
  unreadableOverrides,
]
