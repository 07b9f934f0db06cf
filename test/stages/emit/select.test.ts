import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectShard, shardOf } from '../../../src/stages/emit/select.ts'

const names = Array.from({ length: 1000 }, (_, index) => `cluster-${index}`)

function sizes(count: number): readonly number[] {
  const shards = names.map((name) => shardOf(name, count))
  return Array.from({ length: count }, (_, index) => shards.filter((each) => each === index + 1).length)
}

describe('shardOf', () => {
  it('spreads names that are nearly alike evenly', () => {
    for (const count of [2, 3, 10]) {
      for (const size of sizes(count)) expect(Math.abs(size / (1000 / count) - 1)).toBeLessThan(0.25)
    }
  })

  it('moves to a new shard its own share of the names, and none between the others', () => {
    const moved = names.filter((name) => shardOf(name, 10) !== shardOf(name, 11))
    expect(moved.every((name) => shardOf(name, 11) === 11)).toBe(true)
    expect(moved.length).toBeGreaterThan(50)
    expect(moved.length).toBeLessThan(140)
  })

  it('stays the same in every version', () => {
    expect(['', 'eu-west', 'us-east', 'ap-south'].map((name) => shardOf(name, 4))).toStrictEqual([4, 3, 2, 4])
  })
})

describe('selectShard', () => {
  it('gives each directory, and what belongs to no cluster, to exactly one shard', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 })),
        fc.integer({ min: 1, max: 9 }),
        (all, count) => {
          const shards = Array.from({ length: count }, (_, index) =>
            selectShard({ index: index + 1, count }, all),
          )
          expect(shards.flatMap(({ directories }) => directories).sort()).toStrictEqual([...all].sort())
          expect(shards.filter(({ shared }) => shared === 'all')).toHaveLength(1)
          expect(shards.filter(({ shared }) => shared === 'none')).toHaveLength(count - 1)
        },
      ),
    )
  })
})
