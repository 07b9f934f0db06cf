import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Span } from '../../../../src/model/place.ts'
import { changedLines } from '../../../../src/views/fleet-diff/causes/changed-lines.ts'

const fileOf = (text: string): { path: string; text: string } => ({ path: 'a.yaml', text })

const textsOf = (spans: readonly Span[]): readonly string[] =>
  spans.map(({ file, start, end }) => file.text.slice(start, end))

/** The texts of the runs of lines that only one of two texts has. */
function changed(base: string, head: string): readonly (readonly string[])[] {
  const lines = changedLines(fileOf(base), fileOf(head))
  return [textsOf(lines.base), textsOf(lines.head)]
}

it.each([
  ['a\nb\nc\n', 'a\nB\nc\n', ['b'], ['B']],
  ['a\nb\nc\n', 'a\nc\n', ['b'], []],
  ['a\nc\n', 'a\nb\nb\nc\n', [], ['b\nb']],
  ['a\nb\nc\nd\ne', 'A\nb\nc\nd\nE', ['a', 'e'], ['A', 'E']],
  ['a\na\n', 'a\na\na\n', [], ['a']],
  ['a', 'a\n', [], ['']],
  ['same\n', 'same\n', [], []],
])('tells the lines of %j from those of %j', (base, head, inBase, inHead) => {
  expect(changed(base, head)).toEqual([inBase, inHead])
})

it('takes every line of a file that the other side lacks', () => {
  const lines = changedLines(undefined, fileOf('a\nb\n'))
  expect([lines.base, textsOf(lines.head)]).toEqual([[], ['a\nb\n']])
})

it('takes a file for a new one where more than a thousand lines differ', () => {
  const numbered = (letter: string): string =>
    Array.from({ length: 600 }, (_, index) => `kept\n${letter}${index}`).join('\n')
  const [inBase] = changed(numbered('a'), numbered('b'))
  expect(inBase).toEqual([numbered('a').slice('kept\n'.length)])
})

/** The length of a longest common subsequence, by its definition. */
function commonLength([first, ...base]: readonly string[], head: readonly string[]): number {
  if (first === undefined) return 0
  const at = head.indexOf(first)
  const without = commonLength(base, head)
  return at === -1 ? without : Math.max(without, 1 + commonLength(base, head.slice(at + 1)))
}

const countLines = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + text.split('\n').length, 0)

it('leaves a longest common subsequence of lines', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 10 })
  fc.assert(
    fc.property(lines, lines, (base, head) => {
      const [inBase = [], inHead = []] = changed(base.join('\n'), head.join('\n'))
      const common = commonLength(base, head)
      expect([base.length - countLines(inBase), head.length - countLines(inHead)]).toEqual([common, common])
    }),
    { numRuns: 500 },
  )
})
