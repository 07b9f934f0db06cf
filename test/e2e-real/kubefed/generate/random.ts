/** Numbers that a seed fixes. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number
  /** Whether something is so that is so in this share of all cases. */
  chance(share: number): boolean
  /** From the lowest to the highest, both included. */
  integer(lowest: number, highest: number): number
  pick<T>(values: readonly T[]): T
  /** So many of the values, each at most once, in a random order. */
  sample<T>(values: readonly T[], count: number): readonly T[]
}

/** A generator for a seed of any text (xmur3 for the seed, sfc-like mulberry32 for the numbers). */
export function randomOf(seed: string): Random {
  let state = hash(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const integer = (lowest: number, highest: number): number =>
    lowest + Math.floor(next() * (highest - lowest + 1))
  const pick = <T>(values: readonly T[]): T => {
    const value = values[integer(0, values.length - 1)]
    if (value === undefined) throw new Error('there is nothing to pick from')
    return value
  }
  return {
    next,
    chance: (share) => next() < share,
    integer,
    pick,
    sample: (values, count) => {
      const keyed = values.map((value) => ({ value, key: next() }))
      return keyed
        .sort((left, right) => left.key - right.key)
        .slice(0, count)
        .map(({ value }) => value)
    },
  }
}

function hash(text: string): number {
  let value = 1779033703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 3432918353)
    value = (value << 13) | (value >>> 19)
  }
  return value ^ (value >>> 16)
}
