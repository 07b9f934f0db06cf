import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { applyOperation, type PatchOperation } from '../../src/json/patch.ts'
import type { Json } from '../../src/model/json.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'

/** A case of the test suite of RFC 6902, which the package `json-patch-test-suite` has. */
interface SuiteCase {
  readonly comment?: string
  readonly doc: Json
  readonly patch: readonly (PatchOperation & { readonly op: string })[]
  readonly expected?: Json
  readonly error?: string
  readonly disabled?: boolean
}

const require = createRequire(import.meta.url)
const files = {
  'spec_tests.json': require('json-patch-test-suite/spec_tests.json') as readonly SuiteCase[],
  'tests.json': require('json-patch-test-suite/tests.json') as readonly SuiteCase[],
}
const operations: ReadonlySet<string> = new Set(['add', 'remove', 'replace'])
const cases = Object.entries(files).flatMap(([file, all]) =>
  all.map((each, index) => ({ ...each, name: `${file} ${index}` })),
)
/** Overrides have these operations alone, and each has a path. */
const ofOverrides = cases.filter(
  ({ patch, disabled }) =>
    disabled !== true && patch.every(({ op, path }) => operations.has(op) && typeof path === 'string'),
)

/** Why a case is not as RFC 6902 has it, and what is made of it; undefined for a refusal. */
const departures: Readonly<Record<string, readonly [why: string, result: Json | undefined]>> = {
  'tests.json 16': [
    "negative indices count from a list's end (evanphx/json-patch, SupportNegativeIndices)",
    { bar: [1, 2, '5'] },
  ],
  'tests.json 40': ['an override has to leave the object in place: its path cannot be empty', undefined],
  'tests.json 59': ['an override has to leave the object in place: its path cannot be empty', undefined],
  'tests.json 70': ['KubeFed sends an override without a value as null', [1, null]],
  'tests.json 71': ['KubeFed sends an override without a value as null', [null]],
}

function patched({ doc, patch }: SuiteCase): Json | undefined {
  let current: Json = deepFreeze(doc)
  for (const operation of patch) {
    // An override without a value is read with null.
    const result = applyOperation(current, { ...operation, value: operation.value ?? null })
    if ('failure' in result) return undefined
    current = result.value
  }
  return current
}

it('has most of the suite', () => expect(ofOverrides.length).toBeGreaterThan(50))

it.each(ofOverrides.map((each) => [`${each.name} ${each.comment ?? each.error ?? ''}`, each] as const))(
  'patches %s as RFC 6902 says, or departs from it for a reason',
  (_, each) => {
    const departure = departures[each.name]
    const expected = departure === undefined ? each.expected : departure[1]
    expect(patched(each)).toStrictEqual(expected)
  },
)
