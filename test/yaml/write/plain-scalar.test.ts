import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isPlainSafe, resolvePlainScalar } from '../../../src/yaml/write/plain-scalar.ts'

interface PlainCase {
  readonly text: string
  readonly goYamlV2: { readonly value?: unknown; readonly error?: true }
  readonly goYamlV3: { readonly value?: unknown; readonly error?: true }
}

const cases: readonly PlainCase[] = readFileSync(
  new URL('../../vectors/yaml-plain.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as PlainCase)

describe('resolvePlainScalar', () => {
  it.each([
    ['', null],
    ['~', null],
    ['Null', null],
    ['nUll', 'nUll'],
    ['y', true],
    ['On', true],
    ['off', false],
    ['oFF', 'oFF'],
    ['nginx', 'nginx'],
    ['true-ish', 'true-ish'],
    ['0', 0],
    ['-0', 0],
    ['-0.0', -0],
    ['0644', 420],
    ['-0644', -420],
    ['0_644', 420],
    ['0o644', 420],
    ['0O17', 15],
    ['0o', '0o'],
    ['0x1F', 31],
    ['0X1f', 31],
    ['-0x1', -1],
    ['0x_1', 1],
    ['0b101', 5],
    ['-0b11', -3],
    ['0b-11', -3],
    ['0B-11', '0B-11'],
    ['-0b-1', '-0b-1'],
    ['0b-1x', '0b-1x'],
    ['-0o', '-0o'],
    ['0888', 888],
    ['1__0', 10],
    ['1_0.5', 10.5],
    ['_1', '_1'],
    ['+', '+'],
    ['12:30', '12:30'],
    ['2001-01-01', '2001-01-01'],
    ['1e3', 1000],
    ['1.', 1],
    ['.5', 0.5],
    ['.1_0', 0.1],
    ['.25', 0.25],
    ['.1_00', 0.1],
    ['.5e2', 50],
    ['.5E+12', 5e11],
    ['.5e-1_0', 5e-11],
    ['.5e1_00', 5e99],
    ['.1_0e1_0_0', 1e99],
    ['-.25', -0.25],
    ['..5', '..5'],
    ['.5x5', '.5x5'],
    ['.5_', '.5_'],
    ['._5', '._5'],
    ['.', '.'],
    ['1e400', '1e400'],
    ['.1e400', '.1e400'],
    ['1.e-400', 0],
    ['.inf', Infinity],
    ['-.INF', -Infinity],
    ['.NaN', NaN],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['-9223372036854775808', -9223372036854775808n],
    ['-9223372036854775809', -(2 ** 63)],
    ['+9223372036854775808', 2 ** 63],
    ['18446744073709551615', 18446744073709551615n],
    ['+18446744073709551615', 2 ** 64],
    ['18446744073709551616', 2 ** 64],
    ['0x10000000000000000', '0x10000000000000000'],
    ['<<', '<<'],
    ['=', '='],
  ])('reads %j as go-yaml v2 does', (text, value) => {
    expect(resolvePlainScalar(text)).toStrictEqual(value)
  })
})

describe('isPlainSafe', () => {
  it('allows a string only where go-yaml v2 and v3 both read it back', () => {
    const wrong = cases.filter(
      (c) => isPlainSafe(c.text) && !(c.goYamlV2.value === c.text && c.goYamlV3.value === c.text),
    )
    expect(wrong).toStrictEqual([])
  })

  it.each([
    'nginx:1.25',
    '10.0.0.1',
    '1.2.3',
    '100m',
    '--port=80',
    '-v',
    'a:b',
    'a  b',
    "it's",
    'é',
    'a#b',
    '10Gi',
    'http://x/y?z',
    '$(VAR)',
    'a, b',
    'k8s.io/name',
    '<html>',
  ])(
    // prettier-ignore
    'leaves %j plain',
    (text) => {
      expect(isPlainSafe(text)).toBe(true)
    },
  )

  it.each([
    '',
    ' a',
    'a ',
    'a: b',
    'a:',
    'a #b',
    'a  #b',
    '- a',
    '-',
    '--- a',
    '...',
    '#a',
    '%a',
    '@a',
    '`a',
    '&a',
    '*a',
    '!a',
    '|',
    '>a',
    '?',
    ':a',
    '[a',
    '{a',
    ',a',
    '"a',
    "'a",
    'a\tb',
    'a\nb',
    'a\rb',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
    'a\u{1f600}',
    '\u00a0a',
    'yEs',
    'n',
    '<<',
    '=',
    '~',
    '0o644',
    '08',
    '12:30',
    '1:2:3.5',
    '1:2:3.55',
    '2001-1-1',
    '1e3',
    'e3',
    '.',
    '+',
    '1_000',
    '-.inf',
    '0x',
    '1e400',
  ])(
    // prettier-ignore
    'has %j quoted',
    (text) => {
      expect(isPlainSafe(text)).toBe(false)
    },
  )
})
