/** Codes of the characters that go-yaml's scanner asks about (yamlprivateh.go); the code after the end is NaN. */
export const code = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  doubleQuote: 0x22,
  hash: 0x23,
  percent: 0x25,
  singleQuote: 0x27,
  plus: 0x2b,
  comma: 0x2c,
  dash: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  less: 0x3c,
  greater: 0x3e,
  questionMark: 0x3f,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  bar: 0x7c,
  closeBrace: 0x7d,
} as const

/** A space or a tab: no other character separates. */
export function isBlank(character: number): boolean {
  return character === 0x20 || character === 0x09
}

/** A line break: CR, LF, NEL, LS or PS. */
export function isBreak(character: number): boolean {
  return (
    character === 0x0a ||
    character === 0x0d ||
    character === 0x85 ||
    character === 0x2028 ||
    character === 0x2029
  )
}

/** A line break or the end of the text. */
export function isBreakOrEnd(character: number): boolean {
  return isBreak(character) || Number.isNaN(character)
}

/** A blank, a line break or the end of the text. */
export function isBlankOrEnd(character: number): boolean {
  return isBlank(character) || isBreakOrEnd(character)
}

/** An ASCII letter or digit, `_` or `-`: what names of anchors and handles of tags are made of. */
export function isNameCharacter(character: number): boolean {
  return (
    (character >= 0x61 && character <= 0x7a) ||
    (character >= 0x41 && character <= 0x5a) ||
    isDigit(character) ||
    character === 0x5f ||
    character === 0x2d
  )
}

/** An ASCII digit. */
export function isDigit(character: number): boolean {
  return character >= code.zero && character <= code.nine
}

/** The first half of a character beyond U+FFFF. */
export function isHighSurrogate(character: number): boolean {
  return character >= 0xd800 && character <= 0xdbff
}
