import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, temporaryDirectory } from './run-cli.ts'

/** The same program in its parts, in which ajv compiles the schemas that `main` holds compiled. */
const parts = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** An object of each schema with an unknown field, one of a wrong type. */
const faulty: Readonly<Record<string, string>> = {
  'cluster.yaml':
    'apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: a, namespace: kube-federation-system}\nspec: {apiEndpoint: 5, secretRfe: {}}\n',
  'config.yaml':
    'apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedConfig\nmetadata: {name: kubefed, namespace: kube-federation-system}\nspec: {scope: Everywhere, featureGates: 1, unknwon: 1}\n',
  'type.yaml':
    'apiVersion: core.kubefed.io/v1beta1\nkind: FederatedTypeConfig\nmetadata: {name: widgets.example.com}\nspec: {propagation: Sometimes, targetType: {kind: 1}, more: 1}\n',
  'preference.yaml':
    'apiVersion: scheduling.kubefed.io/v1alpha1\nkind: ReplicaSchedulingPreference\nmetadata: {name: a, namespace: shop}\nspec: {totalReplicas: many, targetKind: FederatedDeployment, clusters: {a: {weight: -1, wieght: 1}}}\n',
  'federated.yaml':
    'apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata: {name: a, namespace: shop}\nplacement: {}\nspec: {template: 1, placement: {clusters: [{nmae: a}]}, overrides: [{clusterOverrides: [{path: x, op: fly}]}]}\n',
  'domain.yaml':
    'apiVersion: multiclusterdns.kubefed.io/v1alpha1\nkind: Domain\nmetadata: {name: a, namespace: kube-federation-system}\ndomain: 1\nnameserver: x\n',
  'service.yaml':
    'apiVersion: multiclusterdns.kubefed.io/v1alpha1\nkind: ServiceDNSRecord\nmetadata: {name: a, namespace: shop}\nspec: {recordTTL: long, domain: x}\n',
  'ingress.yaml':
    'apiVersion: multiclusterdns.kubefed.io/v1alpha1\nkind: IngressDNSRecord\nmetadata: {name: a, namespace: shop}\nspec: {hosts: {}, recordTTL: 1.5, hots: []}\n',
  'dns.lock.yaml':
    'apiVersion: fedrender.dev/v1alpha1\nkind: DNSLock\nhosts: {a.example.com: {addresses: 1}}\nhost: 1\n',
}

const configuration =
  'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\noutput: 1\nouptut: x\ntenants: [{name: ""}]\nunits: 1\n'

let directory = ''
beforeEach(() => {
  directory = temporaryDirectory()
})
afterEach(() => rmSync(directory, { recursive: true }))

function validate(program: string): string {
  const { stdout } = spawnSync(process.execPath, [program, 'validate', '--format=json'], {
    cwd: directory,
    encoding: 'utf8',
    env: plainEnvironment,
  })
  return stdout
}

it('the one file finds in an object of each schema what ajv finds', () => {
  writeTree(directory, new Map(Object.entries(faulty)))
  const found = validate(main)
  expect(found).toBe(validate(parts))
  for (const path of Object.keys(faulty)) expect(found).toContain(`"${path}"`)
})

it('the one file finds in the configuration what ajv finds', () => {
  writeTree(directory, new Map([['fedrender.yaml', configuration]]))
  const found = validate(main)
  expect(found).toBe(validate(parts))
  expect(found).toContain('config-invalid')
})
