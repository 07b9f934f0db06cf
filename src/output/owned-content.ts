import { generatedHeader } from './generated-header.ts'

const header = new TextEncoder().encode(generatedHeader)

/** How many bytes of a file show whether it is fedrender's: the header and the end of its line. */
export const ownershipLength: number = header.length + 1

/** Whether a file's first bytes are the header line; a checkout that made it end in CRLF changes nothing. */
export function isOwned(head: Uint8Array, length: number): boolean {
  if (length < header.length) return false
  for (let index = 0; index < header.length; index += 1) if (head[index] !== header[index]) return false
  const next = head[header.length]
  return length === header.length || next === lineFeed || next === carriageReturn
}

/** Whether a text is that of a rendered file, as `isOwned` judges bytes. */
export function isGenerated(text: string): boolean {
  const head = new TextEncoder().encode(text.slice(0, ownershipLength))
  return isOwned(head, head.length)
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
