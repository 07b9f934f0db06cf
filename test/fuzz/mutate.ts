import type { Random } from './random.ts'

type Mutation = (text: string, random: Random, other: string) => string

/** A text after one to three changes, mostly one, each of a kind that readers of YAML stumble over; `other` is one to splice in. */
export function mutate(text: string, random: Random, other: string): string {
  let mutated = text
  for (let count = random.pick([1, 1, 1, 2, 2, 3]); count > 0; count -= 1)
    mutated = random.pick(mutations)(mutated, random, other)
  return mutated.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Spaces and breaks that one reader takes for such and another for text. */
const blanks = [
  ' ',
  '  ',
  '\t',
  '\u00a0',
  '\u3000',
  '\ufeff',
  '\u2003',
  '\u200b',
  '\u1680',
  '\u180e',
  '\f',
  '\v',
]
const breaks = [
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '\u0085',
  '\u2028',
  '\u2029',
  ' \n',
  '\t\n',
  '\n ',
  '\n  ',
  '\n\t',
]

const indicators = [
  ':',
  ': ',
  ' :',
  '-',
  '- ',
  '?',
  '? ',
  ',',
  ', ',
  '[',
  ']',
  '{',
  '}',
  '#',
  ' #',
  ' # c',
  '&a ',
  '*a',
  '*a ',
  '!',
  '! ',
  '|',
  '>',
  "'",
  '"',
  '%',
  '@',
  '`',
  '---',
  '--- ',
  '...',
  '<<: ',
  '=',
  '~',
  '\\',
  "''",
  '""',
  '[]',
  '{}',
]

const tags = [
  '!a ',
  '!a',
  '!!str ',
  '!!int ',
  '!!float ',
  '!!bool ',
  '!!null ',
  '!!binary ',
  '!!timestamp ',
  '!!map ',
  '!!seq ',
  '!<tag:yaml.org,2002:str> ',
  '!e!x ',
  '!!',
  '!# ',
  '!a#b ',
  '!%41 ',
  '!a, ',
  '!!merge ',
  '!!set ',
  '&b ',
  '&b-1 ',
]

const scalars = [
  '0644',
  '0o14',
  '0x1F',
  '1_000',
  '1e3',
  '.5',
  '5.',
  '+1',
  '-0',
  '-0.0',
  '1e400',
  '9007199254740993',
  '12:30:45',
  '18446744073709551616',
  '9223372036854775808',
  '.inf',
  '-.INF',
  '.nan',
  '0b11',
  '0b-1',
  '08',
  '0.1e-7',
  '1E+2',
  '2001-01-01',
  '2001-12-14t21:59:43.10-05:00',
  'yes',
  'No',
  'on',
  'OFF',
  'y',
  'null',
  'Null',
  '~',
  'true',
  'TRUE',
  '"\\/"',
  '"\\ud83d"',
  '"\\x41"',
  '"\\u00e9"',
  '"a\\\n b"',
  "'it''s'",
  '"\\N"',
  '"\\q"',
  'a b',
  'a: b',
  'a#b',
  'a #b',
  '"a"',
  "'b'",
  '[a, b]',
  '{a: b}',
  '[a: b]',
  '{a}',
  '{"a":b}',
  '{a:b}',
  '[a:]',
  '[-]',
  '[?a]',
  '- a',
  '- - a',
  '? a',
]

const headers = [
  '|',
  '>',
  '|-',
  '>-',
  '|+',
  '>+',
  '|2',
  '>1',
  '|2-',
  '>-2',
  '|+1',
  '|1+',
  '|0',
  '|9',
  '| # c',
  '|#c',
  '|\t',
]

const markers = [
  '---',
  '--- ',
  '--- # c',
  '---\t',
  '--- a',
  '---a',
  '...',
  '... ',
  '... # c',
  '...a',
  '--- |',
  '--- {}',
  '---\u00a0',
  '%YAML 1.1\n---',
  '%YAML 1.2\n---',
  '%TAG ! tag:x,2000:\n---',
  '%FOO\n---',
  '# c',
  '#',
  '\ufeff---',
  ' ---',
  '\ufeff',
]

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at)
}

