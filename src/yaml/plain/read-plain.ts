import type { JsonObject } from '../../model/json.ts'
import { mayBeTooLarge, startOf } from './lines.ts'
import { readMapping } from './read-collection.ts'
import { readKey } from './read-key.ts'

/**
 * Reads a document of YAML as nearly everybody writes it: a mapping in block style, with scalars and flow collections of
 * every style. Undefined where anything is unusual: the scanner reads it then, which does as go-yaml does, step for
 * step. What is read here has that same value, and nothing in it is worth a word: no key twice, no anchor, and no
 * scalar that readers of YAML disagree on.
 */
export function readPlain(document: string): JsonObject | undefined {
  const text = document.includes('\r') ? document.replaceAll('\r\n', '\n') : document
  if (isUnusual(text)) return undefined
  const lines = startOf(text)
  const key = lines.indent === 0 ? readKey(lines) : undefined
  const value = key === undefined ? undefined : readMapping(lines, key)
  return mayBeTooLarge(lines) ? undefined : value
}

const beyondASCII = /[^\t\n -~]/
/** What breaks lines, for go-yaml alone or at all, or what it refuses: control characters, byte order marks, half characters. */
const unusualCharacter = /[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u

/** Whether a text has characters that take a second look, or lines that may end a document, inside quotes too. */
function isUnusual(text: string): boolean {
  return (
    !text.endsWith('\n') ||
    (beyondASCII.test(text) && unusualCharacter.test(text)) ||
    markers.some((marker) => text.startsWith(marker) || text.includes(`\n${marker}`))
  )
}

const markers = ['---', '...']
