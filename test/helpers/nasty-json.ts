import * as fc from 'fast-check'
import type { Json, JsonObject } from '../../src/model/json.ts'

const fragments = [
  [
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    '\r\n',
    ':',
    ': ',
    ' #',
    '- ',
    '---',
    '...',
    '? ',
    '|',
    '>',
    '"',
    "'",
    '\\',
    '%',
  ],
  [
    '@',
    '`',
    '!',
    '&a',
    '*a',
    '{',
    '}',
    '[',
    ']',
    ',',
    '~',
    '<<',
    '=',
    'y',
    'No',
    'null',
    'word',
    '0',
    '08',
    '0x1',
  ],
  [
    '1e3',
    '.5',
    '_',
    '12:30',
    '2001-01-01',
    '.inf',
    '\u00e9',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u00a0',
    '\u{1f600}',
  ],
  ['\0', '\u001b', '\u007f', '\ufffe', '__proto__', 'toString', '{{ .x }}', '$(X)', 'a'.repeat(1100)],
].flat()

/** Strings made of what YAML readers stumble over, and arbitrary ones; well-formed, as text from a file is. */
const nastyString: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[-+.0-9_:exobEn]{1,8}$/),
)

/** Whether a double is an integer that JSON values of fedrender hold as a bigint, for they keep integers exact. */
function isBigInteger(double: number): boolean {
  return Number.isInteger(double) && !Number.isSafeInteger(double) && Math.abs(double) < 2 ** 64
}

const nastyNumber: fc.Arbitrary<number | bigint> = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter((double) => !isBigInteger(double)),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
  fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
)

/** Any JSON value with nasty strings, keys and numbers. */
const nastyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), nastyNumber, nastyString),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(nastyString, tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value

/** A JSON object whose values are nasty. */
export const nastyObject: fc.Arbitrary<JsonObject> = fc.dictionary(nastyString, nastyJson, {
  maxKeys: 5,
  noNullPrototype: true,
})
