import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'
import { isPlainSafe } from '../../src/yaml/write/plain-scalar.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface Reading {
  readonly value?: Json
  readonly error?: true
}

interface PlainCase {
  readonly text: string
  readonly goYamlV2: Reading
  readonly goYamlV3: Reading
}

/** A text written plainly means what go-yaml v2 says, and stands plain only where v2 and v3 both give back that text. */
export const yamlPlainSuite: Suite = {
  name: 'yaml-plain',
  run: (line) => {
    const { text, goYamlV2, goYamlV3 } = parseExactJson(line) as unknown as PlainCase
    const { value, problems } = readDocument(`k: ${text}\n`)
    const expected = goYamlV2.error ? anError : { k: goYamlV2.value ?? null }
    const actual = problems.length > 0 || value === undefined ? anError : value
    if (!equalJson(actual, expected)) return { kind: 'mismatch', expected, actual }
    const bothGiveItBack = goYamlV2.value === text && goYamlV3.value === text
    if (!isPlainSafe(text) || bothGiveItBack) return { kind: 'match' }
    return { kind: 'mismatch', expected: 'quoted', actual: 'plain' }
  },
}

const anError = 'an error'
