import { structuredPatch } from 'diff'
import { printable } from '../diagnostics/quote.ts'
import type { FileChange } from '../model/file-change.ts'

/** An object that is a Secret or the federated form of one; other objects only name Secrets. */
const holdsSecret = /\bkind["']?\s*:\s*["']?\w*Secret/i

/** A change of a file as a unified diff; of a file that holds a Secret, only where it changes. */
export function formatFileChange({ path, before, after }: FileChange): string {
  const [from, to] = [before ?? '', after ?? '']
  const header = [
    `--- ${before === undefined ? '/dev/null' : `a/${printable(path)}`}`,
    `+++ ${after === null ? '/dev/null' : `b/${printable(path)}`}`,
  ]
  const isSecret = holdsSecret.test(from) || holdsSecret.test(to)
  const { hunks } = structuredPatch(path, path, from, to, '', '', { context: 3 })
  const body = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const hunkHeader = `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`
    return [hunkHeader].concat(isSecret ? ['the lines are not shown: the file holds a Secret'] : lines)
  })
  return [...header, ...body, ''].join('\n')
}

/** How a diff names lines: the first one from 1, and how many; before the first where there are none. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? Math.max(start - 1, 0) : start},${lines}`
}
