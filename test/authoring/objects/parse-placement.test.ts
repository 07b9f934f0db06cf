import { describe, expect, it } from 'vitest'
import { parsePlacement } from '../../../src/authoring/objects/parse-placement.ts'

describe('a placement on the command line', () => {
  it.each([
    ['us-east', { clusters: [{ name: 'us-east' }] }],
    ['us-east, eu-west', { clusters: [{ name: 'us-east' }, { name: 'eu-west' }] }],
    ['region=eu', { clusterSelector: { matchLabels: { region: 'eu' } } }],
    ['region==eu,tier=gold', { clusterSelector: { matchLabels: { region: 'eu', tier: 'gold' } } }],
    ['a!=b', { clusterSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] } }],
    [
      'tier in (gold, silver),!spot,a=1',
      {
        clusterSelector: {
          matchLabels: { a: '1' },
          matchExpressions: [
            { key: 'tier', operator: 'In', values: ['gold', 'silver'] },
            { key: 'spot', operator: 'DoesNotExist' },
          ],
        },
      },
    ],
    [
      'tier notin (gold)',
      { clusterSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['gold'] }] } },
    ],
    // The second equality of a key cannot be a label of its own; together they match nothing, as kubectl has it.
    [
      'a=1,a=2',
      {
        clusterSelector: {
          matchLabels: { a: '1' },
          matchExpressions: [{ key: 'a', operator: 'In', values: ['2'] }],
        },
      },
    ],
    [
      'zone,a=1',
      {
        clusterSelector: { matchLabels: { a: '1' }, matchExpressions: [{ key: 'zone', operator: 'Exists' }] },
      },
    ],
  ])('%s', (text, placement) => {
    expect(parsePlacement(text)).toStrictEqual([placement, []])
  })

  it.each(['', 'A', 'a b', 'a=b c', 'a in b', 'in (x)', 'a=b=c', '!', '-a=1', 'a=_b_'])(
    '%j is none',
    (text) => {
      expect(parsePlacement(text)[1].map(({ code }) => code)).toStrictEqual(['placement-invalid'])
    },
  )
})
