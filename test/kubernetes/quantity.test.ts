import { describe, expect, it } from 'vitest'
import { comparableQuantities, parseQuantity } from '../../src/kubernetes/quantity.ts'

describe('parseQuantity', () => {
  it.each([
    ['1', 1_000_000_000n],
    [1, 1_000_000_000n],
    ['1000m', 1_000_000_000n],
    ['.5', 500_000_000n],
    ['1.', 1_000_000_000n],
    ['1k', 1_000_000_000_000n],
    ['1Ki', 1_024_000_000_000n],
    ['1.5Ki', 1_536_000_000_000n],
    ['1E', 10n ** 27n],
    ['1e3', 1_000_000_000_000n],
    ['1E-1', 100_000_000n],
    ['-2n', -2n],
    ['0.1n', 1n],
    ['1Ei', 2n ** 60n * 10n ** 9n],
  ])('reads %s', (text, billionths) => {
    expect(parseQuantity(text)).toBe(billionths)
  })

  it.each(['', '.', 'Gi', '1 Gi', '1ki', '1K', '1e', '1e1000', '9'.repeat(100), true, null, undefined])(
    'takes %j for no quantity',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined()
    },
  )
})

describe('comparableQuantities', () => {
  it('spells equal quantities alike and keeps what is none', () => {
    expect(comparableQuantities({ cpu: '500m', memory: '1Gi', pods: 'many' })).toEqual(
      comparableQuantities({ cpu: 0.5, memory: '1024Mi', pods: 'many' }),
    )
    expect(comparableQuantities({ pods: 'many' })).toEqual({ pods: 'many' })
  })
})
