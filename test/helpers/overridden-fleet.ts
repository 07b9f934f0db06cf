import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'
import {
  clusterOverride,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
} from './kubefed-objects.ts'

/** The files of a repository, by path. */
export type FleetFiles = Readonly<Record<string, string>>

const clusters = {
  ap: { tier: 'tin', region: 'ap', workers: '6' },
  eu: { tier: 'gold', region: 'eu', workers: '12' },
  us: { tier: 'gold', region: 'us', workers: '9007199254740993' },
}
const names = Object.keys(clusters)

const selection: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  { clusterSelector: {} },
  { clusterSelector: {} },
  { clusterSelector: { matchLabels: { tier: 'gold' } } },
  { clusterSelector: { matchLabels: { tier: 'lead' } } },
  { clusters: ['ap', 'us'] },
  { clusters: ['nowhere', 'eu'] },
)

const containers = '/spec/template/spec/containers'
const image = fc.constantFrom('web:1', 'web:2')
const count = fc.constantFrom<Json>(2, 3, 9007199254740993n)

/** Operations that fit a Deployment of this file, most of them whatever came before. */
const deploymentOperation: fc.Arbitrary<JsonObject> = fc.oneof(
  count.map((value) => ({ path: '/spec/replicas', value })),
  image.map((value) => ({ path: `${containers}/0/image`, value })),
  fc.constantFrom('a', 'b').map((name) => ({ op: 'add', path: `${containers}/0/env/-`, value: { name } })),
  fc.constantFrom('a', 'b').map((name) => ({ op: 'add', path: `${containers}/0/env/0`, value: { name } })),
  fc.constant<JsonObject>({ op: 'remove', path: `${containers}/0/env/0` }),
  fc.constant<JsonObject>({ path: `${containers}/0/env`, value: [{ name: 'c' }, { name: 'd' }] }),
  fc.constant<JsonObject>({ op: 'add', path: '/metadata/labels/team', value: 'web' }),
  fc.constant<JsonObject>({ op: 'add', path: '/metadata/annotations/note', value: 'x' }),
  fc.constant<JsonObject>({ op: 'add', path: '/metadata/labels/example.com~1tier', value: 'front' }),
  fc.constant<JsonObject>({ op: 'remove', path: '/spec/paused' }),
  fc.constant<JsonObject>({ op: 'add', path: '/spec/paused', value: true }),
)

/** Those that a rule has besides. */
const ruledOperation: fc.Arbitrary<JsonObject> = fc.oneof(
  { arbitrary: deploymentOperation, weight: 3 },
  {
    arbitrary: fc.constantFrom<JsonObject>(
      { path: `${containers}/[name=side]/image`, value: 'side:$(cluster.labels["region"])' },
      { op: 'remove', path: `${containers}/[name=side]` },
      { op: 'add', path: `${containers}/0`, value: { name: 'first', image: 'first:1', env: [] } },
      { op: 'add', path: `${containers}/[name=web]/env/-`, value: { name: '$(cluster.name)' } },
      { path: '/spec/replicas', value: '$(cluster.labels["workers"])', as: 'integer' },
    ),
    weight: 2,
  },
)

const dataOperation: fc.Arbitrary<JsonObject> = fc
  .record({
    op: fc.constantFrom('add', 'replace', 'add', 'replace', 'remove'),
    path: fc.constantFrom('/data/a', '/data/b', '/data/a~1b', '/data/0', '/data'),
    value: fc.constantFrom<Json>('eA==', 'eQ==', 'eA=='),
  })
  .map(({ op, path, value }): JsonObject => {
    if (op === 'remove') return { op, path }
    return { op, path, value: path === '/data' ? { a: 'eA==', b: 'eQ==' } : value }
  })

function ownOverrides(operation: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  const list = fc.uniqueArray(operation, { maxLength: 3, selector: ({ path }) => path })
  return fc
    .subarray([...names, 'nowhere'])
    .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), list))))
    .map((entries) => (entries.length === 0 ? {} : overriddenBy(Object.fromEntries(entries))))
}

const placement = fc.constantFrom<JsonObject>({}, {}, placedIn('ap', 'eu'))

