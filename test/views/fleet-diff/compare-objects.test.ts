import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { compareObjects } from '../../../src/views/fleet-diff/compare-objects.ts'

/** One line for each change: the field, and both values. */
function changes(base: JsonObject, head: JsonObject): readonly string[] {
  return compareObjects(base, head).map(
    ({ field, from, to }) => `${field} ${JSON.stringify(from)} ${JSON.stringify(to)}`,
  )
}

function pod(...containers: readonly Json[]): JsonObject {
  return { kind: 'Pod', spec: { containers } }
}

function command(...args: readonly string[]): JsonObject {
  return { args }
}

describe('compareObjects', () => {
  it('matches items by their keys, wherever they stand', () => {
    const base = pod({ name: 'web', image: 'web:1' }, { name: 'log', image: 'log:1' })
    const head = pod({ name: 'new', image: 'new:1' }, { name: 'web', image: 'web:2' })
    expect(compareObjects(base, head)).toEqual([
      {
        basePointer: '/spec/containers/0/image',
        headPointer: '/spec/containers/1/image',
        field: '/spec/containers/[name=web]/image',
        from: 'web:1',
        to: 'web:2',
      },
      {
        basePointer: '/spec/containers/1',
        field: '/spec/containers/[name=log]',
        from: { name: 'log', image: 'log:1' },
      },
      {
        headPointer: '/spec/containers/0',
        field: '/spec/containers/[name=new]',
        to: { name: 'new', image: 'new:1' },
      },
    ])
  })

  it('says so where keyed items only moved', () => {
    expect(compareObjects(pod({ name: 'a' }, { name: 'b' }), pod({ name: 'b' }, { name: 'a' }))).toEqual([
      {
        basePointer: '/spec/containers',
        headPointer: '/spec/containers',
        field: '/spec/containers',
        from: ['[name=a]', '[name=b]'],
        to: ['[name=b]', '[name=a]'],
        reordered: true,
      },
    ])
  })

  it('takes TCP for a port without a protocol', () => {
    const ports = (...list: readonly Json[]): JsonObject => ({ kind: 'Service', spec: { ports: list } })
    expect(
      changes(ports({ port: 53 }), ports({ port: 53, protocol: 'UDP' }, { port: 53, targetPort: 5353 })),
    ).toEqual([
      '/spec/ports/[port=53,protocol=TCP]/targetPort undefined 5353',
      '/spec/ports/[port=53,protocol=UDP] undefined {"port":53,"protocol":"UDP"}',
    ])
  })

  it('matches the endpoints of DNS by name, type and identifier, where there is one', () => {
    const dns = (...endpoints: readonly Json[]): JsonObject => ({ kind: 'DNSEndpoint', spec: { endpoints } })
    const [a, aaaa, weighted] = [
      { dnsName: 'web.example.com', recordType: 'A', targets: ['192.0.2.1'] },
      { dnsName: 'web.example.com', recordType: 'AAAA', targets: ['2001:db8::1'] },
      { dnsName: 'www.example.com', recordType: 'A', setIdentifier: 'eu', targets: ['192.0.2.2'] },
    ]
    expect(changes(dns(a, aaaa, weighted), dns(aaaa, { ...weighted, targets: ['192.0.2.3'] }))).toEqual([
      `/spec/endpoints/[dnsName=web.example.com,recordType=A] ${JSON.stringify(a)} undefined`,
      '/spec/endpoints/[dnsName=www.example.com,recordType=A,setIdentifier=eu]/targets/0 "192.0.2.2" "192.0.2.3"',
    ])
  })

  it('falls back to positions where a key is missing or doubled', () => {
    expect(
      changes(pod({ name: 'a' }, { name: 'a', image: '1' }), pod({ name: 'a' }, { name: 'a', image: '2' })),
    ).toEqual(['/spec/containers/1/image "1" "2"'])
    expect(changes(pod({ image: '1' }), pod({ name: 'a', image: '1' }))).toEqual([
      '/spec/containers/0/name undefined "a"',
    ])
  })

  it('shows one item put in between as one change', () => {
    expect(changes(command('a', 'b', 'c'), command('a', 'x', 'b', 'c'))).toEqual(['/args/1 undefined "x"'])
    expect(changes(command('a', 'b', 'c'), command('b', 'c'))).toEqual(['/args/0 "a" undefined'])
    expect(changes(command('a', 'a'), command('a', 'a', 'a'))).toEqual(['/args/2 undefined "a"'])
  })

  it('shows a subtree that comes or changes its type as one change', () => {
    expect(changes({ a: 1 }, { a: 1, b: { c: [1] } })).toEqual(['/b undefined {"c":[1]}'])
    expect(changes({ a: { b: 1 } }, { a: [1] })).toEqual(['/a {"b":1} [1]'])
    expect(changes({ a: null }, {})).toEqual(['/a null undefined'])
  })

  it('tells integers apart that are one double', () => {
    const [from, to] = [2n ** 63n - 1n, 2n ** 63n - 2n]
    expect(compareObjects({ a: from }, { a: to })).toMatchObject([{ field: '/a', from, to }])
  })

  it('escapes keys in pointers, and has an own __proto__', () => {
    expect(changes({ 'a/b': 1 }, JSON.parse('{"a/b":2,"__proto__":3}') as JsonObject)).toEqual([
      '/a~1b 1 2',
      '/__proto__ undefined 3',
    ])
  })

  it('takes no heed of the order of keys', () => {
    expect(changes({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual([])
  })
})

describe('many changes', () => {
  it('are found, however many there are', () => {
    const keys = Array.from({ length: 200_000 }, (_, index) => `k${index}`)
    const of = (value: string): JsonObject => ({
      kind: 'ConfigMap',
      data: Object.fromEntries(keys.map((key) => [key, value])),
    })
    expect(compareObjects(of('a'), of('b'))).toHaveLength(keys.length)
  })
})
