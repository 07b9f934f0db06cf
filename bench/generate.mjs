import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/**
 * Writes a repository of federated resources for the benchmark: `node bench/generate.mjs DIR`. The same options give
 * the same bytes on every machine.
 */

/** One resource in 25 is a FederatedNamespace; the others belong to it, so that `resources` counts all. */
const resourcesPerNamespace = 25
/** The share of resources with overrides for one region, and of those that differ in every cluster. */
const overriddenShare = 0.28
const distinctShare = 0.02

const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2', 'ap-south-1']
const environments = ['dev', 'staging', 'prod']
const kinds = [
  'Deployment',
  'Service',
  'ConfigMap',
  'Deployment',
  'Ingress',
  'ConfigMap',
  'Deployment',
  'ServiceAccount',
]

/** Writes the repository and says what is in it. */
export function generate(directory, { resources = 1000, clusters = 100, seed = 1 } = {}) {
  const random = createRandom(seed)
  const inventory = Array.from({ length: clusters }, (_, index) => makeCluster(index))
  const write = (path, documents) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), documents.join('---\n'))
  }
  for (const cluster of inventory) write(`clusters/${cluster.name}.yaml`, [clusterManifest(cluster)])
  let variants = 0
  for (let first = 0; first < resources; first += resourcesPerNamespace) {
    const namespace = `team-${String(first / resourcesPerNamespace).padStart(4, '0')}`
    write(`teams/${namespace}/namespace.yaml`, [namespaceManifest(namespace)])
    variants += 1
    for (let index = first + 1; index < Math.min(first + resourcesPerNamespace, resources); index += 1) {
      const differing = chooseDiffering(index, inventory, random)
      const kind = kinds[index % kinds.length]
      const name = appName(index)
      const overrides = differing.map((cluster) => overridesFor(kind, cluster, differing.length === clusters))
      write(`teams/${namespace}/${kind.toLowerCase()}-${name}.yaml`, [
        federatedManifest(
          { kind, name, namespace },
          templates[kind](name, random, appName(serviceNear(index, first))),
          overrides,
        ),
      ])
      variants += differing.length === clusters ? clusters : differing.length > 0 ? 2 : 1
    }
  }
  return { resources, clusters, files: resources * clusters, variants }
}

function appName(index) {
  return `app-${String(index).padStart(5, '0')}`
}

/** The Service of the same namespace for an Ingress, so that a fleet has no findings whose printing would be measured. */
function serviceNear(index, first) {
  const before = index - kinds.indexOf('Ingress') + kinds.indexOf('Service')
  return before > first ? before : before + kinds.length
}

function makeCluster(index) {
  const region = regions[index % regions.length]
  const environment = environments[Math.floor(index / regions.length) % environments.length]
  return { name: `${environment}-${region}-${String(index).padStart(4, '0')}`, region, environment, index }
}

/** The clusters whose object differs from the template: none, those of one region, or all. Spread evenly over the resources. */
function chooseDiffering(index, inventory, random) {
  const isAtShare = (share) => Math.floor((index + 1) * share) > Math.floor(index * share)
  if (isAtShare(distinctShare)) return inventory
  if (!isAtShare(overriddenShare)) return []
  const region = regions[Math.floor(random() * regions.length)]
  const inRegion = inventory.filter((cluster) => cluster.region === region)
  return inRegion.length === inventory.length ? [] : inRegion
}

function clusterManifest({ name, region, environment }) {
  return `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata:
  name: ${name}
  namespace: kube-federation-system
  labels:
    topology.kubernetes.io/region: ${region}
    environment: ${environment}
spec:
  apiEndpoint: https://${name}.example.com:6443
  secretRef:
    name: ${name}-token
`
}

function namespaceManifest(name) {
  return `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata:
  name: ${name}
  namespace: ${name}
spec:
  template:
    metadata:
      labels:
        team: ${name}
  placement:
    clusterSelector: {}
`
}

function federatedManifest({ kind, name, namespace }, template, overrides) {
  return `apiVersion: types.kubefed.io/v1beta1
kind: Federated${kind}
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  template:
${indent(template, 4)}
  placement:
    clusterSelector: {}
${overrides.length > 0 ? `  overrides:\n${overrides.map((each) => indent(each, 2)).join('\n')}\n` : ''}`
}

