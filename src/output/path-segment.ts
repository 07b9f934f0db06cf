import { hashText } from '../text/hash-text.ts'
import { findReserved } from './reserved-names.ts'

const longestSegment = 255

/**
 * A name as one segment of a path that every file system takes, and in which no agent sees more than a manifest: other
 * characters than letters, digits, `.`, `_` and `-`, and one of a name that is reserved, are percent-encoded; a segment
 * over 255 bytes is cut and given a hash of the whole.
 */
export function pathSegment(name: string, suffix = ''): string {
  const segment = withoutReserved(encode(name) + suffix)
  if (segment.length <= longestSegment) return segment
  const tail = `-${hashText(name)}${suffix}`
  return segment.slice(0, longestSegment - tail.length) + tail
}

function encode(name: string): string {
  return encodeURIComponent(name)
    .replace(/[!'()*~]/g, percent)
    .replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'))
    .replace(/\.$/, '%2E')
}

/** Encodes one character after the other until nobody reserves the segment; decoding it gives the same name. */
function withoutReserved(segment: string): string {
  const index = findReserved(segment)
  if (index === undefined) return segment
  return withoutReserved(segment.slice(0, index) + percent(segment.charAt(index)) + segment.slice(index + 1))
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