const template: JsonObject = {
  metadata: { labels: { app: 'web' } },
  spec: {
    replicas: 2,
    paused: false,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          { name: 'web', image: 'web:1', env: [{ name: 'a' }] },
          { name: 'side', image: 'side:1' },
        ],
      },
    },
  },
}

const deployment = fc
  .tuple(placement, ownOverrides(deploymentOperation), fc.boolean())
  .map(([placed, overrides, retainReplicas]) =>
    federated(
      'Deployment',
      'web',
      { template, ...placed, ...overrides, ...(retainReplicas && { retainReplicas }) },
      { labels: { app: 'web' } },
    ),
  )

function dataHolder(kind: string, name: string): fc.Arbitrary<JsonObject> {
  return fc.tuple(placement, ownOverrides(dataOperation)).map(([placed, overrides]) =>
    federated(
      kind,
      name,
      {
        template: { data: { a: 'eA==', b: 'eA==', 'a/b': 'eA==' }, immutable: false },
        ...placed,
        ...overrides,
      },
      { labels: { app: 'web' } },
    ),
  )
}

function rules(operation: fc.Arbitrary<JsonObject>): fc.Arbitrary<readonly JsonObject[]> {
  const overrides = fc.array(operation, { minLength: 1, maxLength: 3 })
  const rule = fc.tuple(selection, overrides).map(([selected, each]) => ({ ...selected, overrides: each }))
  return fc.array(rule, { minLength: 1, maxLength: 2 })
}

const target = fc.constantFrom<JsonObject>({ labelSelector: { matchLabels: { app: 'web' } } }, {})

function overrideOf(
  type: string,
  name: string,
  operation: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(target, rules(operation))
    .map(([chosen, each]) =>
      clusterOverride(
        `of-${name}`,
        { type, ...(Object.keys(chosen).length === 0 ? { names: [name] } : chosen) },
        each,
      ),
    )
}

const preference = fc.option(
  fc.constant<JsonObject>({
    apiVersion: 'scheduling.kubefed.io/v1alpha1',
    kind: 'ReplicaSchedulingPreference',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { targetKind: 'FederatedDeployment', totalReplicas: 9, clusters: { '*': { weight: 1 } } },
  }),
  { nil: undefined, freq: 4 },
)

/** Objects of a fleet whose rules and own overrides write to the same fields, in every order. */
const overriddenObjects: fc.Arbitrary<readonly JsonObject[]> = fc
  .record({
    deployment: fc.option(
      fc.tuple(deployment, overrideOf('deployments.apps', 'web', ruledOperation), preference),
      { nil: undefined },
    ),
    configMap: fc.option(
      fc.tuple(dataHolder('ConfigMap', 'settings'), overrideOf('configmaps', 'settings', dataOperation)),
      { nil: undefined },
    ),
    secret: fc.option(fc.tuple(dataHolder('Secret', 'keys'), overrideOf('secrets', 'keys', dataOperation)), {
      nil: undefined,
    }),
  })
  .map(({ deployment = [], configMap = [], secret = [] }) => [
    ...names.map((name) => kubeFedCluster(name, clusters[name as keyof typeof clusters])),
    federatedNamespace('shop'),
    ...[...deployment, ...configMap, ...secret].filter((each) => each !== undefined),
  ])

/** One of the ways to keep objects in files. */
const layouts: readonly ((objects: readonly JsonObject[]) => FleetFiles)[] = [
  (objects) => ({ 'all.yaml': `# kept\n${objects.map((each) => serialize(each)).join('---\n')}` }),
  (objects) => Object.fromEntries(objects.map((each, index) => [`files/${index}.yaml`, serialize(each)])),
  (objects) => Object.fromEntries(objects.map((each, index) => [`${index}.json`, `${jsonOf(each)}\n`])),
  (objects) => ({ 'list.yaml': serialize({ apiVersion: 'v1', kind: 'List', items: objects }) }),
  (objects) => ({ 'all.yaml': objects.map((each) => jsonOf(each)).join('\n---\n') }),
]

function jsonOf(object: JsonObject): string {
  return JSON.stringify(object, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value), 2)
}

/** Repositories of such fleets. */
export const overriddenFleets: fc.Arbitrary<FleetFiles> = fc
  .tuple(overriddenObjects, fc.constantFrom(...layouts))
  .map(([objects, layout]) => layout(objects))
