import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPlain } from '../../src/yaml/plain/read-plain.ts'
import { compareReaders } from '../helpers/compare-readers.ts'
import { nastyObject } from '../helpers/nasty-json.ts'
import { styledYAML } from '../helpers/styled-yaml.ts'
import { serialize } from '../../src/yaml/write/serialize.ts'

it('reads every mix of the styles of YAML that people and programs write, without the scanner', () => {
  fc.assert(
    fc.property(styledYAML, ({ value, text }) => {
      expect(readPlain(text)).toStrictEqual(value)
      expect(compareReaders(text)).toBe('same')
    }),
    { numRuns: 1000 },
  )
})

it('reads of nasty objects what the scanner reads, or leaves them to it', () => {
  fc.assert(
    fc.property(nastyObject, (object) => {
      expect(compareReaders(serialize(object))).not.toBe('differs')
    }),
    { numRuns: 1500 },
  )
})
