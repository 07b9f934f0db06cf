import { describe, expect, it } from 'vitest'
import { boundDiagnostics } from '../../src/diagnostics/bound-diagnostics.ts'
import { createDiagnostic, type Diagnostic } from '../../src/diagnostics/diagnostic.ts'

const file = (path: string): { path: string; text: string } => ({ path, text: 'a\n'.repeat(2100) })
const [a, b] = [file('a.yaml'), file('b.yaml')]

/** Diagnostics of one code in a file, a line each; without a file, of the whole run. */
function many(length: number, inFile?: typeof a): readonly Diagnostic[] {
  return Array.from({ length }, (_, line) =>
    createDiagnostic(
      'adopt-resources',
      {},
      inFile && { at: { file: inFile, start: 2 * line, end: 2 * line + 1 } },
    ),
  )
}

describe('boundDiagnostics', () => {
  it('leaves a thousand of one code in a file as they are', () => {
    const given = [...many(1000, a), ...many(1000, b), ...many(1000)]
    const shown = boundDiagnostics(given)
    expect(shown.length).toBe(3000)
    expect(shown.every((each) => given.includes(each))).toBe(true)
  })

  it('counts the rest of a file, at the first that is left out and as severe', () => {
    const severe = many(1500, a).map((each): Diagnostic => ({ ...each, severity: 'error' }))
    const shown = boundDiagnostics([...severe, ...many(1, a), ...many(2, b)])
    expect(shown.filter(({ code }) => code === 'adopt-resources').length).toBe(1003)
    const counts = shown.filter(({ code }) => code === 'diagnostics-omitted')
    expect(counts.map(({ severity, message }) => `${severity}: ${message}`)).toStrictEqual([
      'error: 500 more diagnostics "adopt-resources" of "a.yaml" are not shown.',
    ])
    expect(counts[0]?.at).toBe(severe[1000]?.at)
  })

  it('lets no file take the place of another, and counts what has no file by itself', () => {
    const shown = boundDiagnostics([...many(2000, a), ...many(1001), ...many(1, b)])
    expect(shown.length).toBe(1001 + 1001 + 1)
    expect(shown.map(({ message }) => message)).toContain('1 more diagnostic "adopt-resources" is not shown.')
  })
})
