import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { resolvePlainScalar } from '../../src/yaml/write/plain-scalar.ts'

/** A value and one of the ways to write it. */
interface Styled {
  readonly value: Json
  /**
   * The text after `key:` or `-` of a collection that is indented by `indent`. It starts with a space or a line break;
   * a list may be as far to the left as the key it belongs to.
   */
  readonly write: (indent: number, isOfKey: boolean) => string
  /** Whether it may be in brackets, and a comment after it. */
  readonly isFlow: boolean
}

const pad = (indent: number): string => ' '.repeat(indent)
const more = fc.integer({ min: 1, max: 4 })
const word = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9/_.@=é✓-]{0,5}$/)
  .filter((each) => resolvePlainScalar(each) === each)
const sentence = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))

const inline = (value: Json, text: string): Styled => ({ value, write: () => ` ${text}`, isFlow: true })

const plain = fc.oneof(
  sentence.map((text) => inline(text, text)),
  fc.integer({ min: -1e9, max: 1e9 }).map((number) => inline(number, String(number))),
  fc.constantFrom(inline(true, 'true'), inline(false, 'False'), inline(null, '~'), inline(null, 'null')),
)

const quotable = fc.string({
  unit: fc.constantFrom(...'aé✓ :#-[]{},&*!|>%@`"\'?~0', '\u{1f600}', '\u00a0', '{{'),
  maxLength: 8,
})
const singleQuoted = quotable.map((text) => inline(text, `'${text.replaceAll("'", "''")}'`))

const escapes = Object.entries({
  '\\"': '"',
  '\\\\': '\\',
  '\\n': '\n',
  '\\t': '\t',
  '\t': '\t',
  ': #': ': #',
})
const doubleQuoted = fc
  .array(
    fc.oneof(
      word.map((each): [string, string] => [each, each]),
      fc.constantFrom(...escapes),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) =>
    inline(parts.map(([, meant]) => meant).join(''), `"${parts.map(([part]) => part).join('')}"`),
  )

/** A text as lines of which some are empty, and what they fold to. */
const foldable = fc.array(fc.oneof(sentence, fc.constant('')), { maxLength: 5 }).chain((between) =>
  fc.tuple(sentence, sentence).map(([first, last]) => {
    const lines = [first, ...between, last]
    const text = lines.join('\n').replace(/\n+/g, (found) => found.slice(1) || ' ')
    return { lines, text }
  }),
)

function indentLines(lines: readonly string[], indent: number): string {
  return lines.map((line) => (line === '' ? '' : pad(indent) + line)).join('\n')
}

const plainLines = fc.tuple(foldable, more, fc.boolean()).map(([{ lines, text }, by, isBelow]): Styled => {
  const write = (indent: number): string => {
    const written = indentLines(lines, indent + by)
    return isBelow ? `\n${written}` : ` ${written.trimStart()}`
  }
  return { value: text, write, isFlow: false }
})

const quotedLines = fc
  .tuple(foldable, fc.nat(4), fc.constantFrom('"', "'"))
  .map(([{ lines, text }, by, quote]): Styled => {
    const write = (indent: number): string =>
      ` ${quote}${indentLines(lines, indent + by).trimStart()}${quote}`
    return { value: text, write, isFlow: true }
  })

const textLine = fc.constantFrom('', 'a: b', '# c', '- d', '"', "it's", '\te', '{{ .f }}', 'é ', ' g', '  h')

/** A literal text; where its first line is indented, its indentation is given. */
const literal = fc
  .tuple(word, fc.array(textLine, { maxLength: 5 }), more, fc.constantFrom('', '-', '+'), fc.boolean())
  .map(([first, rest, by, chomping, isGiven]): Styled => {
    const lines = [isGiven ? ` ${first}` : first, ...rest]
    const text = `${lines.join('\n')}\n`
    const clipped = text.replace(/\n+$/, '')
    const value = { '': `${clipped}\n`, '-': clipped, '+': text }[chomping]!
    const write = (indent: number): string =>
      ` |${isGiven ? by : ''}${chomping}\n${indentLines(lines, indent + by)}`
    return { value, write, isFlow: false }
  })

