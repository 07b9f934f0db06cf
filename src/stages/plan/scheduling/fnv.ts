const offsetBasis = 0x811c9dc5
const prime = 0x01000193

/**
 * FNV-1 (not 1a) of the UTF-8 bytes of texts written one after the other, as an unsigned 32-bit integer
 * (Go: hash/fnv, New32). A lone surrogate counts as U+FFFD, as in any UTF-8 encoder.
 */
export function fnv32(...texts: readonly string[]): number {
  let hash = offsetBasis
  for (const text of texts) {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      if (unit < 0x80) {
        hash = Math.imul(hash, prime) ^ unit
        continue
      }
      const codePoint = text.codePointAt(index) ?? unit
      if (codePoint > 0xffff) index++
      hash = addCodePoint(hash, codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint)
    }
  }
  return hash >>> 0
}

function addCodePoint(start: number, codePoint: number): number {
  const following = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3
  const lead = [0xc0, 0xe0, 0xf0][following - 1] ?? 0
  let hash = Math.imul(start, prime) ^ (lead | (codePoint >> (6 * following)))
  for (let left = following - 1; left >= 0; left--) {
    hash = Math.imul(hash, prime) ^ (0x80 | ((codePoint >> (6 * left)) & 0x3f))
  }
  return hash
}
