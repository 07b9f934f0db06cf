import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments, stringify } from 'yaml'
import { builtinResources } from '../../src/kubernetes/builtin-resources.ts'
import { main } from '../e2e/run-cli.ts'
import { readTree } from '../helpers/read-tree.ts'
import { clusterYaml } from '../helpers/kubefed-yaml.ts'
import type { KubernetesObject } from './kubefed/api-client.ts'

/** One plain object of every built-in type. */
const builtinObjects = new URL('builtin-objects.yaml', import.meta.url)

/** How large a bank is. */
export interface BankSize {
  readonly clusters: number
  readonly namespaces: number
}

/** Kinds that no namespace holds. */
const clusterScoped = new Set(
  builtinResources.flatMap(({ kind, scope }) => (scope === 'Cluster' ? [kind] : [])),
)

/**
 * Writes a repository as a bank might have it and renders it: in its first namespace an object of every type, in each
 * other one some; every cluster has an override of its own. What is federated, `fedrender federate` federates.
 */
export function renderBank(directory: string, { clusters, namespaces }: BankSize): readonly string[] {
  const names = Array.from({ length: clusters }, (_, index) => `cluster-${index + 1}`)
  mkdirSync(join(directory, 'plain'), { recursive: true })
  mkdirSync(join(directory, 'fleet'))
  writeFileSync(join(directory, 'fleet/clusters.yaml'), names.map((name) => clusterYaml(name)).join(''))
  writeFileSync(join(directory, 'fedrender.yaml'), renderConfig)
  const objects = plainObjects(namespaces)
  writeFileSync(
    join(directory, 'plain/all.yaml'),
    objects.map((each) => stringify(each, { version: '1.1' })).join('---\n'),
  )
  run(directory, 'federate', '--file', 'plain/all.yaml', '--enable-type', '--output', 'fleet/federated')
  writeFileSync(join(directory, 'fleet/own.yaml'), ownConfigMap(names))
  run(directory, 'validate', '--kubernetes', '1.34')
  run(directory, 'render')
  return names.map((name) => join(directory, 'rendered/clusters', name))
}

/** Objects of all built-in types, with a custom one, in so many namespaces: all in the first, some in each other. */
export function plainObjects(namespaces: number): readonly KubernetesObject[] {
  const plain = parseAllDocuments(readFileSync(builtinObjects, 'utf8'))
    .map((each) => each.toJS() as KubernetesObject)
    // Events of both groups are one resource, and their federated kinds would be one.
    .filter(({ apiVersion, kind }) => kind !== 'Event' || apiVersion === 'v1')
  const namespaced = [widget, ...plain].filter(({ kind }) => !clusterScoped.has(kind))
  return [
    ...plain.filter(({ kind }) => clusterScoped.has(kind)),
    ...Array.from({ length: namespaces }, (_, index) => objectsOf(index, namespaced)).flat(),
  ]
}

/** Has `fedrender enable` write the definitions of all federated types into `definitions/`, and names the types. */
export function writeDefinitions(directory: string): readonly string[] {
  const paths = [...readTree(join(directory, 'fleet/federated')).keys()]
  const types = [...new Set(paths.flatMap((path) => path.split('/').slice(1, 2)))]
  run(directory, 'enable', ...types, '--crd', '--output', 'definitions')
  return types
}

const renderConfig = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
sources: [fleet/**, federated-types/**, plain/**]
`

const widget = {
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'web' },
  spec: { size: 3, free: { any: ['thing', 1, true] } },
}

/** A namespace with all objects, or with a seventh of them. */
function objectsOf(index: number, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const namespace = index === 0 ? 'shop' : `team-${index}`
  const own = index === 0 ? objects : objects.filter((_, each) => each % 7 === index % 7)
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...own.map((each) => {
      const inNamespace = JSON.stringify({ ...each, metadata: { ...each.metadata, namespace } })
      // What names the namespace "shop" means its own.
      return JSON.parse(inNamespace.replaceAll('"shop"', JSON.stringify(namespace))) as KubernetesObject
    }),
  ]
}

function ownConfigMap(clusters: readonly string[]): string {
  const overrides = clusters.map(
    (name) => `  - {clusterName: ${name}, clusterOverrides: [{path: /data/cluster, value: ${name}}]}\n`,
  )
  return `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: own, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template: {data: {cluster: none}}
  overrides:
${overrides.join('')}`
}

/** Runs the built command line and gives what it prints; throws where it fails. */
export function run(directory: string, ...commandLine: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...commandLine], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`fedrender ${commandLine.join(' ')}\n${stdout}${stderr}`)
  return stdout
}
