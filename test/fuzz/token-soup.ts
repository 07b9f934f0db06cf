import type { Random } from './random.ts'

const starts = [
  '',
  'a: ',
  'a:\n',
  'a:\n- ',
  'a:\n  b: ',
  'a:\n  - b: ',
  'a: |\n ',
  'a: >\n  b\n',
  'a: >+\n  b\n',
  ...['[]', '{}', '""', "''", '""'].map((pair) => `a: ${pair}`),
]

const words = [
  'a',
  'b',
  '0',
  '0x1',
  '-1',
  'true',
  '~',
  'on',
  '...',
  '---',
  'é',
  '…',
  '\u00a0',
  '😀',
  '__proto__',
]
const keys = ['a: ', 'b: ', 'f:a: ', '"a": ', "'b': ", '"a":', '<<: ', '? ', 'k: x\n  y', 'k: "x\n  y"']
const texts = [
  '|\n',
  '>-\n',
  '|+\n',
  '|2\n',
  '>1-\n',
  'k: |\n  x',
  'k: >\n  x\n  y',
  '"a"',
  "'b'",
  '""',
  "''",
]
const breaks = ['\n', '\n', '\n', '\n ', '\n  ', '\n  ', '\n    ', '\r\n', '\u2028', '\u0085']
const indicators = [
  ...' - - :#[]{},&*!|>%$@`\\"\'',
  '- ',
  '- ',
  ' #',
  ', ',
  '\t',
  '=',
  '\\n',
  '\ufeff',
  '{{',
  '.Values',
]
const parts = [words, keys, texts, breaks, indicators]

/** A short document in which tokens of YAML are in any order, most of which readers refuse. */
export function makeTokenSoup(random: Random): string {
  const start = random.pick(starts)
  // What starts in brackets or quotes mostly ends in them.
  const isOpen = /[\]}"']$/.test(start) && random.below(4) > 0
  const soup = Array.from({ length: 1 + random.below(9) }, () => random.pick(random.pick(parts))).join('')
  const text = isOpen ? start.slice(0, -1) + soup + start.slice(-1) : start + soup
  return `${text}\n${random.pick(['', '', 'z: 1\n'])}`
}
