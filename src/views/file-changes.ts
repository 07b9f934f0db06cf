import { printable } from '../text/quote.ts'
import { shownLine } from '../diagnostics/shown-line.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { FileChange } from '../model/file-change.ts'
import { lineHunks } from './line-hunks.ts'

/** A change of a file as a unified diff, with stars for what is or may be secret. */
export function formatFileChange({ path, before, after, secretKinds }: FileChange): string {
  const [from, to] = [before ?? '', after ?? '']
  const header = [
    `--- ${before === undefined ? '/dev/null' : `a/${printable(path)}`}`,
    `+++ ${after === null ? '/dev/null' : `b/${printable(path)}`}`,
  ]
  const [oldLine, newLine] = [from, to].map((text) =>
    lineShower({ path, text, ...(secretKinds && { secretKinds }) }),
  )
  const body = lineHunks(from, to).map(({ lines, ...hunk }) => {
    let [oldNumber, newNumber] = [hunk.oldStart, hunk.newStart]
    const shown = lines.map((line) => {
      const sign = line.charAt(0)
      if (sign === '\\') return line
      const text = sign === '+' ? newLine?.(newNumber) : oldLine?.(oldNumber)
      if (sign !== '+') oldNumber += 1
      if (sign !== '-') newNumber += 1
      return `${sign}${text ?? ''}`
    })
    const [old, current] = [range(hunk.oldStart, hunk.oldLines), range(hunk.newStart, hunk.newLines)]
    return `@@ -${old} +${current} @@\n${shown.join('\n')}`
  })
  return [...header, ...body, ''].join('\n')
}

/** Gives lines of a file, counted from 1, as they may be shown. */
function lineShower(file: SourceFile): (number: number) => string {
  const ends = [...`${file.text}\n`.matchAll(/\n/g)].map(({ index }) => index)
  return (number) => shownLine(file, { start: (ends[number - 2] ?? -1) + 1, end: ends[number - 1] ?? 0 }).text
}

/** How a diff names lines: the first one from 1, and how many; before the first where there are none. */
function range(start: number, lines: number): string {
  return `${lines === 0 ? Math.max(start - 1, 0) : start},${lines}`
}
