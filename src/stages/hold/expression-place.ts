import { locate } from '../../diagnostics/locate.ts'
import { valueAt, type Place, type Reference } from '../../model/place.ts'

/**
 * The place of a part of an expression in the text of its YAML scalar, whatever its style: the characters of both are gone
 * through together, and what a style adds is passed over. The whole scalar where that does not come out.
 */
export function expressionPlace(
  invariantAt: Reference,
  expression: string,
  { start, end }: { readonly start: number; readonly end: number },
): Place {
  const at = valueAt(invariantAt.manifest, `${invariantAt.pointer}/expression`)
  const scalar = locate(at)
  const raw = scalar.file.text.slice(scalar.start, scalar.end)
  const offsets = alignScalar(raw, expression)
  if (offsets === undefined) return at
  const [from, last] = [offsets[Math.min(start, expression.length - 1)], offsets[Math.max(start, end - 1)]]
  if (from === undefined) return at
  return {
    file: scalar.file,
    start: scalar.start + from,
    end: scalar.start + Math.max(from, last ?? from) + 1,
  }
}

const blank = /\s/

/** The offset in the text of a scalar for each character of its value; undefined where one is written in another way. */
function alignScalar(raw: string, value: string): readonly number[] | undefined {
  let at = /^(?:[|>][^\n]*\n|["'])/.exec(raw)?.[0].length ?? 0
  const offsets: number[] = []
  for (const character of value.split('')) {
    const isBlank = blank.test(character)
    const start = isBlank ? at : startOf(raw, at, character)
    if (!isBlank && raw[start] !== character) return undefined
    offsets.push(start)
    at = isBlank ? afterBlank(raw, start) : start + 1
  }
  return offsets
}

/** Where a character is written, after white space that folds or indents lines and after what escapes it. */
function startOf(raw: string, from: number, character: string): number {
  let at = from
  while (blank.test(raw[at] ?? '')) at += 1
  const isEscaped = raw.startsWith('"') && raw[at] === '\\' && (character !== '\\' || raw[at + 1] === '\\')
  const isDoubled = raw.startsWith("'") && raw.startsWith("''", at)
  return isEscaped || isDoubled ? at + 1 : at
}

/** White space is written as itself, as an escape or, where lines are folded, as other white space. */
function afterBlank(raw: string, at: number): number {
  if (raw.startsWith('"') && /^\\[nt]/.test(raw.slice(at, at + 2))) return at + 2
  return blank.test(raw[at] ?? '') ? at + 1 : at
}
