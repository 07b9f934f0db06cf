import { readDocument } from '../../yaml/read/read-document.ts'
import type { TextRange } from '../../yaml/read/yaml-problem.ts'

/**
 * The lines of a document that are nothing but `...`, if they are all that keeps it from being read: the document
 * reads well with blanks in their place. Otherwise none.
 */
export function findEllipses(text: string): readonly TextRange[] {
  const lines = [...text.matchAll(ellipsisLine)]
  if (lines.length === 0 || readDocument(text.replace(ellipsisLine, blank)).value === undefined) return []
  return lines.map((line) => {
    const start = line.index + line[0].indexOf('...')
    return { start, end: start + '...'.length }
  })
}

const ellipsisLine = /^[ \t]*(?:- +)?\.\.\.[ \t]*(?=#|\r?$)/gm

function blank(line: string): string {
  return ' '.repeat(line.length)
}
