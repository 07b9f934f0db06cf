import { describe, expect, it } from 'vitest'
import { createDiagnostic } from '../../src/diagnostics/diagnostic.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import type { JsonObject } from '../../src/model/json.ts'

const file = (path: string): { path: string; text: string } => ({ path, text: 'one\ntwo\nthree\n' })

describe('locateDiagnostics', () => {
  it('sorts by file, place, code and message, and puts faults of the whole run last', () => {
    const [a, b] = [file('a.yaml'), file('b.yaml')]
    const of = (
      cluster: string,
      at?: { file: typeof a; start: number; end: number },
    ): ReturnType<typeof createDiagnostic> => createDiagnostic('cluster-not-ready', { cluster }, { at })
    const sorted = locateDiagnostics([
      of('6', { file: b, start: 0, end: 1 }),
      of('5', { file: a, start: 8, end: 9 }),
      of('4', { file: a, start: 4, end: 9 }),
      of('3', { file: a, start: 4, end: 5 }),
      createDiagnostic('adopt-resources', {}, { at: { file: a, start: 4, end: 5 } }),
      of('1'),
    ])
    expect(
      sorted.map((each) => [each.code, /\d/.exec(each.message)?.[0], each.location?.line]),
    ).toStrictEqual([
      ['adopt-resources', undefined, 2],
      ['cluster-not-ready', '3', 2],
      ['cluster-not-ready', '4', 2],
      ['cluster-not-ready', '5', 3],
      ['cluster-not-ready', '6', 1],
      ['cluster-not-ready', '1', undefined],
    ])
  })

  it.each<[JsonObject, object]>([
    [{ metadata: { name: 'n', namespace: 's' } }, { namespace: 's', name: 'n' }],
    [{ metadata: { name: 1, namespace: null } }, {}],
    [{}, {}],
  ])('names the object of %j', (value, expected) => {
    const manifest = {
      file: file('a'),
      start: 0,
      end: 3,
      item: '',
      value: { apiVersion: 'v1', kind: 'K', ...value },
    }
    const [found] = locateDiagnostics([createDiagnostic('adopt-resources', {}, { subject: manifest })])
    expect(found?.resource).toStrictEqual({ apiVersion: 'v1', kind: 'K', ...expected })
  })
})
