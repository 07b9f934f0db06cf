import type { ScalarJson } from '../read/scalar-value.ts'
import { code } from '../scan/characters.ts'
import { agreedValue } from './agreed-scalar.ts'
import { fold, hasOddBlanks } from './fold.ts'
import { startLine, type Lines } from './lines.ts'
import { startsPlain } from './starts-plain.ts'

/**
 * Reads a plain scalar up to the end of its line, and of those after it that are indented by more than `parent`
 * (YAML 1.2.2, 7.3.3), and goes to the next; undefined where it is unusual.
 */
export function readPlainScalar(lines: Lines, parent: number): ScalarJson | undefined {
  if (!startsPlain(lines)) return undefined
  const { text, at } = lines
  let end = text.indexOf('\n', at)
  startLine(lines, end + 1)
  if (lines.indent <= parent) return readLine(text.slice(at, end))
  while (lines.indent > parent) {
    end = text.indexOf('\n', lines.at)
    startLine(lines, end + 1)
  }
  return readFolded(text.slice(at, end))
}

function readLine(line: string): ScalarJson | undefined {
  const comment = line.indexOf(' #')
  let end = comment === -1 ? line.length : comment
  while (line.charCodeAt(end - 1) === code.space) end -= 1
  const scalar = line.slice(0, end)
  return scalar.endsWith(':') || scalar.includes(': ') || scalar.includes('\t')
    ? undefined
    : agreedValue(scalar)
}

/** A comment or a colon somewhere in it ends the scalar, so that a line after it is a fault or a key. */
const unusualInLines = /[ \n]#|:(?:[ \n]|$)|\t| $/

function readFolded(text: string): ScalarJson | undefined {
  return unusualInLines.test(text) || hasOddBlanks(text) ? undefined : agreedValue(fold(text))
}
