import { describe, expect, it } from 'vitest'
import { stringifyJson } from '../../../../src/json/stringify.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { compileFrozen, type Compilation } from '../../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
} from '../../../helpers/kubefed-objects.ts'

const inventory = [kubeFedCluster('east'), kubeFedCluster('west'), federatedNamespace('shop')]
const template = {
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'x' } },
    template: { metadata: { labels: { app: 'x' } }, spec: { containers: [{ name: 'c', image: 'x:1' }] } },
  },
}

/** What is reported of overrides of both clusters. */
function reported(kind: string, override: JsonObject): Compilation['diagnostics'] {
  const spec = { template, ...overriddenBy({ east: [override], west: [override] }) }
  const text = [...inventory, federated(kind, 'web', spec)].map(stringifyJson).join('\n---\n')
  return compileFrozen([{ path: 'all.yaml', text }]).diagnostics
}

// Found with KubeFed v0.10.0's controllers.
describe('an integer over 2^53 in the value of an override', () => {
  const path = '/spec/template/spec/terminationGracePeriodSeconds'

  it('is rendered as it is, and what KubeFed makes of it is in the note', () => {
    const found = reported('Deployment', { op: 'add', path, value: 9007199254740993n })
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toStrictEqual([
      'info override-big-integer',
      'info override-big-integer',
    ])
    expect(found[0]?.message).toMatch(
      /exactly, as 9007199254740993; KubeFed rounds it to 9007199254740992\.$/,
    )
  })

  it('is noted wherever it is in the value', () => {
    const value = { a: ['x', { b: 9007199254740993n }] }
    expect(reported('ConfigMap', { op: 'add', path: '/data', value })).toHaveLength(2)
  })

  it.each([9007199254740992n, 9007199254740994n, 9007199254740991, 1.5])(
    'is none where it is exact: %s',
    (value) => {
      expect(reported('Deployment', { op: 'add', path, value })).toStrictEqual([])
    },
  )
})

// Found with KubeFed v0.10.0's controllers.
describe('an override of all annotations', () => {
  const override = { op: 'add', path: '/metadata/annotations', value: { note: 'x' } }

  it('is noted once where a controller keeps its own there', () => {
    const found = reported('Deployment', override)
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toStrictEqual([
      'info override-replaces-annotations',
    ])
  })

  it('is nothing where none does', () => {
    expect(reported('ConfigMap', override)).toStrictEqual([])
  })
})

describe('a null in the value of an override', () => {
  it.each<[JsonObject, string, number | undefined]>([
    [{ path: '/spec', value: { c: null, d: [{ e: null }] } }, '/spec/c', 2],
    [{ path: '/spec/replicas', value: null }, '/spec/replicas', undefined],
  ])('is reported as in a template: %j', (override, pointer, edits) => {
    const [first] = reported('ConfigMap', override)
    expect(first?.code).toBe('template-null')
    expect(first?.message).toContain(pointer)
    expect(first?.fix?.kind === 'edit' ? first.fix.edits.length : undefined).toBe(edits)
  })

  it('is no value of a removal', () => {
    expect(reported('ConfigMap', { op: 'remove', path: '/spec', value: null })).toStrictEqual([])
  })
})