/** Two overrides for a cluster; equal in a region, or with a value of the cluster's own where every cluster differs. */
function overridesFor(kind, { name, region, index }, distinct) {
  const value = distinct ? name : region
  const edits = {
    Deployment: [
      ['replace', '/spec/replicas', distinct ? index + 2 : 5],
      ['add', '/spec/template/spec/containers/0/env/-', `{name: CLUSTER, value: ${value}}`],
    ],
    Service: [
      ['add', '/metadata/annotations', `{example.com/zone: ${value}}`],
      ['replace', '/spec/ports/0/port', distinct ? 7000 + index : 8443],
    ],
    ConfigMap: [
      ['add', '/data/cluster', value],
      ['replace', '/data/log-level', 'warn'],
    ],
    Ingress: [['replace', '/spec/rules/0/host', `${value}.shop.example.com`]],
    ServiceAccount: [['add', '/metadata/annotations', `{example.com/role: ${value}}`]],
  }[kind]
  const lines = edits.map(([op, path, to]) => `  - op: ${op}\n    path: ${path}\n    value: ${to}`)
  return `- clusterName: ${name}\n  clusterOverrides:\n${lines.join('\n')}`
}

const templates = {
  Deployment: (name, random) => `metadata:
  labels:
    app: ${name}
    tier: backend
spec:
  replicas: ${1 + Math.floor(random() * 4)}
  selector:
    matchLabels:
      app: ${name}
  strategy:
    rollingUpdate:
      maxSurge: 25%
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app: ${name}
        tier: backend
    spec:
      serviceAccountName: default
      containers:
      - name: main
        image: registry.example.com/${name}:1.${Math.floor(random() * 40)}.${Math.floor(random() * 10)}
        args: ["--listen", ":8080", "--verbose"]
        ports:
        - name: http
          containerPort: 8080
        env:
        - name: LOG_FORMAT
          value: json
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        resources:
          requests:
            cpu: ${100 + Math.floor(random() * 9) * 100}m
            memory: ${128 * (1 + Math.floor(random() * 8))}Mi
          limits:
            memory: 2Gi
        readinessProbe:
          httpGet:
            path: /healthz
            port: http
          periodSeconds: 10
        volumeMounts:
        - name: config
          mountPath: /etc/${name}
      volumes:
      - name: config
        configMap:
          name: ${name}`,
  Service: (name) => `metadata:
  labels:
    app: ${name}
spec:
  type: ClusterIP
  selector:
    app: ${name}
  ports:
  - name: http
    port: 80
    targetPort: http
  - name: metrics
    port: 9090
    targetPort: 9090`,
  ConfigMap: (name, random) => `data:
  log-level: info
  timeout: "${5 + Math.floor(random() * 50)}s"
  enabled: "yes"
  settings.properties: |
    name=${name}
    pool.size=${8 + Math.floor(random() * 56)}
    cache.ttl=300
    features=search,checkout,profile
    endpoint=https://${name}.internal.example.com/v1`,
  Ingress: (name, random, service) => `metadata:
  labels:
    app: ${name}
spec:
  ingressClassName: nginx
  rules:
  - host: ${name}.example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: ${service}
            port:
              name: http
  tls:
  - hosts:
    - ${name}.example.com
    secretName: ${name}-tls`,
  ServiceAccount: (name) => `metadata:
  labels:
    app: ${name}
automountServiceAccountToken: false`,
}

function indent(text, spaces) {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces))
}

/** Mulberry32: a small generator of numbers in [0, 1), because Math.random takes no seed. */
function createRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      resources: { type: 'string', default: '1000' },
      clusters: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
    },
  })
  const [directory] = positionals
  if (directory === undefined)
    throw new Error('Usage: node bench/generate.mjs DIR [--resources N] [--clusters N] [--seed N]')
  const sizes = Object.entries(values).map(([name, value]) => [name, Number(value)])
  console.log(JSON.stringify(generate(directory, Object.fromEntries(sizes))))
}
