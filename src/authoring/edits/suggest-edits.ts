import { structuredPatch } from 'diff'
import type { Fix } from '../../diagnostics/fix.ts'
import { isHidden } from '../../diagnostics/hidden-text.ts'
import { locate } from '../../diagnostics/locate.ts'
import type { SuggestedEdit } from '../../diagnostics/located-diagnostic.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { TextChange } from '../../yaml/edit/text-change.ts'
import { editInPlace } from './author-fix.ts'
import { fileChanges } from './authored.ts'

/**
 * What a fix changes in its file, for tools that offer it to a reviewer, with as little of the text around it as can be;
 * none where that is or may be secret, for a fix that writes a file of its own or has to be made by hand.
 *
 * @param changes what the fix changes, where that is known from `fixesTogether`: the file is not looked at again
 */
export function suggestEdits(fix: Fix, changes?: readonly TextChange[]): readonly SuggestedEdit[] {
  if (fix.kind !== 'edit') return []
  const { file } = fix.manifest
  const [only, ...others] = changes ?? []
  const hidesNothing = !isHidden(file, { start: 0, end: file.text.length })
  if (only !== undefined && others.length === 0 && hidesNothing) {
    return [editOfLines(file, only)]
  }
  const [[change]] = fileChanges([editInPlace(fix)[0]])
  if (change?.after === undefined || change.after === null) return []
  const edits = editsOfText(file, change.after)
  return showsHidden(edits, file, { ...file, text: change.after }) ? [] : edits
}

/** Whether what edits replace, or what they put in its place, may be secret. */
function showsHidden(edits: readonly SuggestedEdit[], before: SourceFile, after: SourceFile): boolean {
  let moved = 0
  return edits.some(({ location, text }) => {
    const start = location.start + moved
    moved += text.length - (location.end - location.start)
    return isHidden(before, location) || isHidden(after, { start, end: start + text.length })
  })
}

/** A change with the lines that it is in, narrowed as a change that comparing texts finds. */
function editOfLines(file: SourceFile, { start, end, replacement }: TextChange): SuggestedEdit {
  const { text } = file
  const isWhole = (start === 0 || text[start - 1] === '\n') && /^$|\n$/.test(replacement)
  if (isWhole && (start === end || text[end - 1] === '\n')) {
    return narrow(file, start, text.slice(start, end), replacement)
  }
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1
  const lineBreak = text.indexOf('\n', end)
  const lineEnd = lineBreak < 0 ? text.length : lineBreak + 1
  const after = text.slice(lineStart, start) + replacement + text.slice(end, lineEnd)
  return narrow(file, lineStart, text.slice(lineStart, lineEnd), after)
}

/** What differs between a file and its text after a change, line by line and with as little around it as can be; in its order. */
export function editsOfText(file: SourceFile, after: string): readonly SuggestedEdit[] {
  const { hunks } = structuredPatch('', '', file.text, after, '', '', { context: 0 })
  const [from, to] = [linesOf(file.text), linesOf(after)]
  return hunks.map(({ oldStart, oldLines, newStart, newLines }) => {
    const start = lengthOf(from.slice(0, oldStart - 1))
    const before = from.slice(oldStart - 1, oldStart - 1 + oldLines).join('')
    return narrow(file, start, before, to.slice(newStart - 1, newStart - 1 + newLines).join(''))
  })
}

/** Each with its line break. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/)
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0)
}

/** An edit without what both texts begin and end with. */
function narrow(file: SourceFile, start: number, before: string, after: string): SuggestedEdit {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return {
    location: locate({ file, start: start + head, end: start + before.length - tail }),
    text: after.slice(head, after.length - tail),
  }
}
