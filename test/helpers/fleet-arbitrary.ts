import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { federated, federatedNamespace, kubeFedCluster } from './kubefed-objects.ts'

const clusters = ['ap-south', 'eu-west', 'us-east', 'us-west']
const namespaces = ['auth', 'shop']

const selector: fc.Arbitrary<Json> = fc.oneof(
  fc.constant({}),
  fc.constant(null),
  fc.constantFrom('eu', 'us').map((region) => ({ matchLabels: { region } })),
  fc.record({
    matchExpressions: fc.array(
      fc.record({
        key: fc.constantFrom('region', 'tier'),
        operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Bogus'),
        values: fc.subarray(['eu', 'gold']),
      }),
      { maxLength: 2 },
    ),
  }),
)

const placement: fc.Arbitrary<JsonObject> = fc.record(
  {
    clusters: fc.subarray([...clusters, 'unknown']).map((names) => names.map((name) => ({ name }))),
    clusterSelector: selector,
  },
  { requiredKeys: [] },
)

const override: fc.Arbitrary<JsonObject> = fc.record(
  {
    op: fc.constantFrom('add', 'remove', 'replace', ''),
    path: fc.constantFrom(
      '/data/color',
      '/data/size',
      '/data',
      '/metadata/labels',
      '/metadata/annotations',
      '/data/a/b',
      'data.x.y',
      '/kind',
    ),
    value: fc.oneof(fc.constantFrom<Json>({}, { a: 'b' }, 'red', 'yes', 7, null), fc.string()),
  },
  { requiredKeys: ['path'] },
)

const overrides: fc.Arbitrary<Json> = fc.array(
  fc.record({
    clusterName: fc.constantFrom(...clusters),
    clusterOverrides: fc.uniqueArray(override, { maxLength: 3, selector: (each) => each['path'] }),
  }),
  { maxLength: 4 },
)

const template: fc.Arbitrary<JsonObject> = fc.record(
  {
    data: fc.dictionary(fc.constantFrom('color', 'size', 'a'), fc.oneof(fc.string(), fc.constant('0644')), {
      noNullPrototype: true,
    }),
    metadata: fc.record(
      { labels: fc.constantFrom<Json>({ app: 'web' }, {}, { app: 1 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['data'] },
)

const object: fc.Arbitrary<JsonObject> = fc
  .record({
    kind: fc.constantFrom('ConfigMap', 'Secret', 'ClusterRole'),
    name: fc.constantFrom('a', 'b', 'c', 'con'),
    namespace: fc.constantFrom(...namespaces),
    spec: fc.record(
      { placement, overrides, template, retainReplicas: fc.boolean() },
      { requiredKeys: ['placement'] },
    ),
  })
  .map(({ kind, name, namespace, spec }) =>
    federated(kind, name, spec, kind === 'ClusterRole' ? { namespace: null } : { namespace }),
  )

/** Whole repositories as lists of objects: good ones and bad ones, some of them double. */
export const fleetObjects: fc.Arbitrary<readonly JsonObject[]> = fc
  .record({
    members: fc.subarray(clusters),
    labels: fc.array(fc.constantFrom({ region: 'eu' }, { region: 'us', tier: 'gold' }, {}), {
      minLength: 4,
      maxLength: 4,
    }),
    federated: fc.subarray(namespaces),
    limits: fc.array(placement, { minLength: 2, maxLength: 2 }),
    objects: fc.array(object, { maxLength: 6 }),
  })
  .map(({ members, labels, federated: names, limits, objects }) => {
    const inventory = members.map((name, index) => kubeFedCluster(name, labels[index]))
    const limited = names.map((name, index) => federatedNamespace(name, { placement: limits[index] ?? {} }))
    return inventory.concat(limited, objects)
  })
