import { expect, it } from 'vitest'
import { createDiagnostic } from '../../src/diagnostics/diagnostic.ts'
import { formatText } from '../../src/diagnostics/format/text.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import { nameSide } from '../../src/diagnostics/name-side.ts'
import { valueAt } from '../../src/model/place.ts'
import { parse } from '../../src/stages/parse/parse.ts'

it('names every place by its side, and what has no place in its message', () => {
  const file = { path: 'a.yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\n' }
  const [manifest] = parse([file])[0].manifests
  const at = valueAt(manifest!, '/metadata/name')
  const related = [{ message: 'the other', at: { file, start: 0, end: 1 } }]
  const diagnostics = [
    createDiagnostic('config-missing', { path: 'x' }, { at, related }),
    createDiagnostic('config-missing', { path: 'x' }),
  ]
  const before = structuredClone(diagnostics)
  const text = formatText(locateDiagnostics(nameSide(diagnostics, 'origin/main:')), false)
  expect(text).toContain('origin/main:a.yaml:3:18: error')
  expect(text).toContain('the other: origin/main:a.yaml:1:1')
  expect(text).toContain('error config-missing: origin/main: The configuration file "x" does not exist.')
  expect(diagnostics).toEqual(before)
})
