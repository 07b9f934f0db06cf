import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { RenderedFile } from '../../src/model/file-tree.ts'
import { effectDigest } from '../../src/output/effect-digest.ts'

const files = (texts: Readonly<Record<string, string>>): readonly RenderedFile[] =>
  Object.entries(texts).map(([path, text]) => ({ path, text }))
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

// `deleted` sorts among the digests, 1,000 of which begin with every pair of digits.
const many = Object.fromEntries(
  Array.from({ length: 1000 }, (_, index) => [`clusters/a/x/${index}.yaml`, `text ${index % 700}`]),
)

it('digests one sorted line for each file that is added, changed or deleted', () => {
  const base = { 'clusters/a/same.yaml': 'same', 'clusters/a/gone.yaml': 'x', 'clusters/b/gone.yaml': 'x' }
  // A tab sorts before the end of a line, and a space after it.
  const head = {
    'clusters/a/same.yaml': 'same',
    'clusters/a/y': 'y',
    'clusters/a/y\tz': 'y',
    'clusters/a/y z': 'y',
    ...many,
  }
  const lines = [
    ...files(head).map(({ path, text }) => `${sha256(text)} ${path}\n`),
    'deleted clusters/a/gone.yaml\n',
    'deleted clusters/b/gone.yaml\n',
  ].filter((line) => !line.includes('same.yaml'))
  const expected = sha256(lines.sort().join(''))
  expect(effectDigest(files(base), files(head), () => undefined)).toBe(expected)
})

it('is empty where nothing is done', () => {
  expect(effectDigest(files(many), files(many), () => undefined)).toBe('')
  const gone = files({ 'clusters/a/held.yaml': 'x' })
  expect(effectDigest(gone, [], () => 'object-in-error')).toBe('')
})
