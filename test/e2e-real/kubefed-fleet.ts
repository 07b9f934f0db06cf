import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { typeConfigObject } from '../../src/authoring/types/type-config-object.ts'
import { builtinTypes } from '../../src/kubefed/builtin-types.ts'
import { readTree } from '../helpers/read-tree.ts'
import type { ApiServer } from './control-plane.ts'

const system = 'kube-federation-system'

/** KubeFed's own types; of the chart's definitions only the names matter here. */
const ownTypes = [
  ['core.kubefed.io', 'v1beta1', 'FederatedTypeConfig'],
  ['core.kubefed.io', 'v1beta1', 'KubeFedCluster'],
  ['core.kubefed.io', 'v1beta1', 'KubeFedConfig'],
  ['scheduling.kubefed.io', 'v1alpha1', 'ReplicaSchedulingPreference'],
  ['multiclusterdns.kubefed.io', 'v1alpha1', 'Domain'],
  ['multiclusterdns.kubefed.io', 'v1alpha1', 'ServiceDNSRecord'],
  ['multiclusterdns.kubefed.io', 'v1alpha1', 'IngressDNSRecord'],
] as const

/** Puts the sources of a bank on a server, as on the host cluster of a KubeFed control plane. */
export function populateHost(server: ApiServer, bank: string): void {
  server.kubectl(['create', '--filename', '-'], ownTypes.map(definition).join('---\n'))
  server.kubectl(['create', '--filename', join(bank, 'definitions'), '--recursive'])
  server.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all'])
  const namespaces = readdirSync(join(bank, 'fleet/federated')).filter((name) => name !== '_cluster')
  for (const name of [system, ...namespaces]) server.kubectl(['create', 'namespace', name])
  const ofChart = builtinTypes.map((type) => stringify(typeConfigObject(type, system)))
  server.kubectl(['create', '--filename', '-'], ofChart.join('---\n'))
  server.kubectl(['create', '--recursive', '--filename', join(bank, 'federated-types')])
  server.kubectl(['create', '--recursive', '--filename', join(bank, 'fleet')])
  createWebhooks(server)
}

/** Puts the configurations of KubeFed's webhook on a server, of none, since nothing would answer. */
export function createWebhooks(server: ApiServer): void {
  server.kubectl(['create', '--filename', '-'], webhooks.map((each) => stringify(each)).join('---\n'))
}

const webhooks = [
  { kind: 'ValidatingWebhookConfiguration', metadata: { name: 'validations.core.kubefed.io' } },
  { kind: 'MutatingWebhookConfiguration', metadata: { name: 'mutation.core.kubefed.io' } },
].map((each) => ({ apiVersion: 'admissionregistration.k8s.io/v1', ...each }))

/** Puts the finalizer on objects by which the sync controller holds each federated object. */
export function holdFederated(server: ApiServer, types: readonly string[]): void {
  const output = server.kubectl(['get', types.join(','), '--all-namespaces', '--output', 'json'])
  const list = JSON.parse(output) as { readonly items: readonly { readonly metadata: object }[] }
  const items = list.items.map((each) => ({
    ...each,
    metadata: { ...each.metadata, finalizers: ['kubefed.io/sync-controller'] },
  }))
  server.kubectl(['replace', '--filename', '-'], JSON.stringify({ ...list, items }))
}

function definition([group, version, kind]: (typeof ownTypes)[number]): string {
  const plural = `${kind.toLowerCase()}s`
  return stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        },
      ],
    },
  })
}

/** Puts the objects of a cluster on a server as KubeFed's controller does: by plain creations, as its program's manager. */
export function populateMember(server: ApiServer, directory: string): void {
  const create = (paths: readonly string[]): void => {
    if (paths.length === 0) return
    const files = paths.flatMap((path) => ['--filename', join(directory, path)])
    server.kubectl(['create', '--field-manager=controller-manager', ...files])
  }
  const paths = [...readTree(directory).keys()]
  const definitions = paths.filter((path) => path.startsWith('_cluster/customresourcedefinitions.'))
  const namespaces = paths.filter((path) => path.startsWith('_cluster/namespaces/'))
  const first = new Set([...definitions, ...namespaces])
  create(definitions)
  server.kubectl(['wait', '--for=condition=Established', '--timeout=60s', 'crd', '--all'])
  create(namespaces)
  create(paths.filter((path) => !first.has(path)))
  // What the node lifecycle controller does once a Node is ready.
  server.tryKubectl(['taint', 'nodes', '--all', 'node.kubernetes.io/not-ready:NoSchedule-'])
}
