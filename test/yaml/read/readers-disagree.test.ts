import { expect, it } from 'vitest'
import { resolvePlainScalar } from '../../../src/yaml/write/plain-scalar.ts'
import { findDisagreement } from '../../../src/yaml/read/readers-disagree.ts'

function compare(text: string): readonly [string, string] | undefined {
  const disagreement = findDisagreement(text, resolvePlainScalar(text))
  return disagreement && [disagreement.kubectl, disagreement.other]
}

it.each([
  ['yes', 'true', '"yes"'],
  ['OFF', 'false', '"OFF"'],
  ['0644', '420', '644'],
  ['0o14', '12', '"0o14"'],
  ['0b101', '5', '"0b101"'],
  ['-0x1F', '-31', '"-0x1F"'],
  ['1_000', '1000', '"1_000"'],
  ['1e400', '"1e400"', 'Infinity'],
  ['12:30:45', '"12:30:45"', '45045'],
  ['2001-1-1', '"2001-1-1"', '"2001-01-01T00:00:00Z"'],
  ['2001-12-14t21:59:43.10-05:00', '"2001-12-14t21:59:43.10-05:00"', '"2001-12-14T21:59:43.1-05:00"'],
])('tells both readings of %s', (text, kubectl, other) => {
  expect(compare(text)).toStrictEqual([kubectl, other])
})

it.each(['true', 'null', '~', '12', '-7', '08', '1.50', '1e3', '0x1F', '+1', '9007199254740993'])(
  'says nothing of %s, which all read alike',
  (text) => {
    expect(compare(text)).toBeUndefined()
  },
)

it.each(['8080:80', '1.2.3', '10.0.0.1', '2001-13-01', '2019-05-08T01:23:20Z', 'yEs', '100m', 'nginx:1.17'])(
  'says nothing of the text %s',
  (text) => {
    expect(compare(text)).toBeUndefined()
  },
)
