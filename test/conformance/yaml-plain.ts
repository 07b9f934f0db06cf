import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'
import { isPlainSafe, resolvePlainScalar } from '../../src/yaml/plain-scalar.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Result, Suite } from './conformance.ts'

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
    const resolved = checkResolved(text, goYamlV2)
    if (resolved.kind === 'mismatch') return resolved
    const bothGiveItBack = goYamlV2.value === text && goYamlV3.value === text
    if (!isPlainSafe(text) || bothGiveItBack) return { kind: 'match' }
    return { kind: 'mismatch', expected: 'quoted', actual: 'plain' }
  },
}

/** Quotes, comments, tags, anchors, flow collections and breaks around it: the text is more than a plain scalar. */
const notOnlyScalar = /^[#&!*"'[{|>%@`\s\u0085]|\s#|\s$/

function checkResolved(text: string, { value, error }: Reading): Result {
  if (error || notOnlyScalar.test(text)) return { kind: 'match' }
  const [expected, actual] = [value ?? null, resolvePlainScalar(text)]
  return equalJson(actual, expected) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
}
