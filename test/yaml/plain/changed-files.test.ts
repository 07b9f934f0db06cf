import { expect, it } from 'vitest'
import { fuzzPlain } from '../../fuzz/fuzz-plain.ts'

it('reads of changed files what the scanner reads, or leaves them to it', () => {
  const { documents, read, differing } = fuzzPlain({ root: '.', seed: 7, seconds: 60, files: 4000 })
  expect(differing).toStrictEqual([])
  expect(read).toBeGreaterThan(documents / 4)
})
