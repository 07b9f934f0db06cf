import type { Json, JsonObject } from '../../../../src/model/json.ts'
import { memberNames } from './clusters.ts'
import type { Random } from './random.ts'
import { ingressPath } from './random-template.ts'

const add = (path: string, value: Json): JsonObject => ({ path, op: 'add', value })
const remove = (path: string): JsonObject => ({ path, op: 'remove' })
/** Without `op`, which is a replacement. */
const set = (path: string, value: Json): JsonObject => ({ path, value })

const ofEveryType: readonly JsonObject[] = [
  add('/metadata/labels', { z: '1' }),
  add('/metadata/labels/app.kubernetes.io~1name', 'n'),
  set('/metadata/labels/app', 'other'),
  remove('/metadata/labels/app'),
  add('/metadata/labels/kubefed.io~1managed', 'false'),
  add('/metadata/nothing/here', 1),
  remove('/metadata/absent'),
]

/** Not of what a controller annotates, with which KubeFed would never rest. */
const ofAnnotations: readonly JsonObject[] = [
  add('/metadata/annotations', { 'example.com/x': '1', y: 'true' }),
  add('/metadata/annotations', { lb: 'internal' }),
]

const container = '/spec/template/spec/containers/0'

const ofPods: readonly JsonObject[] = [
  set(`${container}/image`, 'registry.example.com/x:2'),
  add(`${container}/args/-`, '--z'),
  add(`${container}/args/0`, '--first'),
  remove(`${container}/args/1`),
  set(`${container}/args/-1`, '--last'),
  add(`${container}/args/7`, '--far'),
  remove(`${container}/env`),
  add('/spec/template/spec/containers/-', { name: 'side', image: 'y:1' }),
  set('/spec/template/spec/containers/1/image', 'none'),
  add('/spec/template/metadata/annotations', { a: 'b' }),
  add('/spec/template/spec/nodeSelector', { disk: 'ssd', n: '1' }),
  add('/spec/template/spec/terminationGracePeriodSeconds', 5),
]

const ofReplicas: readonly JsonObject[] = [
  set('/spec/replicas', 0),
  set('/spec/replicas', 7),
  add('/spec/replicas', 5),
  remove('/spec/replicas'),
]

const ofKind: Readonly<Record<string, readonly JsonObject[]>> = {
  Deployment: [
    ...ofPods,
    ...ofReplicas,
    add('/spec/paused', true),
    add('/spec/paused', false),
    set('/spec/revisionHistoryLimit', 3),
  ],
  ReplicaSet: [...ofPods, ...ofReplicas, add('/spec/minReadySeconds', 0)],
  ConfigMap: [
    ...ofAnnotations,
    set('/data/a', '2'),
    remove('/data/b'),
    add('/data/new', 'v'),
    set('/data/absent', 'made'),
    set('/data', { only: 'this' }),
    remove('/data'),
    add('/data/empty', ''),
    add('/data/t~0x', 'x'),
    add('/data/x~1y', 'v'),
    add('/data/', 'of no name'),
    add('/data/number', 5),
    add('/immutable', false),
  ],
  Secret: [
    ...ofAnnotations,
    set('/type', 'example.com/t'),
    add('/data', { o: 'eA==' }),
    add('/data/extra', 'eA=='),
  ],
  Service: [
    ...ofAnnotations,
    add('/spec/type', 'LoadBalancer'),
    set('/spec/ports/0/port', 8081),
    remove('/spec/ports/1'),
    add('/spec/ports/-', { name: 'x', port: 7 }),
    set('/spec/selector/app', 'w'),
  ],
  ServiceAccount: [
    ...ofAnnotations,
    add('/automountServiceAccountToken', false),
    add('/imagePullSecrets', [{ name: 'z' }]),
    remove('/imagePullSecrets/0'),
    add('/secrets', [{ name: 'token' }]),
  ],
  Job: [
    set('/spec/backoffLimit', 1),
    add('/spec/suspend', true),
    add('/spec/parallelism', 2),
    set(`${container}/image`, 'j:2'),
  ],
  Ingress: [
    ...ofAnnotations,
    set('/spec/rules/0/host', 'o.example.com'),
    add('/spec/ingressClassName', 'nginx'),
    add('/spec/rules/0/http/paths/-', ingressPath('/b', 'Exact', 'b')),
    set('/spec/rules/0/http/paths/0/path', '/a'),
    add('/spec/tls', [{ hosts: ['o.example.com'], secretName: 's' }]),
  ],
  ClusterRole: [
    ...ofAnnotations,
    add('/rules/0/verbs/-', 'watch'),
    remove('/rules/1'),
    set('/rules', []),
    add('/rules/0/verbs', ['*']),
    add('/aggregationRule', { clusterRoleSelectors: [{ matchLabels: { agg: 'x' } }] }),
  ],
  Namespace: ofAnnotations,
}

/** Overrides of some clusters; some cannot be applied. */
export function randomOverrides(kind: string, random: Random): readonly JsonObject[] {
  const known = [...ofEveryType, ...(ofKind[kind] ?? [])]
  return random.sample([...memberNames, 'nowhere'], random.integer(1, 3)).map((clusterName) => {
    const clusterOverrides = random
      .sample(known, random.integer(1, 3))
      .map((each) => ('op' in each || random.chance(0.7) ? each : { ...each, op: 'replace' }))
    return { clusterName, clusterOverrides }
  })
}
