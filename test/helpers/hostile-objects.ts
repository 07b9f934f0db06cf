import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { nastyObject } from './nasty-json.ts'
import { documents, federated, federatedNamespace, kubeFedCluster } from './kubefed-objects.ts'

/** The types of hostile objects by the names of their FederatedTypeConfigs: what a file of each has to hold. */
export const hostileTypes: Readonly<Record<string, { readonly group: string; readonly kind: string }>> = {
  configmaps: { group: '', kind: 'ConfigMap' },
  'clusterroles.rbac.authorization.k8s.io': { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  'deployments.apps': { group: 'apps', kind: 'Deployment' },
  namespaces: { group: '', kind: 'Namespace' },
  'allowlists.example.com': { group: 'example.com', kind: 'AllowList' },
}

const allowLists: JsonObject = {
  apiVersion: 'core.kubefed.io/v1beta1',
  kind: 'FederatedTypeConfig',
  metadata: { name: 'allowlists.example.com' },
  spec: {
    targetType: { group: 'example.com', version: 'v1', kind: 'AllowList', scope: 'Namespaced' },
    federatedType: {
      group: 'types.kubefed.io',
      version: 'v1beta1',
      kind: 'FederatedAllowList',
      scope: 'Namespaced',
    },
    propagation: 'Enabled',
  },
}

/** What an attacker would like to have in the clusters. */
const smuggled: JsonObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'smuggled' },
}

const text = `\n---\n${JSON.stringify(smuggled)}\n...\n--- `

const key = fc.constantFrom(
  ...['items', 'Items', 'ITEMS', 'item\u017F', 'kind', 'Kind', '\u212Aind', 'apiVersion', 'apiversion'],
  ...[
    'metadata',
    'Metadata',
    'MetaData',
    'status',
    'spec',
    'data',
    'name',
    'namespace',
    '<<',
    '---',
    '$patch',
  ],
  ...['# Source', '&items', '!items', 'items ', '\ufeffitems', '"items"', 'constructor'],
)

const value = fc.constantFrom<Json>(
  ...[[], {}, null, [smuggled], smuggled, { items: [smuggled] }, text, 'List', 'ConfigMapList', 'Secret'],
  ...[
    'v1',
    'v1/',
    'a/b/c',
    'extensions/v1beta1',
    'rbac.authorization.k8s.io/v1',
    'smuggled',
    'kube-system',
    7,
  ],
)

const annotations = fc.dictionary(
  fc.constantFrom(
    ...['config.kubernetes.io/local-config', 'internal.config.kubernetes.io/needsHashSuffix', 'note'],
    ...['config.kubernetes.io/index', 'config.kubernetes.io/path', 'internal.config.kubernetes.io/path'],
    ...['internal.config.kubernetes.io/generatorBehavior', 'kustomize.config.k8s.io/behavior'],
  ),
  fc.constantFrom('true', 'false', 'enabled', '', 'merge', text),
  { maxKeys: 2, noNullPrototype: true },
)

const metadata: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 3,
    arbitrary: annotations.map((each) => ({ name: 'one', namespace: 'shop', annotations: each })),
  },
  {
    weight: 1,
    arbitrary: fc.dictionary(
      fc.constantFrom(
        'name',
        'Name',
        'NAME',
        'namespace',
        'name\u017Fpace',
        'generateName',
        'ownerReferences',
      ),
      value,
      { maxKeys: 2, noNullPrototype: true },
    ),
  },
)

const template: fc.Arbitrary<JsonObject> = fc
  .record({
    hostile: fc.dictionary(key, value, { maxKeys: 2, noNullPrototype: true }),
    nasty: fc.oneof(fc.constant({}), nastyObject),
    metadata: fc.option(metadata, { nil: undefined }),
  })
  .map(({ hostile, nasty, metadata }) => ({
    data: { plain: 'text', text },
    ...withoutPrototype(nasty),
    ...hostile,
    ...(metadata !== undefined && { metadata }),
  }))

/** The reader refuses `__proto__` wherever it stands. */
function withoutPrototype(object: JsonObject): JsonObject {
  return JSON.stringify(object, (_, each: unknown) => (typeof each === 'bigint' ? 0 : each)).includes(
    '__proto__',
  )
    ? {}
    : object
}

const override: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({
    op: fc.constantFrom('add', 'replace', 'remove'),
    path: fc.oneof(
      key.map((each) => `/${each.replaceAll('~', '~0').replaceAll('/', '~1')}`),
      fc.constantFrom(
        ...[
          '/items/0',
          '/items/-',
          'items',
          'items.0',
          'Items.a.b',
          'kind',
          'Kind',
          'metadata.Name',
          'apiVersion',
        ],
        ...[
          '/metadata/name',
          '/metadata/Name',
          '/metadata/namespace',
          '/metadata/annotations',
          '/data/text',
          '',
        ],
      ),
    ),
    value,
  }),
  fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant('/metadata'), value: metadata }),
  fc.record({
    op: fc.constant('add'),
    path: fc.constant('/metadata/annotations'),
    value: annotations,
  }),
)

const object: fc.Arbitrary<JsonObject> = fc
  .record({
    kind: fc.constantFrom('ConfigMap', 'ClusterRole', 'Deployment', 'AllowList'),
    name: fc.constantFrom('one', 'two', 'kustomization', 'items', 'list'),
    template,
    overrides: fc.uniqueArray(override, { maxLength: 2, selector: (each) => each['path'] }),
  })
  .map(({ kind, name, template, overrides }) =>
    federated(
      kind,
      name,
      { template, overrides: [{ clusterName: 'east', clusterOverrides: overrides }] },
      kind === 'ClusterRole' ? { namespace: null } : {},
    ),
  )

/** The sources of a fleet of two clusters with objects that try to be something else in the eyes of some reader. */
export const hostileSources: fc.Arbitrary<string> = fc
  .uniqueArray(object, {
    minLength: 1,
    maxLength: 6,
    selector: ({ kind, metadata }) => `${String(kind)} ${String((metadata as JsonObject)['name'])}`,
  })
  .map((objects) =>
    documents(
      kubeFedCluster('east'),
      kubeFedCluster('west'),
      federatedNamespace('shop'),
      allowLists,
      ...objects.map(withoutBigIntegers),
    ),
  )

/** JSON.stringify, which writes the sources, takes none. */
function withoutBigIntegers(object: JsonObject): JsonObject {
  const small = (_: string, each: unknown): unknown => (typeof each === 'bigint' ? 0 : each)
  return JSON.parse(JSON.stringify(object, small)) as JsonObject
}

/** What the path of a rendered file says of the object in it. */
export interface PathIdentity {
  readonly group: string
  readonly kind: string
  /** Empty for what is cluster-scoped. */
  readonly namespace: string
  readonly name: string
}

/** Reads a path `clusters/<cluster>/<namespace>/<type>/<name>.yaml` of what hostileSources renders. */
export function identityOfPath(path: string): PathIdentity {
  const [, , namespace = '', type = '', file = ''] = path.split('/').map(decodeURIComponent)
  const target = hostileTypes[type]
  if (target === undefined) throw new Error(`no hostile object has the path ${path}`)
  return {
    ...target,
    namespace: namespace === '_cluster' ? '' : namespace,
    name: file.replace(/\.yaml$/, ''),
  }
}
