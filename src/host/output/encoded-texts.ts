/** Gives a text's UTF-8 bytes, encoded once however many files hold it. */
export type EncodedTexts = (text: string) => Buffer

/** The texts of one run: clusters that get the same object share one string, and so one buffer. */
export function createEncodedTexts(): EncodedTexts {
  const encoded = new Map<string, Buffer>()
  return (text) => {
    const known = encoded.get(text)
    if (known !== undefined) return known
    const bytes = Buffer.from(text)
    encoded.set(text, bytes)
    return bytes
  }
}
