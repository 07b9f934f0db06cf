import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { completeAt } from '../../src/language/complete/complete.ts'
import { diagnose } from '../../src/language/diagnose.ts'
import { fixesIn, fixesOfFile } from '../../src/language/fixes.ts'
import { hoverAt } from '../../src/language/hover/hover.ts'
import { findDefinitions, findReferences } from '../../src/language/names/find-places.ts'
import { findClusterName, renameCluster } from '../../src/language/names/rename-cluster.ts'
import type { Cursor, FileRange, Snapshot } from '../../src/language/snapshot.ts'
import { fileURLToPath } from 'node:url'
import { readTree } from '../helpers/read-tree.ts'
import { openRepository } from './open-repository.ts'

/** The sources of an example. */
function readExample(name: string): Record<string, string> {
  const tree = readTree(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)))
  return Object.fromEntries(
    [...tree].filter(([path]) => !path.startsWith('rendered/') && /\.ya?ml$/.test(path)),
  )
}

const files = {
  ...readExample('scheduling'),
  ...readExample('cluster-overrides'),
  ...readExample('platform'),
}
const paths = Object.keys(files)

/** What somebody types, pastes or deletes. */
const pieces = [
  '',
  ' ',
  '\n',
  '  ',
  '- ',
  ':',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a ',
  '*a',
  '<<: ',
  '---\n',
  '\t',
  '\r\n',
  '|\n',
  '🐄',
  '\ud800',
  'name',
  '~1',
  '/',
]

/** The ranges of all answers but completions. */
function rangesAt(snapshot: Snapshot, place: Cursor): readonly FileRange[] {
  const hover = hoverAt(snapshot, place)
  const name = findClusterName(snapshot, place)
  const renaming = name && renameCluster(snapshot, name.name, 'renamed')
  return [
    ...(hover ? [hover.range] : []),
    ...findDefinitions(snapshot, place),
    ...findReferences(snapshot, place, { withDefinitions: true }),
    ...(typeof renaming === 'object' ? renaming.edits : []),
  ]
}

const edits = fc.array(
  fc.record({
    path: fc.nat(),
    at: fc.nat(),
    gone: fc.oneof(fc.constant(0), fc.nat(30)),
    text: fc.constantFrom(...pieces),
    cursor: fc.nat(),
  }),
  { minLength: 1, maxLength: 6 },
)

/** The brace of `{}` that ends the first file. */
const unclosedAtTheEnd = {
  path: 0,
  at: (files[paths[0] ?? ''] ?? '').lastIndexOf('}'),
  gone: 1,
  text: '',
  cursor: 0,
}

it('whatever is typed, what an editor asks has an answer, and each range is in its file', () => {
  fc.assert(
    fc.property(edits, (all) => {
      const { session, edit } = openRepository(files)
      const texts: Record<string, string> = { ...files }
      for (const { path: index, at, gone, text, cursor } of all) {
        const path = paths[index % paths.length] ?? ''
        const before = texts[path] ?? ''
        const start = at % (before.length + 1)
        const after = before.slice(0, start) + text + before.slice(start + gone)
        texts[path] = after
        edit(path, after)
        const snapshot = session.snapshot()
        const ranges: FileRange[] = []
        for (const offset of [start + text.length, cursor % (after.length + 1)]) {
          const place = { path, offset: Math.min(offset, after.length) }
          const { completions } = completeAt(snapshot, place, after)
          ranges.push(...completions.map(({ range }) => range))
          for (const { range } of completions) {
            expect(range.start <= place.offset && place.offset <= range.end).toBe(true)
          }
          ranges.push(...rangesAt(snapshot, place))
          fixesIn(snapshot, { path, start: 0, end: after.length })
        }
        fixesOfFile(snapshot, path)
        for (const { range, related } of diagnose(snapshot)) {
          ranges.push(...(range ? [range] : []), ...related.map((each) => each.range))
        }
        for (const { path, start, end } of ranges) {
          expect(0 <= start && start <= end && end <= (texts[path]?.length ?? -1)).toBe(true)
        }
      }
    }),
    { numRuns: 60, examples: [[[unclosedAtTheEnd]]] },
  )
})
