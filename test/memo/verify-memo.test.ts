import { describe, expect, it } from 'vitest'
import { createVerifyingMemo, describeMemoFault, type MemoFault } from '../../src/memo/verify-memo.ts'

/** A unit that reads a label through its view and, unless it is honest, also past it. */
function faultsOf(key: object, isHonest: boolean): readonly MemoFault[] {
  const faults: MemoFault[] = []
  const { remember } = createVerifyingMemo((fault) => faults.push(fault))
  for (const size of [1, 2]) {
    const context = { label: 'a', size }
    remember('plan', key, context, (view) => [view.label, isHonest ? 0 : size])
  }
  return faults
}

describe('a memo that is verified', () => {
  it('reports nothing where all that a unit read was traced', () => {
    expect(faultsOf({}, true)).toStrictEqual([])
  })

  it('names the unit and the file of what it gave again wrongly', () => {
    const manifest = { file: { path: 'shop/web.yaml', text: '' }, start: 0, end: 0, item: '', value: {} }
    for (const key of [manifest, { manifest }]) {
      expect(faultsOf(key, false).map(describeMemoFault)).toStrictEqual([
        'plan (shop/web.yaml): nothing that it read through its view',
      ])
    }
    expect(faultsOf({}, false).map(describeMemoFault)).toStrictEqual([
      'plan (one of many): nothing that it read through its view',
    ])
  })

  it('names what a unit reads now and did not before', () => {
    expect(describeMemoFault({ unit: 'check', key: {}, untraced: ['config.dns', 'basis'] })).toBe(
      'check (one of many): config.dns, basis',
    )
  })
})
