import { describe, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const running = (label: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop, labels: ${label}}\n`
const config = (adoptResources: string): string => `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: kube-federation-system}
spec: {scope: Cluster, syncController: {adoptResources: ${adoptResources}}}
`

/** The status of the ConfigMap in each cluster, where `live` is what was observed in the cluster of its name. */
function statusOf(adoptResources: string, live: Readonly<Record<string, string>>): unknown {
  const observed = Object.entries(live).map(
    ([cluster, text]) => [`observed/${cluster}/a.yaml`, text] as const,
  )
  const { stdout } = createTestRepository({
    'kubefed.yaml': config(adoptResources),
    'fleet.yaml':
      inventoryYaml('c1', 'c2', 'c3') +
      namespaceYaml('shop') +
      configMapYaml('shop/a', 'x', '{clusterSelector: {}}'),
    ...Object.fromEntries(observed),
  }).run('status', '--type', 'cm', '-o', 'json')
  const [{ clusters = [] } = {}] = JSON.parse(stdout) as readonly { clusters?: readonly StatusOfCluster[] }[]
  return Object.fromEntries(clusters.map(({ name, status }) => [name, status]))
}

interface StatusOfCluster {
  readonly name: string
  readonly status: string
}

// KubeFed v0.10.0: pkg/controller/sync/dispatch/managed.go, Create and Update.
describe('the status of an object that runs without KubeFed', () => {
  const live = {
    c1: running('{kubefed.io/managed: "true"}'),
    c2: running('{kubefed.io/managed: "false"}'),
    c3: running('{}'),
  }

  it('is ManagedLabelFalse where its label opts out', () => {
    expect(statusOf('Enabled', live)).toStrictEqual({ c1: '', c2: 'ManagedLabelFalse', c3: '' })
  })

  it('is AlreadyExists where the control plane adopts nothing', () => {
    expect(statusOf('Disabled', live)).toStrictEqual({ c1: '', c2: 'AlreadyExists', c3: 'AlreadyExists' })
  })

  it('is OK of an object of another name, namespace or group', () => {
    const others = {
      c1: running('{}').replace('name: a', 'name: b'),
      c2: running('{}').replace('namespace: shop', 'namespace: pay'),
      c3: running('{}').replace('apiVersion: v1', 'apiVersion: example.com/v1'),
    }
    expect(statusOf('Disabled', others)).toStrictEqual({ c1: '', c2: '', c3: '' })
  })
})