const folded = fc
  .tuple(foldable, more, fc.constantFrom('', '-'))
  .map(([{ lines, text }, by, chomping]): Styled => {
    const write = (indent: number): string => ` >${chomping}\n${indentLines(lines, indent + by)}`
    return { value: chomping === '-' ? text : `${text}\n`, write, isFlow: false }
  })

interface Key {
  readonly key: string
  readonly text: string
}

const flowKey = fc.oneof(
  word.filter((each) => /^[\w./-]+$/.test(each)).map((key): Key => ({ key, text: key })),
  quotable.map((key): Key => ({ key, text: `'${key.replaceAll("'", "''")}'` })),
)
const plainKey = fc.oneof(sentence, fc.constantFrom('f:a', '.', 'k:{"b":"c"}', '80'))
const blockKey = fc.oneof(
  flowKey,
  plainKey.map((key): Key => ({ key, text: key })),
)

const afterValue = fc.constantFrom('', '', '', ' # c: "d', '\n# e', '\n', '\n   # f é\n')

interface Entry extends Key {
  readonly styled: Styled
  readonly after: string
}

function entriesOf(key: fc.Arbitrary<Key>, styled: fc.Arbitrary<Styled>): fc.Arbitrary<readonly Entry[]> {
  const entry = fc.tuple(key, styled, afterValue).map(([each, styled, after]) => ({ ...each, styled, after }))
  return fc.uniqueArray(entry, { selector: ({ key }) => key, minLength: 1, maxLength: 4 })
}

function toObject(entries: readonly Entry[]): JsonObject {
  return Object.fromEntries(entries.map(({ key, styled }) => [key, styled.value]))
}

function writeEntries(entries: readonly Entry[], indent: number, isMapping: boolean): string {
  return entries
    .map(({ text, styled, after }) => {
      const value = styled.write(indent, isMapping)
      return `\n${pad(indent)}${isMapping ? `${text}:` : '-'}${value}${styled.isFlow ? after : ''}`
    })
    .join('')
}

function writeFlow(items: readonly string[], brackets: string, isWide: boolean): string {
  const inner = isWide ? items.map((item) => `\n ${item}, # c`).join('') : items.join(', ')
  return ` ${brackets.charAt(0)}${inner}${isWide ? '\n' : ''}${brackets.charAt(1)}`
}

const { value: anyValue } = fc.letrec<{ value: Styled; flow: Styled }>((tie) => ({
  flow: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(plain, singleQuoted, doubleQuoted, quotedLines),
    fc.tuple(fc.array(tie('flow'), { maxLength: 3 }), fc.boolean()).map(([items, isWide]): Styled => {
      const write = (indent: number): string =>
        writeFlow(
          items.map((item) => item.write(indent, false).trimStart()),
          '[]',
          isWide,
        )
      return { value: items.map(({ value }) => value), write, isFlow: true }
    }),
    fc.tuple(entriesOf(flowKey, tie('flow')), fc.boolean()).map(([entries, isWide]): Styled => {
      const write = (indent: number): string =>
        writeFlow(
          entries.map(({ text, styled }) => `${text}:${styled.write(indent, true)}`),
          '{}',
          isWide,
        )
      return { value: toObject(entries), write, isFlow: true }
    }),
  ),
  value: fc.oneof(
    { maxDepth: 4 },
    tie('flow'),
    fc.oneof(plainLines, literal, folded),
    fc.tuple(entriesOf(blockKey, tie('value')), more).map(([entries, by]): Styled => {
      const write = (indent: number): string => writeEntries(entries, indent + by, true)
      return { value: toObject(entries), write, isFlow: false }
    }),
    fc.tuple(entriesOf(blockKey, tie('value')), fc.nat(3)).map(([entries, by]): Styled => {
      const write = (indent: number, isOfKey: boolean): string =>
        writeEntries(entries, indent + Math.max(by, isOfKey ? 0 : 1), false)
      return { value: entries.map(({ styled }) => styled.value), write, isFlow: false }
    }),
  ),
}))

/** An object, and a text of it that mixes the styles in which people and programs write YAML. */
export const styledYAML: fc.Arbitrary<{ readonly value: Json; readonly text: string }> = fc
  .tuple(entriesOf(blockKey, anyValue), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([entries, lineBreak]) => {
    const text = `${writeEntries(entries, 0, true).slice(1)}\n`
    return { value: toObject(entries), text: text.replaceAll('\n', lineBreak) }
  })
