import { generatedHeader } from './generated-header.ts'

const header = Buffer.from(generatedHeader)

/** How many bytes of a file show whether it is fedrender's: the header and the end of its line. */
export const ownershipLength: number = header.length + 1

/** Whether a file's first bytes are the header line; a checkout that made it end in CRLF changes nothing. */
export function isOwned(head: Uint8Array, length: number): boolean {
  if (length < header.length || header.compare(head, 0, header.length) !== 0) return false
  const next = head[header.length]
  return length === header.length || next === lineFeed || next === carriageReturn
}

const lineFeed = 0x0a
const carriageReturn = 0x0d
