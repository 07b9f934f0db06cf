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
  const left = new Map<string, string>()
  for (const file of base) if (isApplied(file)) left.set(file.path, file.text)
  const digestOf = createDigests()
  const lines: string[] = []
  for (const file of head) {
    if (!isApplied(file)) continue
    const { path, text } = file
    if (left.get(path) !== text) lines.push(`${digestOf(text)} ${path}\n`)
    left.delete(path)
  }
  for (const path of left.keys()) if (held(path) === undefined) lines.push(`deleted ${path}\n`)
  if (lines.length === 0) return ''
  const hash = createHash('sha256')
  for (const line of lines.sort()) hash.update(line)
  return hash.digest('hex')
}

/** Gives the digest of a text, which many files have. */
function createDigests(): (text: string) => string {
  const digests = new Map<string, string>()
  return (text) => {
    const known = digests.get(text) ?? sha256(text)
    digests.set(text, known)
    return known
  }
}

function isApplied({ path }: RenderedFile): boolean {
  return path !== '.gitattributes' && recordedCluster(path) === undefined
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
