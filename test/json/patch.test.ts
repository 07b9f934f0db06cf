import { describe, expect, it } from 'vitest'
import {
  applyOperation,
  isPointer,
  type PatchFailureReason,
  type PatchOperation,
} from '../../src/json/patch.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'

const document: JsonObject = deepFreeze({
  spec: { replicas: 3, list: ['a', 'b', { k: [0] }], none: null },
  metadata: { labels: { 'a/b': '1', 't~q': '2' } },
})

function apply(
  op: PatchOperation['op'],
  path: string,
  value: Json = null,
): ReturnType<typeof applyOperation> {
  return applyOperation(document, { op, path, value })
}

describe('applyOperation', () => {
  it.each<[PatchOperation['op'], string, Json]>([
    ['add', '/spec/list/0', ['x', 'a', 'b', { k: [0] }]],
    ['add', '/spec/list/3', ['a', 'b', { k: [0] }, 'x']],
    ['add', '/spec/list/-', ['a', 'b', { k: [0] }, 'x']],
    ['add', '/spec/list/-1', ['a', 'b', { k: [0] }, 'x']],
    ['add', '/spec/list/-2', ['a', 'b', 'x', { k: [0] }]],
    ['add', '/spec/list/-4', ['x', 'a', 'b', { k: [0] }]],
    ['add', '/spec/list/-1/k/1', ['a', 'b', { k: [0, 'x'] }]],
    ['replace', '/spec/list/0', ['x', 'b', { k: [0] }]],
    ['replace', '/spec/list/-1', ['a', 'b', 'x']],
    ['replace', '/spec/list/-1/k/-1', ['a', 'b', { k: ['x'] }]],
    ['remove', '/spec/list/1', ['a', { k: [0] }]],
    ['remove', '/spec/list/-3', ['b', { k: [0] }]],
  ])('%ss at %s as evanphx/json-patch does', (op, path, list) => {
    expect(apply(op, path, 'x')).toStrictEqual({
      value: { ...document, spec: { replicas: 3, list, none: null } },
      created: false,
    })
  })

  it.each<[PatchOperation['op'], string, JsonObject, boolean]>([
    ['add', '/metadata/labels/new', { 'a/b': '1', 't~q': '2', new: 'x' }, false],
    ['add', '/metadata/labels/a~1b', { 'a/b': 'x', 't~q': '2' }, false],
    ['replace', '/metadata/labels/t~0q', { 'a/b': '1', 't~q': 'x' }, false],
    ['replace', '/metadata/labels/new', { 'a/b': '1', 't~q': '2', new: 'x' }, true],
    ['replace', '/metadata/labels/', { 'a/b': '1', 't~q': '2', '': 'x' }, true],
    ['replace', '/metadata/labels/-', { 'a/b': '1', 't~q': '2', '-': 'x' }, true],
    ['remove', '/metadata/labels/a~1b', { 't~q': '2' }, false],
  ])('%ss at %s', (op, path, labels, created) => {
    expect(apply(op, path, 'x')).toStrictEqual({ value: { ...document, metadata: { labels } }, created })
  })

  it.each<[PatchOperation['op'], string, PatchFailureReason, string]>([
    ['add', '', 'bad-pointer', ''],
    ['replace', 'spec', 'bad-pointer', 'spec'],
    ['add', '/spec/~2', 'bad-pointer', '/spec/~2'],
    ['add', '/spec/a~', 'bad-pointer', '/spec/a~'],
    ['replace', '/metadata/annotations/x', 'missing-parent', '/metadata/annotations'],
    ['add', '/spec/none/x', 'missing-parent', '/spec/none'],
    ['add', '/spec/replicas/x/y', 'scalar-parent', '/spec/replicas'],
    ['remove', '/spec/strategy', 'missing-key', '/spec/strategy'],
    ['remove', '/metadata/labels/x~1y', 'missing-key', '/metadata/labels/x~1y'],
    ['add', '/spec/list/4', 'index-out-of-range', '/spec/list'],
    ['add', '/spec/list/-5', 'index-out-of-range', '/spec/list'],
    ['replace', '/spec/list/3', 'index-out-of-range', '/spec/list'],
    ['replace', '/spec/list/-4', 'index-out-of-range', '/spec/list'],
    ['remove', '/spec/list/3', 'index-out-of-range', '/spec/list'],
    ['replace', '/spec/list/9/k', 'index-out-of-range', '/spec/list'],
    ['replace', '/spec/list/-', 'bad-index', '/spec/list'],
    ['remove', '/spec/list/-', 'bad-index', '/spec/list'],
    ['add', '/spec/list/-/k', 'bad-index', '/spec/list'],
    ['add', '/spec/list/00', 'bad-index', '/spec/list'],
    ['add', '/spec/list/+1', 'bad-index', '/spec/list'],
    ['add', '/spec/list/-0', 'bad-index', '/spec/list'],
    ['add', '/spec/list/1e0', 'bad-index', '/spec/list'],
    ['add', '/spec/list/', 'bad-index', '/spec/list'],
    ['replace', '/toString/x', 'missing-parent', '/toString'],
  ])('cannot %s at %j: %s', (op, path, reason, stoppedAt) => {
    expect(apply(op, path, 'x')).toStrictEqual({ failure: { reason, stoppedAt } })
  })

  it('shares what is beside the path', () => {
    const result = apply('replace', '/spec/replicas', 5)
    expect('value' in result && (result.value as JsonObject)['metadata']).toBe(document['metadata'])
    expect('value' in result && ((result.value as JsonObject)['spec'] as JsonObject)['list']).toBe(
      (document['spec'] as JsonObject)['list'],
    )
  })

  it('keeps the place of a replaced key', () => {
    const result = apply('add', '/spec/replicas', 5)
    expect('value' in result && Object.keys((result.value as JsonObject)['spec'] ?? {})).toStrictEqual([
      'replicas',
      'list',
      'none',
    ])
  })

  it('copies a container once for a whole row of operations', () => {
    const copies = new Set<Json>()
    const first = applyOperation(document, { op: 'add', path: '/spec/list/0', value: 'x' }, copies)
    const made = 'value' in first ? (first.value as JsonObject) : {}
    const second = applyOperation(made, { op: 'remove', path: '/spec/list/1', value: null }, copies)
    expect(second).toStrictEqual({
      value: { ...document, spec: { replicas: 3, list: ['x', 'b', { k: [0] }], none: null } },
      created: false,
    })
    expect('value' in second && second.value).toBe(made)
    expect('value' in second && (second.value as JsonObject)['metadata']).toBe(document['metadata'])
  })

  it('takes __proto__ for a key like any other and touches no prototype', () => {
    const value = { polluted: true }
    const added = applyOperation({}, { op: 'add', path: '/__proto__', value })
    expect('value' in added && Object.entries(added.value ?? {})).toStrictEqual([['__proto__', value]])
    expect(apply('add', '/__proto__/polluted', true)).toStrictEqual({
      failure: { reason: 'missing-parent', stoppedAt: '/__proto__' },
    })
    const own = deepFreeze(JSON.parse('{"__proto__": {"a": 1}, "b": 2}') as JsonObject)
    const changed = applyOperation(own, { op: 'replace', path: '/__proto__/a', value: 3 })
    expect('value' in changed && JSON.stringify(changed.value)).toBe('{"__proto__":{"a":3},"b":2}')
    const removed = applyOperation(own, { op: 'remove', path: '/__proto__', value: null })
    expect('value' in removed && JSON.stringify(removed.value)).toBe('{"b":2}')
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('isPointer', () => {
  it.each(['', '/', '/a', '/a//b', '/~0~1', '/a b'])('takes %j', (text) => expect(isPointer(text)).toBe(true))
  it.each(['a', 'a/b', '/~', '/~2', '/a~/b'])('refuses %j', (text) => expect(isPointer(text)).toBe(false))
})
