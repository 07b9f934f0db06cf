import type { ObeyedBy } from '../../model/foreign-file.ts'
import { checkoutLines } from './checkout-attributes.ts'

/**
 * The lines, of a file that agents obey, that affect the output: all but blank ones and comments, and of a
 * `.gitattributes` those of `checkoutLines`.
 *
 * @param way the segments from the directory of the file to the output directory; empty at or below it
 */
export function obeyedLines(obeyed: ObeyedBy, text: string, way: readonly string[]): readonly string[] {
  if (obeyed === 'checkout-attributes') return checkoutLines(text, way)
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
}
