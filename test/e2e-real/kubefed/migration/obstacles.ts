import type { KubernetesObject } from '../api-client.ts'
import { federated, overridesOf, workload } from '../reasons/reason.ts'

const inNamespace = 'n0'
const data = { data: { a: '1' } }

/** What a person has to see to before a fleet leaves KubeFed; each is called as what is wrong with it. */
export const obstacles: readonly KubernetesObject[] = [
  federated(
    'ConfigMap',
    'in-error',
    { template: data, ...overridesOf('eu-west', { op: 'remove', path: '/data/absent' }) },
    {},
    inNamespace,
  ),
  federated(
    'Service',
    'unknown-field',
    { template: { spec: { ports: [{ port: 80 }], session: 'sticky' } } },
    {},
    inNamespace,
  ),
  federated('ConfigMap', 'nulls', { template: { data: { a: null, b: '1' } } }, {}, inNamespace),
]

/** A Deployment about whose annotations KubeFed and its controller never agree. */
export const annotationFight: KubernetesObject = federated(
  'Deployment',
  'annotation-fight',
  {
    placement: { clusters: [{ name: 'eu-west' }] },
    template: workload('annotation-fight'),
    ...overridesOf('eu-west', { op: 'add', path: '/metadata/annotations', value: { note: 'x' } }),
  },
  {},
  inNamespace,
)

/** What shows that the controllers have come to new objects, and so to all. */
export const canary: KubernetesObject = federated('ConfigMap', 'canary', { template: data }, {}, inNamespace)
