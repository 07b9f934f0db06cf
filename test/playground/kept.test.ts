import { expect, it } from 'vitest'
import { keep, mostKept, titleOfKept, type KeptFleet } from '../../site/playground/page/fleet/kept.ts'

const exampleFiles = [
  { path: 'a.yaml', text: 'a: 1\n' },
  { path: 'b.yaml', text: 'b: 1\n' },
]

function fleet(files: Readonly<Record<string, string>>, example = 'first'): KeptFleet {
  const state = { files: new Map(Object.entries(files)), exampleFiles, example, without: [], open: 'a.yaml' }
  return { state, address: '', isSaved: false }
}

it('keeps what is not as its example: files that are others, new or gone', () => {
  const edited = fleet({ 'a.yaml': 'a: 2\n', 'c.yaml': '' })
  expect(keep([], edited)).toStrictEqual([edited])
  expect(titleOfKept(edited)).toBe('first, 3 files edited')
  expect(keep([], fleet({ 'b.yaml': 'b: 1\n', 'a.yaml': 'a: 1\n' }))).toStrictEqual([])
})

it('keeps the latest first, and so many alone', () => {
  const fleets = Array.from({ length: mostKept + 5 }, (_, index) =>
    fleet({ 'a.yaml': `a: ${index}\n` }, `${index}`),
  )
  const kept = fleets.reduce<readonly KeptFleet[]>((all, each) => keep(all, each), [])
  expect(kept.map(({ state }) => state.example)).toStrictEqual(
    Array.from({ length: mostKept }, (_, index) => `${mostKept + 4 - index}`),
  )
})

it('lets go of what links give before edits, the earliest first', () => {
  const edited = fleet({ 'a.yaml': 'mine: 1\n' }, 'mine')
  const links = Array.from({ length: mostKept + 1 }, (_, index) => ({
    ...fleet({ 'a.yaml': `a: ${index}\n` }, `${index}`),
    isSaved: true,
  }))
  const kept = links.reduce<readonly KeptFleet[]>((all, each) => keep(all, each), [edited])
  expect(kept).toHaveLength(mostKept)
  expect(kept.at(-1)).toBe(edited)
  expect(kept.at(-2)?.state.example).toBe('2')
})
