import * as fc from 'fast-check'
import type { CompileInputs } from './verify-compilation.ts'
import { readSchemas } from '../../src/host/schemas.ts'
import { defaultRenderConfig, type RenderConfig } from '../../src/model/render-config.ts'
import type { SourceFile } from '../../src/model/source-file.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { readRenderConfig } from '../../src/stages/validate/config/render-config.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import type { RepositoryTexts } from './diff-repositories.ts'
import { repositories } from './repository-arbitrary.ts'

const schema = createSchemaValidator(readSchemas())

const observedConfigMap = (annotations: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: noted, namespace: shop${annotations}}
data: {a: b}
`

const observedDeployment = (ready: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {replicas: ${ready}, selector: {matchLabels: {app: web}}}
status: {replicas: ${ready}, readyReplicas: ${ready}}
`

const noted = (cluster: string): string => `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: noted, namespace: shop}
spec:
  template: {metadata: {annotations: {a: b}}, data: {a: b}}
  placement: {clusterSelector: {}}
  overrides:
  - clusterName: ${cluster}
    clusterOverrides:
    - {op: add, path: /metadata/annotations/team, value: shop}
`

const settings = (lines: string): string => `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${lines}`

const controlPlane = (scope: string): string => `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: shop}
spec: {scope: ${scope}}
`

const preference = (total: number): string => `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: ${total}}
`

const namespace = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
`

const deployment = (retain: boolean): string => `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec: {template: {spec: {replicas: 2, size: 3}}, placement: {clusterSelector: {}}, retainReplicas: ${retain}}
`

const other = deployment(true).replace('name: web', 'name: other')

const widgets = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: widgets.example.com}
spec:
  targetType: {group: example.com, version: v1, kind: Widget, pluralName: widgets, scope: Namespaced}
  federatedType:
    {group: types.kubefed.io, version: v1beta1, kind: FederatedWidget, pluralName: federatedwidgets, scope: Namespaced}
  propagation: Enabled
`

/** In no namespace but that of the configuration. */
const homeless = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: homeless}
spec: {template: {data: {a: b}}, placement: {clusterSelector: {}}}
`

const widget = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedWidget
metadata: {name: one, namespace: shop}
spec: {template: {spec: {size: 3}}, placement: {clusterSelector: {}}}
`

/** An edit of the schema changes nothing that is planned. */
const definition = (type: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: ${type}}}}}}
`

const ruled = (value: string): string => `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: ruled, namespace: shop}
spec:
  target: {type: configmaps, names: [noted]}
  rules:
  - clusterSelector: {matchLabels: {region: eu}}
    overrides: [{path: /data/a, value: ${value}}]
