import { describe, expect, it } from 'vitest'
import { createDiagnostic } from '../../src/diagnostics/diagnostic.ts'
import { locateDiagnostics } from '../../src/diagnostics/located-diagnostic.ts'
import { prefixPaths } from '../../src/diagnostics/review-place.ts'

describe('prefixPaths', () => {
  it.each([
    ['', 'a.yaml', 'a.yaml'],
    ['teams/web/', 'a.yaml', 'teams/web/a.yaml'],
    ['teams/web/', '../../config.yaml', 'config.yaml'],
    ['teams/web/', '../../../config.yaml', '../config.yaml'],
  ])('makes of the prefix %j and the path %j the path %j', (prefix, path, expected) => {
    const at = { file: { path, text: 'a: 1\n' }, start: 0, end: 1 }
    const related = [{ message: 'here', at }]
    const found = locateDiagnostics([createDiagnostic('adopt-resources', {}, { at, related })])
    const [diagnostic] = prefixPaths(found, prefix)
    expect(diagnostic?.location?.file.path).toBe(expected)
    expect(diagnostic?.related[0]?.location.file.path).toBe(expected)
  })
})
