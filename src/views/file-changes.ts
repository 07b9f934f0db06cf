import type { FileChange } from '../model/file-change.ts'
import { trimEqualEnds } from './fleet-diff/trim-equal-ends.ts'

const contextLines = 3

/** An object that is a Secret or the federated form of one; other objects only name Secrets. */
const holdsSecret = /\bkind["']?\s*:\s*["']?\w*Secret/i

/** A change of a file as a unified diff of one hunk; of a file that holds a Secret, only where it changes. */
export function formatFileChange({ path, before, after }: FileChange): string {
  const [from, to] = [before ?? '', after ?? '']
  const [old, current] = [toLines(from), toLines(to)]
  const part = trimEqualEnds(old, current, (left, right) => left === right)
  const start = Math.max(part.start - contextLines, 0)
  const oldEnd = Math.min(part.baseEnd + contextLines, old.length)
  const end = Math.min(part.headEnd + contextLines, current.length)
  const header = [
    `--- ${before === undefined ? '/dev/null' : `a/${path}`}`,
    `+++ ${after === null ? '/dev/null' : `b/${path}`}`,
    `@@ -${range(start, oldEnd)} +${range(start, end)} @@`,
  ]
  const isSecret = holdsSecret.test(from) || holdsSecret.test(to)
  const lines = isSecret
    ? ['the lines are not shown: the file holds a Secret']
    : [
        ...prefixed(' ', old.slice(start, part.start)),
        ...prefixed('-', old.slice(part.start, part.baseEnd)),
        ...prefixed('+', current.slice(part.start, part.headEnd)),
        ...prefixed(' ', old.slice(part.baseEnd, oldEnd)),
      ]
  return [...header, ...lines, ''].join('\n')
}

/** How a diff names lines: the first one from 1, and how many; before the first where there are none. */
function range(start: number, end: number): string {
  return `${end === start ? start : start + 1},${end - start}`
}

function toLines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function prefixed(sign: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => sign + line)
}