`

/** What any repository has at first, and what plans read that random ones seldom have. */
const core: RepositoryTexts = {
  'FederatedNamespace-shop.yaml': namespace,
  'FederatedDeployment-web.yaml': deployment(false),
  'FederatedDeployment-other.yaml': other,
  'ReplicaSchedulingPreference-web.yaml': preference(12),
  'FederatedTypeConfig-widgets.example.com.yaml': widgets,
  'FederatedWidget-one.yaml': widget,
  'definition.yaml': definition('integer'),
  'noted.yaml': noted('eu-1'),
  'observed/eu-1.yaml': observedConfigMap(''),
  'observed/eu-2.yaml': observedDeployment(3),
}

/** What may be there in its place. */
const others: readonly RepositoryTexts[] = [
  core,
  { 'noted.yaml': noted('us-1'), 'observed/eu-1.yaml': observedConfigMap(', annotations: {x: y}') },
  { 'observed/eu-2.yaml': observedDeployment(9), 'FederatedDeployment-web.yaml': deployment(true) },
  { 'definition.yaml': definition('string'), 'homeless.yaml': homeless },
  { 'FederatedTypeConfig-widgets.example.com.yaml': widgets.replaceAll('Namespaced', 'Cluster') },
  { 'ruled.yaml': ruled('one') },
  { 'ruled.yaml': ruled('\'$(cluster.labels["tier"])\'') },
  { 'KubeFedConfig-kubefed.yaml': controlPlane('Namespaced') },
  ...[
    'scheduling: {current: rendered}',
    'scheduling: {current: rendered, division: kubefed}',
    'scheduling: {division: monotone}',
    'scheduling: {current: observed}',
    'scheduling: {current: none}',
    'templateAnnotations: keep',
    'retainReplicas: render',
    'delivery: {flux: {}}',
    'systemNamespace: shop',
    'defaultNamespace: shop',
    'clusters: {eu-1: {kubernetesVersion: "1.30"}}',
    'clusters: {eu-1: {kubernetesVersion: "1.20"}, us-1: {kubernetesVersion: "1.30"}}',
    'builtinTypes: [namespaces, configmaps, services]',
  ].map((line) => ({ 'fedrender.yaml': settings(`${line}\n`) })),
]

/** Files of a document each, as far as they are no settings, so that an edit leaves the others as they are. */
function splitFiles(texts: RepositoryTexts): RepositoryTexts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([path, text]) => {
      if (path.startsWith('observed/') || (!path.includes('/') && path !== 'clusters.yaml'))
        return [[path, text]]
      return text.split('---\n').map((document) => {
        const [, kind = ''] = /^kind: (\w+)/m.exec(document) ?? []
        const [, name = ''] = /name: ([\w.-]+)/.exec(document) ?? []
        return [`${kind}-${name}.yaml`, document]
      })
    }),
  )
}

function readSettings(text: string | undefined): RenderConfig {
  const [{ manifests }] = parse(text === undefined ? [] : [{ path: 'fedrender.yaml', text }])
  const [manifest] = manifests
  return manifest ? readRenderConfig(manifest, schema, '0.1.0')[0] : defaultRenderConfig
}

/** What is compiled of texts; an even `last` is how many replicas the last output had everywhere, an odd one a capacity. */
function compileInputs(texts: RepositoryTexts, last?: number): CompileInputs {
  const all = Object.entries(texts).map(([path, text]): SourceFile => ({ path, text }))
  const dnsLock = all.find(({ path }) => path === 'dns.lock.yaml')
  const observed = all.filter(({ path }) => path.startsWith('observed/'))
  const own = new Set(['fedrender.yaml', 'dns.lock.yaml'])
  const lastRendered = (): string => `apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: ${last}}\n`
  return {
    files: all.filter((each) => !observed.includes(each) && !own.has(each.path)),
    options: {
      config: readSettings(texts['fedrender.yaml']),
      observed,
      ...(dnsLock && { dnsLock }),
      ...(last !== undefined &&
        (last % 2 === 0 ? { lastRendered } : { whatIf: { capacity: new Map([['eu-1', last]]) } })),
    },
  }
}

interface Edit {
  /** Which of the paths, and which of the texts that any repository has there; one more than there are removes it. */
  readonly path: number
  readonly text: number
}

/** Every other edit is of the settings, which only one path of many has. */
function withEdit(texts: RepositoryTexts, pool: readonly RepositoryTexts[], edit: Edit): RepositoryTexts {
  const all = [...new Set(pool.flatMap((each) => Object.keys(each)))].sort()
  const paths = edit.path % 2 === 0 ? ['fedrender.yaml'] : all
  const path = paths[edit.path % paths.length] ?? ''
  const known = [...new Set(pool.flatMap((each) => each[path] ?? []))]
  const { [path]: _, ...rest } = texts
  const text = known[edit.text % (known.length + 1)]
  return text === undefined ? rest : { ...rest, [path]: text }
}

/**
 * States of a repository as texts, each made of the one before by edits: files that are changed, added and removed, among them
 * clusters, namespaces, types, preferences, observed state and the configuration.
 */
export const editedTexts: fc.Arbitrary<readonly RepositoryTexts[]> = fc
  .record({
    drawn: fc.array(repositories, { minLength: 2, maxLength: 3 }),
    rounds: fc.array(
      fc.array(fc.record({ path: fc.nat(1000), text: fc.nat(1000) }), { minLength: 1, maxLength: 3 }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ drawn, rounds }) => {
    const split = drawn.map(splitFiles)
    const pool = [...split, ...others]
    const states = [{ ...split[0], ...core }]
    for (const edits of rounds) {
      const [last = {}] = states.slice(-1)
      states.push(edits.reduce((texts, edit) => withEdit(texts, pool, edit), last))
    }
    return states
  })

/** The same as what is compiled, with what is not read from files. */
export const editedRepositories: fc.Arbitrary<readonly CompileInputs[]> = fc
  .record({
    states: editedTexts,
    last: fc.array(fc.option(fc.nat(5), { nil: undefined }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ states, last }) =>
    states.map((texts, index) => compileInputs(texts, index === 0 ? undefined : last[index])),
  )
