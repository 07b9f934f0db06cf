import { describe, expect, it } from 'vitest'
import { equalValues } from '../../src/memo/equal-values.ts'
import { absent, describeFact, recordFacts } from '../../src/memo/facts.ts'
import { createMemo, noMemo } from '../../src/memo/memo.ts'
import { createVerifyingMemo, type MemoFault } from '../../src/memo/verify-memo.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'

const manifest = (): Manifest => ({ file: { path: 'a', text: '' }, start: 0, end: 0, item: '', value: {} })

describe('what is equal', () => {
  const one = manifest()

  it.each<[unknown, unknown]>([
    [1, 1],
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
    [new Map([['a', { b: 1 }]]), new Map([['a', { b: 1 }]])],
    [new Set([1, 2]), new Set([1, 2])],
    [Number.NaN, Number.NaN],
    [{ at: one }, { at: one }],
  ])('%j is %j', (left, right) => {
    expect(equalValues(left, right)).toBe(true)
  })

  it.each<[string, unknown, unknown]>([
    ['a number and a bigint', 1, 1n],
    ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
    [
      'entries in another order',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['a member in another order', new Set([1, 2]), new Set([2, 1])],
    ['a key that is undefined and one that is absent', { a: undefined }, {}],
    ['a list and a shorter one', [1, 2], [1]],
    ['zeros of two signs', 0, -0],
    ['null and a mapping', null, {}],
    ['a list and a mapping', [], {}],
    ['a map and a mapping', new Map(), {}],
    ['two manifests that hold the same', manifest(), manifest()],
    ['two functions', () => 1, () => 1],
  ])('%s differ', (_, left, right) => {
    expect(equalValues(left, right)).toBe(false)
    expect(equalValues(right, left)).toBe(false)
  })
})

const context = {
  name: 'shop',
  fleet: {
    clusters: ['eu', 'us'],
    observed: new Map([['eu', { pods: 1 }]]),
    settings: { deep: { value: 1 } },
  },
  missing: undefined as string | undefined,
}

const readBy = (read: (view: typeof context) => unknown): readonly string[] =>
  recordFacts(context, read).facts.map(describeFact)

describe('what is recorded', () => {
  it.each<[string, (view: typeof context) => unknown, readonly string[]]>([
    ['nothing', () => 1, []],
    ['a property, once', (view) => [view.name, view.name], ['name']],
    ['a property that is not there', (view) => view.missing, ['missing']],
    ['a list as a whole', ({ fleet: { clusters } }) => clusters[0], ['fleet.clusters']],
    ['what is deeper as a whole', ({ fleet }) => fleet.settings.deep.value, ['fleet.settings']],
    ['an entry of a map', ({ fleet }) => fleet.observed.get('eu'), ['fleet.observed["eu"]']],
    ['an entry that a map lacks', ({ fleet }) => fleet.observed.has('us'), ['fleet.observed["us"]']],
    ['all of a map that is walked', ({ fleet }) => [...fleet.observed], ['fleet.observed']],
    ['all of a map that is counted', ({ fleet }) => fleet.observed.size, ['fleet.observed']],
    ['the names of properties', (view) => Object.keys(view), ['', 'name', 'fleet.', 'missing']],
    ['whether there is a property', (view) => 'name' in view, ['']],
  ])('is %s', (_, read, facts) => {
    const found = readBy(read)
    if (facts.includes('')) expect(found).toContain('')
    else expect(found).toStrictEqual(facts)
  })

  it('is the value of an entry, or that there is none', () => {
    const { facts } = recordFacts(context, ({ fleet }) => [
      fleet.observed.get('eu'),
      fleet.observed.get('us'),
    ])
    expect(facts.map(({ value }) => value)).toStrictEqual([{ pods: 1 }, absent])
  })

  it('is found in what is frozen too', () => {
    const frozen = deepFreeze({ fleet: { observed: new Map([['eu', 1]]) } })
    const { result } = recordFacts(frozen, ({ fleet }) => ({ ...fleet }).observed.get('eu'))
    expect(result).toBe(1)
  })

  it('leaves what is computed as it is without a view', () => {
    const read = ({ name, fleet }: typeof context): unknown => [
      name,
      fleet.clusters,
      [...fleet.observed],
      [...fleet.observed.keys()],
      Object.keys(fleet),
      { ...fleet }.settings,
      fleet.observed.size,
      'name' in fleet,
    ]
    expect(recordFacts(context, read).result).toStrictEqual(read(context))
  })
})

describe('a memo', () => {
  const key = {}

  it('computes once what is computed of the same', () => {
    const memo = createMemo()
    let computed = 0
    const compute = ({ a }: { readonly a: number }): object => ({ a: a + (computed += 1) })
    const first = memo.remember('sum', key, { a: 1, b: 1 }, compute)
    expect(memo.remember('sum', key, { a: 1, b: 2 }, compute)).toBe(first)
    expect(memo.remember('sum', key, { a: 2, b: 2 }, compute)).not.toBe(first)
    expect(memo.remember('other', key, { a: 1, b: 1 }, compute)).not.toBe(first)
    expect(memo.remember('sum', {}, { a: 1, b: 1 }, compute)).not.toBe(first)
    expect(computed).toBe(4)
  })

  it('knows the eight last results of a key', () => {
    const memo = createMemo()
    const compute = ({ a }: { readonly a: number }): object => ({ a })
    const keys = [1, 2, 3, 4, 5, 6, 7, 8]
    const first = keys.map((a) => memo.remember('copy', key, { a }, compute))
    for (const a of [...keys, ...keys]) {
      expect(memo.remember('copy', key, { a }, compute)).toBe(first[a - 1])
    }
    memo.remember('copy', key, { a: 9 }, compute)
    expect(memo.remember('copy', key, { a: 1 }, compute)).not.toBe(first[0])
    expect(memo.remember('copy', key, { a: 9 }, compute)).toStrictEqual({ a: 9 })
  })

  it('remembers nothing of what threw', () => {
    const memo = createMemo()
    expect(() =>
      memo.remember('throws', key, { a: 1 }, () => {
        throw new Error('once')
      }),
    ).toThrow('once')
    expect(memo.remember('throws', key, { a: 1 }, ({ a }) => a)).toBe(1)
  })

  it('keeps what is equal as one value, by name and by object', () => {
    const memo = createMemo()
    const [first, equal, other] = [{ a: 1 }, { a: 1 }, { a: 2 }]
    for (const each of ['clusters', key]) {
      expect(memo.keep('value', each, first)).toBe(first)
      expect(memo.keep('value', each, equal)).toBe(first)
      expect(memo.keep('value', each, other)).toBe(other)
      expect(memo.keep('value', each, equal)).toBe(first)
    }
  })

  it('that is none keeps nothing', () => {
    expect(noMemo.keep('value', key, [])).not.toBe(noMemo.keep('value', key, []))
    const compute = (): object => ({})
    expect(noMemo.remember('make', key, {}, compute)).not.toBe(noMemo.remember('make', key, {}, compute))
  })
})

describe('a memo that verifies', () => {
  const key = {}

  it('finds nothing where all that is read is recorded', () => {
    const faults: MemoFault[] = []
    const memo = createVerifyingMemo((fault) => faults.push(fault))
    const compute = ({ a }: { readonly a: number }): object => ({ a })
    for (const a of [1, 2, 2, 1]) memo.remember('copy', key, { a }, compute)
    expect(faults).toStrictEqual([])
  })

  it('names the unit, the key and the fact that was not recorded', () => {
    const faults: MemoFault[] = []
    const memo = createVerifyingMemo((fault) => faults.push(fault), {
      record: (context, compute) => {
        const { result, facts } = recordFacts(context, compute)
        return { result, facts: facts.filter((fact) => describeFact(fact) !== 'b["x"]') }
      },
    })
    const compute = ({ a, b }: { readonly a: number; readonly b: ReadonlyMap<string, number> }): object => ({
      sum: a + (b.get('x') ?? 0),
    })
    for (const x of [1, 2]) memo.remember('sum', key, { a: 1, b: new Map([['x', x]]) }, compute)
    expect(faults).toStrictEqual([{ unit: 'sum', key, untraced: ['b["x"]'] }])
  })

  it('names no fact where something outside of the context was read', () => {
    const faults: MemoFault[] = []
    const memo = createVerifyingMemo((fault) => faults.push(fault))
    let outside = 0
    const compute = ({ a }: { readonly a: number }): number => a + (outside += 1)
    for (const a of [1, 1]) memo.remember('sum', key, { a }, compute)
    expect(faults).toStrictEqual([{ unit: 'sum', key, untraced: [] }])
  })
})
