/**
 * A text that is as short as taking lines and characters away makes it, and for which `holds` still gives true. At
 * most `tries` texts are asked about.
 */
export async function minimise(
  text: string,
  holds: (text: string) => Promise<boolean>,
  tries: number = 3000,
): Promise<string> {
  let [shortest, left] = [text, tries]
  for (const split of [/(?<=\n)/, /(?=[^])/u]) {
    let parts = shortest.split(split)
    for (let size = Math.max(parts.length >> 1, 1); size >= 1 && left > 0;) {
      let removed = false
      for (let at = 0; at < parts.length && left > 0;) {
        const without = parts.toSpliced(at, size)
        left -= 1
        if (without.length < parts.length && (await holds(without.join('')))) {
          parts = without
          removed = true
        } else at += size
      }
      if (size > 1) size >>= 1
      else if (!removed) break
    }
    shortest = parts.join('')
  }
  return shortest
}
