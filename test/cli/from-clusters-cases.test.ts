import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import type { JsonObject } from '../../src/model/json.ts'
import { expectRestored, type ClusterObjects } from '../helpers/expect-restored.ts'
import { clusterYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'
import { monitoringStack, type StackVersion } from './from-clusters/monitoring-stack.ts'

const choices = [
  ['with overrides alone', []],
  ['with ClusterOverrides', ['--cluster-overrides']],
] as const

/** Federates what clusters have, expects rendering to give it back, and gives the repository. */
function federateAndRender(
  inventory: string,
  clusters: Readonly<Record<string, string>>,
  options: readonly string[],
): readonly [TestRepository, notes: string] {
  const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ntemplateAnnotations: keep\n'
  const made = createTestRepository({ 'inventory.yaml': inventory, 'fedrender.yaml': settings })
  for (const [name, text] of Object.entries(clusters)) made.host.put(`/today/${name}.yaml`, text)
  const { exitCode, stderr } = made.run(
    'federate',
    '--from-clusters',
    '../today',
    '--enable-type',
    ...options,
  )
  expect([exitCode, stderr]).toStrictEqual([0, stderr])
  const had = Object.entries(clusters).map(([name, text]) => [name, objectsOf(text)])
  expectRestored(made, Object.fromEntries(had) as ClusterObjects)
  return [made, stderr]
}

function objectsOf(text: string): readonly JsonObject[] {
  return parseAllDocuments(text, { intAsBigInt: true }).flatMap((each): readonly JsonObject[] => {
    const value = each.toJS() as JsonObject | null
    if (value === null) return []
    return Array.isArray(value['items']) ? (value['items'] as readonly JsonObject[]) : [value]
  })
}

const versions: Readonly<Record<string, StackVersion>> = {
  'ap-south': {
    version: '2.41.0',
    exporter: '1.5.0',
    operator: '0.62.0',
    budgets: 'policy/v1beta1',
    extraArgs: [],
    rules: ['NodeFilesystemSpaceFillingUp', 'NodeClockSkewDetected'],
    isolated: false,
  },
  'eu-west': {
    version: '2.46.0',
    exporter: '1.6.1',
    operator: '0.67.1',
    budgets: 'policy/v1',
    extraArgs: ['--path.rootfs=/host/root'],
    rules: ['NodeFilesystemSpaceFillingUp', 'NodeNetworkReceiveErrs', 'NodeClockSkewDetected'],
    isolated: true,
  },
  'us-east': {
    version: '2.54.1',
    exporter: '1.8.2',
    operator: '0.76.2',
    budgets: 'policy/v1',
    extraArgs: ['--path.rootfs=/host/root', '--path.udev.data=/host/root/run/udev/data'],
    rules: ['NodeSystemdServiceFailed', 'NodeFilesystemSpaceFillingUp', 'NodeClockSkewDetected'],
    isolated: true,
  },
}

describe.each(choices)('federate --from-clusters %s', (_, options) => {
  it('takes a monitoring stack that three clusters have in different versions', () => {
    const inventory = Object.entries(versions).map(([name, { version }]) =>
      clusterYaml(name, `{prometheus: ${version}, region: ${name.slice(0, 2)}}`),
    )
    const clusters = Object.entries(versions).map(([name, each]) => [name, monitoringStack(each)])
    const [made] = federateAndRender(inventory.join(''), Object.fromEntries(clusters), options)
    const rule =
      made.host.dump('/repo')['federated/monitoring/networkpolicies.networking.k8s.io/prometheus-k8s.yaml']
    expect(parse(rule ?? '')).toMatchObject({
      spec: { placement: { clusterSelector: { matchExpressions: [{ key: 'prometheus' }] } } },
    })
  })

  it('takes a kustomize base with five overlays', () => {
    const overlays = [
      ['dev', 'test', 1, ''],
      ['qa', 'test', 1, ''],
      ['eu', 'prod', 3, ''],
      ['us', 'prod', 3, ''],
      ['canary', 'canary', 1, '\n      - {name: probe, image: "shop/probe:1"}'],
    ] as const
    const clusters = overlays.map(([name, tier, replicas, sidecar]) => {
      const own = `${name}-web`
      const text = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web, namespace: shop, labels: {tier: ${tier}}}
data: {host: ${name}.shop.example.com, tier: ${tier}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {app: web, tier: ${tier}}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: ${tier}}}
    spec:
      containers:${sidecar}
      - name: web
        image: shop/web:${tier === 'prod' ? '1.4' : '1.5'}
        env: [{name: CLUSTER, value: ${name}}, {name: TIER, value: ${tier}}]
${tier === 'prod' ? `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${own}, namespace: shop}\ndata: {a: b}\n` : ''}`
      return [name, text] as const
    })
    const inventory = overlays.map(([name, tier]) => clusterYaml(name, `{tier: ${tier}}`)).join('')
    federateAndRender(inventory, Object.fromEntries(clusters), options)
  })

  it('takes 40 clusters that differ in one field', () => {
    const names = Array.from({ length: 40 }, (__, at) => `c${at + 10}`)
    const text = (name: string): string =>
      `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\ndata: {host: ${name}.example.com, a: b}\n`
    const clusters = Object.fromEntries(names.map((name) => [name, text(name)]))
    const inventory = names.map((name) => clusterYaml(name)).join('')
    const [, notes] = federateAndRender(inventory, clusters, options)
    expect(notes).toContain(
      options.length === 0 ? '39 overrides\n' : '2 federated objects, 0 overrides, 1 ClusterOverride\n',
    )
  })
})
