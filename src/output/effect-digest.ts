import { createHash } from 'node:crypto'
import type { HeldLookup, RenderedFile } from '../model/file-tree.ts'
import { recordedCluster } from './layout.ts'

/**
 * A digest of exactly what a change of the output does: which files are added, changed to which text, and removed. It
 * is a SHA-256 in hexadecimal digits, so that nobody can prepare two changes with one digest; `''` where nothing is
 * done. What did not change is no part of it, so that an approved change stays what it is while others are published;
 * nor are `.gitattributes` and records, which no agent applies. Files that are the same on both sides may be left out.
 *
 * @param held why a file that `head` lacks stays as it is
 */
export function effectDigest(
  base: Iterable<RenderedFile>,
  head: Iterable<RenderedFile>,
  held: HeldLookup,
): string {
  const before = new Map([...base].filter(isApplied).map(({ path, text }) => [path, text]))
  const after = new Map([...head].filter(isApplied).map(({ path, text }) => [path, text]))
  const written = [...after].filter(([path, text]) => before.get(path) !== text)
  const deleted = [...before.keys()].filter((path) => !after.has(path) && held(path) === undefined)
  if (written.length + deleted.length === 0) return ''
  const lines = [
    ...written.map(([path, text]) => `${sha256(text)} ${path}\n`),
    ...deleted.map((path) => `deleted ${path}\n`),
  ]
  return sha256(lines.sort().join(''))
}

function isApplied({ path }: RenderedFile): boolean {
  return path !== '.gitattributes' && recordedCluster(path) === undefined
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
