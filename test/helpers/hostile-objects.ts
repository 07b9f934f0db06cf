import * as fc from 'fast-check'
import { escapeSegment } from '../../src/json/pointer.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { documents, federated, federatedNamespace, kubeFedCluster, typeConfig } from './kubefed-objects.ts'
import { nastyObject } from './nasty-json.ts'

/** The types of hostile objects by the names of their FederatedTypeConfigs: what a file of each has to hold. */
const targetTypes: Readonly<Record<string, Pick<PathIdentity, 'group' | 'kind'>>> = {
  configmaps: { group: '', kind: 'ConfigMap' },
  'clusterroles.rbac.authorization.k8s.io': { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  'deployments.apps': { group: 'apps', kind: 'Deployment' },
  namespaces: { group: '', kind: 'Namespace' },
  'allowlists.example.com': { group: 'example.com', kind: 'AllowList' },
}

/** What an attacker would like to have in the clusters. */
const smuggled: JsonObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'smuggled' },
}

const text = `\n---\n${JSON.stringify(smuggled)}\n...\n--- `

const keys =
  'items Items ITEMS item\u017F kind Kind \u212Aind apiVersion apiversion metadata Metadata MetaData status spec data ' +
  'name namespace << --- $patch #items &items !items \ufeffitems "items" constructor'
const texts =
  'List ConfigMapList Secret v1 v1/ a/b/c extensions/v1beta1 rbac.authorization.k8s.io/v1 smuggled kube-system'
const annotationKeys =
  'config.kubernetes.io/local-config internal.config.kubernetes.io/needsHashSuffix config.kubernetes.io/path ' +
  'config.kubernetes.io/index internal.config.kubernetes.io/path internal.config.kubernetes.io/generatorBehavior ' +
  'kustomize.config.k8s.io/behavior note'
const metadataKeys = 'name Name NAME namespace name\u017Fpace generateName ownerReferences'
const paths =
  '/items/0 /items/- items items.0 Items.a.b kind Kind metadata.Name apiVersion /metadata/name /metadata/Name ' +
  '/metadata/namespace /metadata/annotations /data/text'

const oneOf = (words: string): fc.Arbitrary<string> => fc.constantFrom(...words.split(' '))

const structures: readonly Json[] = [[], {}, null, 7, text, smuggled, [smuggled], { items: [smuggled] }]
const value: fc.Arbitrary<Json> = fc.oneof(oneOf(texts), fc.constantFrom(...structures))

const annotations = fc.dictionary(
  oneOf(annotationKeys),
  fc.constantFrom('true', 'false', 'enabled', '', 'merge', text),
  { maxKeys: 2, noNullPrototype: true },
)

const metadata: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 3,
    arbitrary: annotations.map((each) => ({ name: 'one', namespace: 'shop', annotations: each })),
  },
  { weight: 1, arbitrary: fc.dictionary(oneOf(metadataKeys), value, { maxKeys: 2, noNullPrototype: true }) },
)

const template: fc.Arbitrary<JsonObject> = fc
  .record({
    hostile: fc.dictionary(oneOf(keys), value, { maxKeys: 2, noNullPrototype: true }),
    nasty: fc.oneof(fc.constant({}), nastyObject).map(asWritten),
    metadata: fc.option(metadata, { nil: undefined }),
  })
  .map(({ hostile, nasty, metadata }) => ({
    data: { plain: 'text', text },
    ...nasty,
    ...hostile,
    ...(metadata !== undefined && { metadata }),
  }))

/** The object without big integers, which JSON.stringify refuses, and without `__proto__`, which the reader refuses. */
function asWritten(object: JsonObject): JsonObject {
  const json = JSON.stringify(object, (_, each: unknown) => (typeof each === 'bigint' ? 0 : each))
  return json.includes('__proto__') ? {} : (JSON.parse(json) as JsonObject)
}

const override: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({
    op: fc.constantFrom('add', 'replace', 'remove'),
    path: fc.oneof(
      oneOf(keys).map((key) => `/${escapeSegment(key)}`),
      oneOf(paths),
    ),
    value,
  }),
  fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant('/metadata'), value: metadata }),
  fc.record({ op: fc.constant('add'), path: fc.constant('/metadata/annotations'), value: annotations }),
)

const object: fc.Arbitrary<JsonObject> = fc
  .record({
    kind: fc.constantFrom('ConfigMap', 'ClusterRole', 'Deployment', 'AllowList'),
    name: fc.constantFrom('one', 'two', 'kustomization', 'items', 'list'),
    template,
    overrides: fc.uniqueArray(override, { maxLength: 2, selector: (each) => each['path'] }),
  })
  .map(({ kind, name, template, overrides }) => {
    const spec = { template, overrides: [{ clusterName: 'east', clusterOverrides: overrides }] }
    return federated(kind, name, spec, kind === 'ClusterRole' ? { namespace: null } : {})
  })

/** The sources of a fleet of two clusters with objects that try to be something else in the eyes of some reader. */
export const hostileSources: fc.Arbitrary<string> = fc
  .uniqueArray(object, {
    minLength: 1,
    maxLength: 6,
    selector: ({ kind, metadata }) => JSON.stringify([kind, metadata]),
  })
  .map((objects) =>
    documents(
      kubeFedCluster('east'),
      kubeFedCluster('west'),
      federatedNamespace('shop'),
      typeConfig('allowlists.example.com', 'AllowList'),
      ...objects,
    ),
  )

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
  const target = targetTypes[type]
  if (target === undefined) throw new Error(`no hostile object has the path ${path}`)
  return {
    ...target,
    namespace: namespace === '_cluster' ? '' : namespace,
    name: file.replace(/\.yaml$/, ''),
  }
}
