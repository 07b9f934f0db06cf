import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { alignObject } from '../../../src/views/adopt/align-object.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

const container = { name: 'web', image: 'nginx:1.27' }
const podSpec = (...containers: readonly JsonObject[]): JsonObject => ({
  template: { spec: { containers } },
})
const deployment = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec,
})
const service = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', ...metadata },
  spec,
})
const align = (live: JsonObject, rendered: JsonObject): ReturnType<typeof alignObject> =>
  alignObject(deepFreeze(live), deepFreeze(rendered))

/** The rule of each field that is ignored, after which the objects must be equal. */
function ignoredOf(live: JsonObject, rendered: JsonObject): Record<string, string> {
  const { object, ignored, kept } = align(live, rendered)
  expect(object).toBe(rendered)
  expect(kept).toEqual([])
  return Object.fromEntries(ignored.map(({ field, rule }) => [field, rule]))
}

describe('a live object that applying does not change', () => {
  it('has what only the API server sets', () => {
    const metadata = {
      uid: '1',
      resourceVersion: '2',
      managedFields: [],
      annotations: { 'deployment.kubernetes.io/revision': '7' },
    }
    expect(ignoredOf({ ...deployment({}, metadata), status: { replicas: 2 } }, deployment({}))).toEqual({
      '/metadata/uid': 'server-set',
      '/metadata/resourceVersion': 'server-set',
      '/metadata/managedFields': 'server-set',
      '/metadata/annotations/deployment.kubernetes.io~1revision': 'server-set',
      '/status': 'server-set',
    })
  })

  it('has the defaults of the fields that are not rendered', () => {
    const live = deployment({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      ...podSpec({ ...container, imagePullPolicy: 'IfNotPresent', resources: {} }),
    })
    expect(Object.values(ignoredOf(live, deployment(podSpec(container))))).toEqual(Array(5).fill('default'))
  })

  it('lacks what the API server drops', () => {
    const rendered = deployment(podSpec({ ...container, env: [], tty: false, command: null }))
    expect(ignoredOf(deployment(podSpec(container)), rendered)).toEqual({
      '/spec/template/spec/containers/[name=web]/env': 'default',
      '/spec/template/spec/containers/[name=web]/tty': 'default',
      '/spec/template/spec/containers/[name=web]/command': 'default',
    })
  })

  it('has the empty string where null is rendered in a mapping of strings, and there alone', () => {
    const map = (each: Json): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { a: each } })
    expect(ignoredOf(map(''), map(null))).toEqual({ '/data/a': 'default' })
    expect(align(map('x'), map(null)).object).toEqual(map('x'))
    // A volume without a class is another one than a volume of the default class.
    const claim = (storageClassName: Json): JsonObject => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      spec: { storageClassName },
    })
    for (const live of ['', 0, false, {}, []]) {
      expect(align(claim(live), claim(null)).object).toEqual(claim(live))
    }
  })

  it('has what KubeFed leaves to the member cluster', () => {
    const port = { port: 80, protocol: 'TCP' }
    const live = service(
      {
        clusterIP: '10.0.0.1',
        clusterIPs: ['10.0.0.1'],
        ports: [{ ...port, nodePort: 30080, targetPort: 80 }],
      },
      { annotations: { 'example.com/by': 'a controller' }, finalizers: ['example.com/wait'] },
    )
    expect(ignoredOf(live, service({ ports: [{ port: 80 }] }))).toEqual({
      '/metadata/annotations/example.com~1by': 'retained',
      '/metadata/finalizers/0': 'retained',
      '/spec/clusterIP': 'retained',
      '/spec/clusterIPs': 'retained',
      '/spec/ports/[port=80,protocol=TCP]/nodePort': 'retained',
      '/spec/ports/[port=80,protocol=TCP]/protocol': 'default',
      '/spec/ports/[port=80,protocol=TCP]/targetPort': 'default',
    })
    expect(ignoredOf(deployment({ replicas: 7 }), deployment({}))).toEqual({ '/spec/replicas': 'retained' })
  })

  it('spells a quantity otherwise, where the field is one', () => {
    const cpu = (value: Json): JsonObject =>
      deployment(podSpec({ ...container, resources: { requests: { cpu: value } } }))
    expect(ignoredOf(cpu('1'), cpu('1000m'))).toEqual({
      '/spec/template/spec/containers/[name=web]/resources/requests/cpu': 'same-quantity',
    })
    const map = (value: string): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { cpu: value } })
    expect(align(map('1'), map('1000m')).object).toEqual(map('1'))
  })
})

describe('what is not rendered and stays', () => {
  it('is kept as a whole, by the keys of the list that merges it', () => {
    const live = deployment(podSpec(container, { name: 'proxy', image: 'envoy' }), { labels: { team: 'a' } })
    const rendered = deployment(podSpec(container))
    const { object, kept } = align(live, rendered)
    expect(object).toBe(rendered)
    expect(kept).toEqual(['/metadata/labels', '/spec/template/spec/containers/[name=proxy]'])
  })

  it('is kept in part where the other part is ignored', () => {
    const live = deployment({ strategy: { type: 'Recreate', rollingUpdate: null } })
    expect(align(live, deployment({})).kept).toEqual(['/spec/strategy/type'])
  })
})

describe('what applying changes', () => {
  it('is left as it runs', () => {
    const live = deployment({ replicas: 2, ...podSpec({ ...container, image: 'nginx:1.26', tty: true }) })
    const rendered = deployment({ replicas: 3, ...podSpec(container) })
    expect(align(live, rendered).object).toEqual(
      deployment({ replicas: 2, ...podSpec({ ...container, image: 'nginx:1.26' }) }),
    )
  })

  it('is all that a list has beyond the rendered one which is replaced whole, but for defaults', () => {
    const args = (...values: readonly string[]): JsonObject =>
      deployment(podSpec({ ...container, args: values }))
    expect(align(args('a', 'b'), args('a')).object).toEqual(args('a', 'b'))
    const policy = (port: JsonObject): JsonObject => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      spec: { ingress: [{ ports: [port] }] },
    })
    expect(align(policy({ port: 80, protocol: 'TCP' }), policy({ port: 80 })).object).toEqual(
      policy({ port: 80 }),
    )
    const ranged = policy({ port: 80, endPort: 90 })
    expect(align(ranged, policy({ port: 80 }))).toEqual({ object: ranged, ignored: [], kept: [] })
  })

  it('is a key more of a mapping that is replaced whole', () => {
    const live = service({ selector: { app: 'web', tier: 'front' } })
    expect(align(live, service({ selector: { app: 'web' } })).object).toEqual(live)
  })

  it('is a rendered value that is no default, and an empty one of a kind that is not of Kubernetes', () => {
    const live = deployment({})
    expect(align(live, deployment({ paused: true })).object).toEqual(live)
    const custom = (spec: JsonObject): JsonObject => ({
      apiVersion: 'example.com/v1',
      kind: 'Deployment',
      spec,
    })
    expect(align(custom({}), custom({ list: [], paused: false })).object).toEqual(custom({}))
  })
})

it('takes nothing for a field that every object inherits', () => {
  const live = JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","data":{"__proto__":"a"}}') as JsonObject
  expect(align(live, { apiVersion: 'v1', kind: 'ConfigMap', data: { constructor: 'b' } })).toEqual({
    object: { apiVersion: 'v1', kind: 'ConfigMap', data: {} },
    ignored: [],
    kept: ['/data/__proto__'],
  })
})
