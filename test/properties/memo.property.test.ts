import { types } from 'node:util'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSchemas } from '../../src/host/schemas.ts'
import { recordFacts, type Fact } from '../../src/memo/facts.ts'
import { createVerifyingMemo, type MemoFault } from '../../src/memo/verify-memo.ts'
import { createSchemaValidator } from '../../src/stages/validate/schema-validator.ts'
import { editedRepositories } from '../helpers/edited-repositories.ts'
import { verifyCompilation } from '../helpers/verify-compilation.ts'

const schema = createSchemaValidator(readSchemas())

const samples = fc.sample(editedRepositories, { numRuns: 400, seed: 1 })

it('compiles with a memo as without one, whatever is edited', () => {
  fc.assert(
    fc.property(editedRepositories, (states) => {
      expect(verifyCompilation(states, schema)).toStrictEqual([])
    }),
    { numRuns: 200 },
  )
})

it('makes no view of a context part of a result', () => {
  const seen = new Set<unknown>()
  const holdsView = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false
    if (types.isProxy(value)) return true
    seen.add(value)
    const parts = value instanceof Map ? [...value.keys(), ...value.values()] : Object.values(value)
    return parts.some(holdsView)
  }
  for (const states of samples.slice(0, 60)) {
    verifyCompilation(states, schema, (report) =>
      createVerifyingMemo(report, {
        record: (context, compute) => {
          const recorded = recordFacts(context, compute)
          expect(holdsView(recorded.result)).toBe(false)
          return recorded
        },
      }),
    )
  }
})

const wayOf = ({ path }: Fact): string => path.map(String).join('.')

/** What is wrong where of each unit only those facts are recorded that are wanted. */
function* faultsWith(isRecorded: (fact: Fact) => boolean): Generator<MemoFault> {
  for (const states of samples) {
    yield* verifyCompilation(states, schema, (report) =>
      createVerifyingMemo(report, {
        record: (context, compute) => {
          const { result, facts } = recordFacts(context, compute)
          return { result, facts: facts.filter(isRecorded) }
        },
      }),
    )
  }
}

function recordedWays(): readonly string[] {
  const ways = new Set<string>()
  for (const _ of faultsWith((fact) => ways.add(wayOf(fact)).size > 0)) throw new Error('all was recorded')
  return [...ways].sort()
}

/** What no edit of a repository changes; other tests change it, those of held waves the divisions. */
const given = new Set(['basis.schemas', 'schema', 'divisions'])

it.each(recordedWays().filter((way) => !given.has(way)))(
  'needs that %s is recorded where it is read',
  (way) => {
    for (const { untraced } of faultsWith((fact) => wayOf(fact) !== way)) {
      expect(untraced.some((each) => each.startsWith(way))).toBe(true)
      return
    }
    expect.fail('nothing differs')
  },
)
