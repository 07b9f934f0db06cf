import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

type Files = Readonly<Record<string, string>>

const regions = ['eu', 'us'] as const
const tiers = ['canary', 'prod'] as const
const names = regions.flatMap((region) => tiers.map((tier) => ({ name: `${tier}-${region}`, region, tier })))

function cluster(name: string, region: string, tier: string, status?: string): string {
  const labels = `{topology.kubernetes.io/region: ${region}, topology.kubernetes.io/zone: ${region}-1, tier: ${tier}}`
  return clusterYaml(name, labels, status)
}

const offline = '{conditions: [{type: Offline, status: "True", lastProbeTime: "2026-01-01T00:00:00Z"}]}'

const inventory = names.map(({ name, region, tier }) => cluster(name, region, tier)).join('')

function deployment(name: string, image: string, more = ''): string {
  const labels = `{app: ${name}}`
  const pod = `{metadata: {labels: ${labels}}, spec: {containers: [{name: main, image: "${image}"}]}}`
  const template = `{spec: {replicas: 3, selector: {matchLabels: ${labels}}, template: ${pod}}}`
  return federatedYaml('Deployment', `shop/${name}`, `template: ${template}${more}`)
}

function preference(name: string, totalReplicas: number): string {
  return `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: ${name}, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: ${totalReplicas}, rebalance: true, clusters: {"*": {weight: 1, maxReplicas: 2}}}
---
`
}

const service = federatedYaml(
  'Service',
  'shop/web',
  'template: {spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}}',
  '{clusters: [{name: prod-eu}, {name: prod-us}]}',
)

const record = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: corp, namespace: kube-federation-system}
domain: example.com
---
apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: web, namespace: shop}
spec: {domainRef: corp, dnsPrefix: www, recordTTL: 60}
---
`

function observed(ingress: string): string {
  return `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {type: LoadBalancer}
  status: {loadBalancer: {ingress: [${ingress}]}}
- apiVersion: discovery.k8s.io/v1
  kind: EndpointSlice
  metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
  addressType: IPv4
  endpoints: [{addresses: [10.1.0.7], conditions: {ready: true}}]
`
}

const settings = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
dns: {hostTargets: weighted, apiVersion: externaldns.k8s.io/v1alpha1}
delivery: {argocd: {repoURL: "https://git.example.com/fleet.git", path: rendered, waves: {label: tier, order: [canary]}}}
`

/** A fleet that has something in every part of the report; another part changes by each file of `wholeFleetChange`. */
export const wholeFleet: Files = {
  'fedrender.yaml': settings,
  'clusters.yaml': inventory + cluster('old-eu', 'eu', 'prod') + cluster('off-us', 'us', 'prod', offline),
  'shop/shop.yaml': namespaceYaml('shop'),
  'shop/web.yaml':
    deployment(
      'web',
      'web:1',
      ', overrides: [{clusterName: prod-us, clusterOverrides: [{path: /spec/replicas, value: 9}]}]',
    ) + service,
  'shop/worker.yaml': deployment('worker', 'worker:1') + preference('worker', 20),
  'shop/settings.yaml': configMapYaml('shop/settings', 'one'),
  'shop/gone.yaml': configMapYaml('shop/gone'),
  'shop/record.yaml': record,
  'observed/prod-eu.yaml': observed('{hostname: web.eu.example.net}'),
  'observed/prod-us.yaml': observed('{hostname: web.us.example.net}'),
}

/** What the change that is reviewed writes. */
export const wholeFleetChange: Files = {
  'clusters.yaml': inventory + cluster('off-us', 'us', 'prod', offline),
  'shop/web.yaml': (wholeFleet['shop/web.yaml'] ?? '').replace('web:1', 'web:2'),
  'shop/settings.yaml': configMapYaml('shop/settings', '</pre><script>alert(1)</script>'),
  'shop/gone.yaml': '',
}
