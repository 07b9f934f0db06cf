/** Gives a text's UTF-8 bytes, encoded once however many files hold it. */
export type EncodedTexts = (text: string) => Buffer

/** How many bytes of memory are taken at once. */
const slabSize = 1 << 20

/**
 * The texts of one run: clusters that get the same object share one string, and so one buffer. The bytes are in memory that
 * a second thread can see, so that it needs no copy.
 */
export function createEncodedTexts(): EncodedTexts {
  const encoded = new Map<string, Buffer>()
  let slab = new SharedArrayBuffer(0)
  let used = 0
  return (text) => {
    const known = encoded.get(text)
    if (known !== undefined) return known
    const length = Buffer.byteLength(text)
    if (used + length > slab.byteLength) {
      slab = new SharedArrayBuffer(Math.max(slabSize, length))
      used = 0
    }
    const bytes = Buffer.from(slab, used, length)
    bytes.write(text)
    used += length
    encoded.set(text, bytes)
    return bytes
  }
}
