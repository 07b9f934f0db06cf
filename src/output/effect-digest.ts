import { createHash } from 'node:crypto'
import type { HeldLookup, RenderedFile } from '../model/file-tree.ts'
import { compareText } from '../text/compare-text.ts'
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
  const left = new Map<string, string>()
  for (const file of base) if (isApplied(file)) left.set(file.path, file.text)
  // A text is kept once, and not a digest for each file that has it.
  const linesOf = new Map<string, string[]>()
  for (const file of head) {
    if (!isApplied(file)) continue
    const { path, text } = file
    if (left.get(path) !== text) addLine(linesOf, text, path)
    left.delete(path)
  }
  const deleted = [...left.keys()].filter((path) => held(path) === undefined).map((path) => `${path}\n`)
  const groups = Array.from(linesOf, ([text, lines]) => ({ word: sha256(text), lines }))
  if (deleted.length > 0) groups.push({ word: 'deleted', lines: deleted })
  if (groups.length === 0) return ''
  const hash = createHash('sha256')
  for (const { word, lines } of groups.sort((one, other) => compareText(one.word, other.word)))
    for (const line of lines.sort()) hash.update(`${word} ${line}`)
  return hash.digest('hex')
}

function addLine(linesOf: Map<string, string[]>, text: string, path: string): void {
  const lines = linesOf.get(text)
  if (lines === undefined) linesOf.set(text, [`${path}\n`])
  else lines.push(`${path}\n`)
}

function isApplied({ path }: RenderedFile): boolean {
  return path !== '.gitattributes' && recordedCluster(path) === undefined
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
