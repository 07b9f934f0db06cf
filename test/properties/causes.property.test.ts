import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileTexts,
  diffCompiled,
  linesOfCause,
  type CauseLines,
  type CompiledTexts,
} from '../helpers/diff-repositories.ts'
import { mutateLine, mutations, type MutatedRepository } from '../helpers/mutate-line.ts'
import { repositories } from '../helpers/repository-arbitrary.ts'

/** How many mutations compiled, and how many of these changed the fleet. */
interface Counts {
  compiled: number
  changed: number
}

function expectCauses(base: CompiledTexts, mutated: MutatedRepository, counts: Counts): void {
  const head = compileTexts(mutated.texts)
  if (head === undefined) return
  const { changes } = diffCompiled(base, head)
  counts.compiled++
  if (changes.length > 0) counts.changed++
  for (const { kind, object, causes } of changes) {
    const reported = causes.map(linesOfCause)
    if (reported.some((each) => includes(each, mutated))) continue
    const lines = reported.map(({ side, path, line, endLine }) => `${side} ${path}:${line}-${endLine}`)
    expect.fail(
      `${kind} ${object.path} is said to come from ${lines.join(', ')}, not from\n${mutated.description}`,
    )
  }
}

function includes({ side, path, line, endLine }: CauseLines, mutated: MutatedRepository): boolean {
  return (
    path === mutated.path &&
    mutated.sides.has(side) &&
    [...mutated.lines].some((each) => line <= each && each <= endLine)
  )
}

describe('causes', () => {
  it('include the line that was mutated, for each of the changes that it made', () => {
    const counts = { compiled: 0, changed: 0 }
    fc.assert(
      fc.property(repositories, fc.array(mutations, { minLength: 24, maxLength: 24 }), (texts, all) => {
        const base = compileTexts(texts)
        if (base === undefined) expect.fail('a repository of the test does not compile')
        for (const each of all) {
          const mutated = mutateLine(texts, each)
          if (mutated) expectCauses(base, mutated, counts)
        }
      }),
      // One mutation of the list is enough to tell; to shrink the repository takes minutes.
      { endOnFailure: true },
    )
    // Of what compiles most changes nothing, as a scalar that nobody reads; both numbers are well below what is usual.
    expect(counts.compiled).toBeGreaterThanOrEqual(1000)
    expect(counts.changed).toBeGreaterThanOrEqual(300)
  })
})
