import { hashText } from '../text/hash-text.ts'

const reservedOnWindows = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i

/** The file by which kustomize, and so Flux, takes a directory for one of its own in place of reading its files. */
const reservedByKustomize = /^kustomization\.ya?ml$/i
const longestSegment = 255

/**
 * A name as one segment of a path that every file system takes: other characters than letters, digits, `.`, `_` and
 * `-`, and the first of a name that Windows or kustomize reserves, are percent-encoded; a segment over 255 bytes is cut
 * and given a hash of the whole.
 */
export function pathSegment(name: string, suffix = ''): string {
  const encoded = encodeURIComponent(name)
    .replace(/[!'()*~]/g, percent)
    .replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'))
    .replace(/\.$/, '%2E')
  const isReserved = reservedOnWindows.test(encoded) || reservedByKustomize.test(encoded + suffix)
  const segment = (isReserved ? percent(encoded[0] ?? '') + encoded.slice(1) : encoded) + suffix
  if (segment.length <= longestSegment) return segment
  const tail = `-${hashText(name)}${suffix}`
  return segment.slice(0, longestSegment - tail.length) + tail
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
