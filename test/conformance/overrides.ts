import { equalJson } from '../../src/json/equal.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { applyOverrides } from '../../src/stages/plan/overrides/apply-overrides.ts'
import { checkOverrides } from '../../src/stages/plan/overrides/check-overrides.ts'
import { readFederatedSpec } from '../../src/stages/validate/federated-spec.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface OverridesCase {
  readonly object: JsonObject
  readonly overrides: Json
  readonly rejected?: string
  readonly result?: Readonly<Record<string, { readonly object?: JsonObject; readonly error?: string }>>
}

const anError = 'an error'

/** A federated object is refused where KubeFed refuses it; else each cluster gets the same object, or none. */
export const overridesSuite: Suite = {
  name: 'overrides',
  run: (line) => {
    const { object, overrides, rejected, result } = deepFreeze(
      parseExactJson(line),
    ) as unknown as OverridesCase
    const { faults, byCluster } = checkOverrides(readFederatedSpec({ spec: { overrides } }).overrides)
    const clusters = Object.keys(result ?? {})
    const expected =
      rejected ?? Object.fromEntries(clusters.map((cluster) => [cluster, expectedAnswer(result?.[cluster])]))
    const answers = [...byCluster].map(([cluster, own]) => {
      const applied = applyOverrides(object, own)
      return [cluster, 'failure' in applied ? anError : applied.object] as const
    })
    const actual = faults.length > 0 ? faults.map(({ kind }) => kind) : Object.fromEntries(answers)
    const same = rejected === undefined ? equalJson(actual, expected) : faults.length > 0
    return same ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}

function expectedAnswer(answer: { readonly object?: JsonObject } | undefined): Json {
  return answer?.object ?? anError
}
