import type { KubernetesObject } from '../api-client.ts'
import { hasUnreadableOverrides } from '../unreadable-overrides.ts'
import {
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
  excuses: ({ about, pointer, source, fedrender }) => {
    const { retainReplicas } = (source?.['spec'] ?? {}) as { readonly retainReplicas?: boolean }
    return about === 'object' && pointer === '/spec/replicas' && retainReplicas === true && fedrender === 1
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
    const removes = overridesIn({ ...difference, cluster: '' }).some(
      ({ op, path }) => op === 'remove' && path === '/spec/replicas',
    )
    return difference.about === 'object' && removes && reports(difference, 'replicas-override-removes')
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
  excuses: ({ about, kubefed, fedrender, source, key }) => {
    if (about !== 'plan' || source === undefined || !key.endsWith('/negative-capacity')) return false
    return typeof kubefed === 'number' && typeof fedrender === 'number'
  },
  example: {
    created: [
      federated('Deployment', 'negative-capacity', { template: workload('negative-capacity') }),
      preference('negative-capacity'),
    ],
    // Of nothing else there are more Pods without a node than replicas.
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
