import { expect, it } from 'vitest'
import { fieldPlace } from '../../../src/kubernetes/server/field-pointer.ts'

const object = {
  metadata: { labels: { 'app.kubernetes.io/name': 'web', a: '1', 'a.b': '2' } },
  spec: { ports: [{ port: 80 }, { port: 443 }], template: { spec: { containers: [{ name: 'web' }] } } },
  data: { 'a/b': 'x', 'k]': 'y', 'k].z': 'w', '': 'empty', __proto__x: 'p' },
}

it.each([
  ['', '', true],
  ['spec.ports[1].port', '/spec/ports/1/port', true],
  ['metadata.labels.app.kubernetes.io/name', '/metadata/labels/app.kubernetes.io~1name', true],
  ['metadata.labels[app.kubernetes.io/name]', '/metadata/labels/app.kubernetes.io~1name', true],
  ['metadata.labels.a.b', '/metadata/labels/a.b', true],
  ['data[a/b]', '/data/a~1b', true],
  ['data[k]]', '/data/k]', true],
  ['data[k].z]', '/data/k].z', true],
  ['data[]', '/data/', true],
  // What the server has set by itself is below what there is.
  ['spec.clusterIPs[0]', '/spec', false],
  ['spec.ports[7].port', '/spec/ports', false],
  ['spec.template.spec.containers[0].image', '/spec/template/spec/containers/0', false],
  ['spec.portsx[1]', '/spec', false],
  ['toString', '', false],
  ['data[__proto__]', '/data', false],
  ['spec.ports[99999999999999999999]', '/spec/ports', false],
])('finds %j at %j', (field, pointer, isThere) => {
  expect(fieldPlace(object, field)).toMatchObject({ pointer, isThere })
})

it('goes by keys where they are given', () => {
  const path = ['metadata', 'labels', 'a.b']
  expect(fieldPlace(object, 'metadata.labels.a.b', path).pointer).toBe('/metadata/labels/a.b')
  expect(fieldPlace(object, 'spec.ports[9]', ['spec', 'ports', '9'])).toStrictEqual({
    pointer: '/spec/ports',
    isThere: false,
    rest: '9',
  })
})
