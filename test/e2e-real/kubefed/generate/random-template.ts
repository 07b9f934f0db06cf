import type { JsonObject } from '../../../../src/model/json.ts'
import type { Random } from './random.ts'

/** The template of a federated object of a type. */
export function randomTemplate(kind: string, name: string, random: Random): JsonObject {
  const metadata = randomMetadata(kind, name, random)
  const body = bodies[kind]?.(name, random) ?? {}
  return { ...(Object.keys(metadata).length > 0 && { metadata }), ...body }
}

function randomMetadata(kind: string, name: string, random: Random): JsonObject {
  const partOf = random.chance(0.4) ? { 'app.kubernetes.io/part-of': random.pick(['a', 'b']) } : {}
  const labels = random.chance(0.7) || kind === 'Namespace' ? { labels: { app: name, ...partOf } } : {}
  const dropped = random.chance(0.1) ? { annotations: { note: 'dropped' } } : {}
  const other = random.chance(0.05) ? { name: 'other', namespace: 'other' } : {}
  return { ...labels, ...dropped, ...other }
}

function randomPods(name: string, random: Random): JsonObject {
  const graces: readonly (number | bigint)[] = [0, 30, 9_007_199_254_740_993n]
  return {
    metadata: { labels: { app: name } },
    spec: {
      containers: [
        {
          name: 'c',
          image: 'registry.example.com/x:1',
          args: ['--a', '--b', '--c'],
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
          ports: [{ containerPort: 8080 }],
        },
      ],
      ...(random.chance(0.2) && { terminationGracePeriodSeconds: random.pick(graces) }),
    },
  }
}

const randomReplicas = (name: string, random: Random): JsonObject => ({
  selector: { matchLabels: { app: name } },
  template: randomPods(name, random),
  ...(random.chance(0.7) && { replicas: random.integer(0, 4) }),
})

const bodies: Readonly<Record<string, (name: string, random: Random) => JsonObject>> = {
  Deployment: (name, random) => ({
    spec: {
      ...randomReplicas(name, random),
      ...(random.chance(0.3) && { strategy: { type: random.pick(['Recreate', 'RollingUpdate']) } }),
    },
  }),
  ReplicaSet: (name, random) => ({ spec: randomReplicas(name, random) }),
  ConfigMap: (_, random) => ({
    data: { a: '1', b: 'two\nlines\n', 'c.d': 'x', yes: 'no', n: '0x1F' },
    ...(random.chance(0.2) && { immutable: false }),
    ...(random.chance(0.15) && { binaryData: { bin: 'AAEC' } }),
  }),
  Secret: (_, random) => ({
    type: 'Opaque',
    [random.chance(0.5) ? 'stringData' : 'data']: { k: 'dmFsdWU=' },
  }),
  Service: (name, random) => {
    const type = random.chance(0.3) ? { type: random.pick(['NodePort', 'LoadBalancer', 'ClusterIP']) } : {}
    return {
      spec: {
        selector: { app: name },
        ports: [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'metrics', port: 9090, protocol: 'TCP' },
        ],
        ...(random.chance(0.1) ? { clusterIP: 'None' } : type),
      },
    }
  },
  ServiceAccount: (_, random) => ({
    ...(random.chance(0.6) && { automountServiceAccountToken: random.chance(0.5) }),
    ...(random.chance(0.3) && { imagePullSecrets: [{ name: 'p' }, { name: 'q' }] }),
  }),
  Job: (name, random) => {
    const pods = randomPods(name, random) as { readonly spec: JsonObject }
    const template = { ...pods, spec: { ...pods.spec, restartPolicy: 'Never' } }
    return { spec: { template, backoffLimit: random.integer(0, 6) } }
  },
  Ingress: (name) => ({
    spec: { rules: [{ host: `${name}.example.com`, http: { paths: [ingressPath('/', 'Prefix', name)] } }] },
  }),
  ClusterRole: () => ({
    rules: [
      { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
      { nonResourceURLs: ['/x'], verbs: ['get'] },
    ],
  }),
}

/** One path of an Ingress. */
export const ingressPath = (path: string, pathType: string, name: string): JsonObject => ({
  path,
  pathType,
  backend: { service: { name, port: { number: 80 } } },
})
