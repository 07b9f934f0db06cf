import { describe, expect, it } from 'vitest'
import { createDiagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { formatRdjson } from '../../../src/diagnostics/format/rdjson.ts'
import { locate } from '../../../src/diagnostics/locate.ts'
import { locateDiagnostics } from '../../../src/diagnostics/located-diagnostic.ts'
import { placeDiagnostics } from '../../../src/diagnostics/review-place.ts'

const text = 'kind: A\n"é😀": web\n'
const file = { path: 'ü.yaml', text }
const at = { file, start: text.indexOf('web'), end: text.indexOf('web') + 3 }

const rdjson = (...diagnostics: Parameters<typeof locateDiagnostics>[0]): ReturnType<typeof formatRdjson> =>
  formatRdjson(
    placeDiagnostics(locateDiagnostics(diagnostics), { prefix: 'sub/', wholeRun: 'fedrender.yaml' }),
  )

describe('formatRdjson', () => {
  it('is what reviewdog reads, with columns in bytes of UTF-8', () => {
    const related = [{ message: 'the first one', at: { file, start: 0, end: 8 } }]
    expect(rdjson(createDiagnostic('duplicate-cluster', { name: 'web' }, { at, related }))).toStrictEqual({
      source: { name: 'fedrender' },
      diagnostics: [
        {
          message: 'The KubeFedCluster "web" is declared twice. Remove one of the two, or rename it.',
          location: {
            path: 'sub/ü.yaml',
            // Before it stand two quotes, 2 bytes of é, 4 of the emoji, a colon and a space.
            range: { start: { line: 2, column: 11 }, end: { line: 2, column: 14 } },
          },
          severity: 'ERROR',
          code: { value: 'duplicate-cluster' },
          related_locations: [
            {
              message: 'the first one',
              location: {
                path: 'sub/ü.yaml',
                range: { start: { line: 1, column: 1 }, end: { line: 2, column: 1 } },
              },
            },
          ],
        },
      ],
    })
  })

  it('suggests the edits of a fix that stand in the same file', () => {
    const elsewhere = { ...at, file: { ...file, path: 'other.yaml' } }
    const edits = [at, elsewhere].map((place) => ({ location: locate(place), text: 'db' }))
    const located = locateDiagnostics([createDiagnostic('duplicate-cluster', { name: 'web' }, { at })])
    const placed = placeDiagnostics(
      located.map((each) => ({ ...each, edits })),
      { prefix: 'sub/', wholeRun: 'fedrender.yaml' },
    )
    expect(formatRdjson(placed).diagnostics[0]?.suggestions).toStrictEqual([
      { range: { start: { line: 2, column: 11 }, end: { line: 2, column: 14 } }, text: 'db' },
    ])
  })

  it('knows warnings and notes, and a place for what concerns the whole run', () => {
    const { diagnostics } = rdjson(
      createDiagnostic('adopt-resources', {}, { at }),
      createDiagnostic('no-clusters', {}),
    )
    expect(diagnostics.map(({ severity, location }) => [severity, location.path])).toStrictEqual([
      ['INFO', 'sub/ü.yaml'],
      ['WARNING', 'sub/fedrender.yaml'],
    ])
    expect(diagnostics[1]?.location.range.start).toStrictEqual({ line: 1, column: 1 })
  })
})
