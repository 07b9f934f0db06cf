import { expect } from 'vitest'
import { readTree, writeTree } from './read-tree.ts'

const update = process.env['UPDATE_GOLDEN'] === '1'

/** Compares files with a golden directory: first which there are, then each one's text. UPDATE_GOLDEN=1 rewrites it. */
export function expectDirectory(files: ReadonlyMap<string, string>, directory: string): void {
  if (update) writeTree(directory, files)
  const expected = readTree(directory)
  expect([...files.keys()].sort()).toStrictEqual([...expected.keys()])
  for (const [path, text] of expected) expect(files.get(path), path).toBe(text)
}
