/**
 * A text whose structure the `yaml` package reads as go-yaml v2 reads the original. Offsets stay as they are: one
 * character replaces one. `restore` gives the characters of a scalar back.
 */
export interface AdaptedText {
  readonly text: string
  readonly restore: (scalar: string) => string
}

/**
 * Hides two characters that YAML 1.2 takes for indicators and go-yaml v2 for a part of a plain scalar, because no
 * blank follows (scannerc.go): the dash in `[-]`, and the colon in `{a:}` and `[a:, b]`.
 */
export function adaptText(text: string): AdaptedText {
  if (!lonelyDash.test(text) && !attachedColon.test(text)) return { text, restore: (scalar) => scalar }
  const [dash, colon] = unusedCharacters(text)
  return {
    text: text.replace(lonelyDashes, `$1${dash}`).replace(attachedColons, `$1${colon}`),
    restore: (scalar) => scalar.replaceAll(dash, '-').replaceAll(colon, ':'),
  }
}

const lonelyDash = /[[{,:]\s*-[,\]}]/
const lonelyDashes = /([[{,:]\s*)-(?=[,\]}])/g

/** A colon after a bracket or a quote ends a key for go-yaml too. */
const attachedColon = /[^\s"'[\]{},][ \t]*:[,[\]{}]/
const attachedColons = /([^\s"'[\]{},][ \t]*):(?=[,[\]{}])/g

/** Two characters of a private use area that the text does not hold. */
function unusedCharacters(text: string): [string, string] {
  const unused: string[] = []
  for (let code = 0xe000; unused.length < 2; code += 1) {
    const character = String.fromCharCode(code)
    if (!text.includes(character)) unused.push(character)
  }
  return [unused[0] ?? '', unused[1] ?? '']
}