/** An offset in the text; three times of four one beside an indicator, where what stands there matters. */
function place(text: string, random: Random): number {
  const at = random.below(text.length + 1)
  if (random.below(4) === 0) return at
  const found = text.slice(at).search(/[-:?,[\]{}#&*!|>'"%\n]/)
  return found === -1 ? at : at + found + random.below(2)
}

function inserting(parts: readonly string[]): Mutation {
  return (text, random) => insert(text, place(text, random), random.pick(parts))
}

/** Changes one line, which is one of those of the text; its break stays. */
function line(change: (line: string, random: Random, text: string) => string): Mutation {
  return (text, random) => {
    const lines = text.split('\n')
    const at = random.below(lines.length)
    lines[at] = change(lines[at]!, random, text)
    return lines.join('\n')
  }
}

const setValue = (parts: readonly string[]): Mutation =>
  line((each, random) => {
    const key = /^\s*(?:- )*(?:[^\s:]+:(?= |$)|-)/.exec(each)?.[0] ?? ''
    return `${key} ${random.pick(parts)}`
  })

const addToValue = (parts: readonly string[]): Mutation =>
  line((each, random) =>
    each.replace(/^(\s*(?:- )*(?:[^\s:]+: )?)/, `$1${random.pick(parts).replaceAll('$', '')}`),
  )

const indentLine = line((each, random) => {
  const by = random.pick([-2, -1, 1, 2])
  return by < 0
    ? each.replace(/^ {1,2}/, (found) => found.slice(Math.min(-by, found.length)))
    : ' '.repeat(by) + each
})

const repeatLine = line(
  (each, random, text) => `${each}\n${random.pick([each, random.pick(text.split('\n'))])}`,
)
const dropLine: Mutation = (text, random) => {
  const lines = text.split('\n')
  lines.splice(random.below(lines.length), 1 + random.below(2))
  return lines.join('\n')
}

/** A block of text below a key, with a header and lines of many indentations. */
const addBlock = line((each, random) => {
  const indent = /^\s*/.exec(each)![0]
  const lines = Array.from({ length: random.below(5) }, () => {
    const more = random.pick(['', ' ', '  ', '    ', '\t', '  \t'])
    return `${indent}${more}${random.pick(['a', '', 'b: c', '# d', '- e', 'f\u00a0', ' ', 'g\r', '---'])}`
  })
  return [`${indent}k: ${random.pick(headers)}`, ...lines, each].join('\n')
})

const scalarLines = line((each, random) => {
  const [open, close] = random.pick([
    ['"', '"'],
    ["'", "'"],
    ['', ''],
    ['[', ']'],
    ['{', '}'],
  ])
  const key = /^\s*(?:- )*[^\s:]+:(?= )/.exec(each)?.[0] ?? 'k:'
  const separators = [...breaks, ...blanks, ',', ':', ': ', ', ', ' #c\n', '\\\n', '\n\n ', '\n   ']
  const words = ['a', 'b', '1', '"c"', "'d'", 'e f', '-', '?', '!t', '&x', '*x', '{}', '[]', '']
  const inner = Array.from(
    { length: 1 + random.below(5) },
    () => random.pick(words) + random.pick(separators),
  )
  return `${key} ${open}${inner.join('')}${close}`
})

/** Writes a mapping or a list that stands over lines as one in brackets, or spreads brackets over lines. */
const restyle = line((each, random) =>
  random.below(2) === 0
    ? each.replace(/^(\s*(?:- )?[^\s:]+:) (.+)$/, `$1 {$2}`).replace(/^(\s*-) (.+)$/, '$1 [$2]')
    : each.replaceAll(
        /([[{,:])\s*/g,
        (_, indicator: string) => indicator + random.pick(['', ' ', ...breaks]),
      ),
)

const replaceByte: Mutation = (text, random) => {
  const bytes = Buffer.from(text)
  if (bytes.length === 0) return text
  bytes[random.below(bytes.length)] = random.below(2) === 0 ? random.below(256) : 32 + random.below(95)
  return bytes.toString()
}

const remove: Mutation = (text, random) => {
  const at = place(text, random)
  return text.slice(0, at) + text.slice(at + 1 + random.below(random.pick([1, 2, 8])))
}

const swapBreaks: Mutation = (text, random) =>
  text.replaceAll('\n', random.pick(['\r\n', '\r', '\n', '\u2028', '\u0085']))
const cut: Mutation = (text, random) => text.slice(0, place(text, random))

const splice: Mutation = (text, random, other) => {
  const from = place(other, random)
  return insert(text, place(text, random), other.slice(from, from + random.below(60)))
}

const addMarker = line((each, random) =>
  random.pick([`${random.pick(markers)}\n${each}`, each + random.pick(markers)]),
)

const mutations: readonly Mutation[] = [
  inserting(blanks),
  inserting(breaks),
  inserting(indicators),
  inserting(indicators),
  inserting(tags),
  inserting(scalars),
  setValue(scalars),
  setValue(headers),
  addToValue(tags),
  addToValue(indicators),

  indentLine,
  repeatLine,
  dropLine,
  addBlock,
  scalarLines,
  scalarLines,
  restyle,
  replaceByte,
  remove,
  remove,

  swapBreaks,
  cut,
  splice,
  addMarker,
  addMarker,
]
