import { describe, expect, it } from 'vitest'
import { readLabelSelector } from '../../src/kubernetes/label-selector.ts'
import type { Json } from '../../src/model/json.ts'

const labels = new Map([
  ['region', 'eu'],
  ['empty', ''],
])

function selects(selector: Json | undefined): boolean {
  const read = readLabelSelector(selector)
  if (read.selector === undefined) throw new Error(read.faults.map((each) => each.problem).join())
  return read.selector(labels)
}

function expression(key: string, operator: string, values?: readonly Json[]): Json {
  return { matchExpressions: [{ key, operator, ...(values && { values }) }] }
}

describe('readLabelSelector', () => {
  it.each<[string, Json | undefined, boolean]>([
    ['absent', undefined, false],
    ['null', null, false],
    ['empty', {}, true],
    ['with null parts', { matchLabels: null, matchExpressions: null }, true],
    ['a label that matches', { matchLabels: { region: 'eu' } }, true],
    ['a label of another value', { matchLabels: { region: 'us' } }, false],
    ['a label that is absent', { matchLabels: { zone: 'eu' } }, false],
    ['an empty value of a label that is absent', { matchLabels: { zone: '' } }, false],
    ['an empty value', { matchLabels: { empty: '' } }, true],
    ['one label of two', { matchLabels: { region: 'eu', zone: 'a' } }, false],
    [
      'a label and an expression that fails',
      { matchLabels: { region: 'eu' }, matchExpressions: [{ key: 'zone', operator: 'Exists' }] },
      false,
    ],
    ['In', expression('region', 'In', ['us', 'eu']), true],
    ['In without the value', expression('region', 'In', ['us']), false],
    ['In of an absent key', expression('zone', 'In', ['us', '']), false],
    ['NotIn', expression('region', 'NotIn', ['us']), true],
    ['NotIn with the value', expression('region', 'NotIn', ['eu']), false],
    ['NotIn of an absent key', expression('zone', 'NotIn', ['eu']), true],
    ['Exists', expression('region', 'Exists'), true],
    ['Exists with an empty list', expression('region', 'Exists', []), true],
    ['Exists of an absent key', expression('zone', 'Exists'), false],
    ['DoesNotExist', expression('region', 'DoesNotExist'), false],
    ['DoesNotExist of an absent key', expression('zone', 'DoesNotExist'), true],
    ['a key that objects inherit', expression('constructor', 'Exists'), false],
  ])('selects as Kubernetes does: %s', (_, selector, expected) => {
    expect(selects(selector)).toBe(expected)
  })

  it.each<[string, Json, string]>([
    ['', 'region=eu', 'it is not a mapping'],
    ['/matchLabels', { matchLabels: [] }, 'matchLabels is not a mapping'],
    ['/matchLabels/a~1b~1c', { matchLabels: { 'a/b/c': 'x' } }, '"a/b/c" is not a valid label key'],
    ['/matchLabels/a', { matchLabels: { a: 'x y' } }, '"x y" is not a valid label value'],
    ['/matchLabels/a', { matchLabels: { a: 1 } }, 'the value is not a valid label value'],
    ['/matchExpressions', { matchExpressions: {} }, 'matchExpressions is not a list'],
    ['/matchExpressions/0', { matchExpressions: ['a'] }, 'the expression is not a mapping'],
    [
      '/matchExpressions/0/key',
      { matchExpressions: [{ key: 1, operator: 'Exists' }] },
      'the key is not a string',
    ],
    ['/matchExpressions/0/key', expression('', 'Exists'), '"" is not a valid label key'],
    [
      '/matchExpressions/0/operator',
      expression('a', 'in', ['x']),
      'the operator is none of In, NotIn, Exists, DoesNotExist',
    ],
    ['/matchExpressions/0', expression('a', 'In'), 'the operator In needs values'],
    ['/matchExpressions/0', expression('a', 'NotIn', []), 'the operator NotIn needs values'],
    ['/matchExpressions/0/values', expression('a', 'Exists', ['x']), 'the operator Exists takes no values'],
    [
      '/matchExpressions/0/values',
      expression('a', 'DoesNotExist', ['x']),
      'the operator DoesNotExist takes no values',
    ],
    ['/matchExpressions/0/values/1', expression('a', 'In', ['x', '-']), '"-" is not a valid label value'],
    [
      '/matchExpressions/0/values',
      { matchExpressions: [{ key: 'a', operator: 'In', values: 'x' }] },
      'values is not a list',
    ],
  ])('finds at %j what is wrong with %j', (pointer, selector, problem) => {
    const { faults } = readLabelSelector(selector)
    expect(faults?.map((each) => [each.pointer, each.problem])).toStrictEqual([[pointer, problem]])
  })

  it('finds everything that is wrong, not only the first', () => {
    const { faults } = readLabelSelector({
      matchLabels: { '-': '-' },
      matchExpressions: [{ key: 'a', operator: 'x' }],
    })
    expect(faults).toHaveLength(3)
  })
})
