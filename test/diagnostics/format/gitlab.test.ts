import { describe, expect, it } from 'vitest'
import { createDiagnostic, type Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { formatGitlab } from '../../../src/diagnostics/format/gitlab.ts'
import { locateDiagnostics } from '../../../src/diagnostics/located-diagnostic.ts'
import { placeDiagnostics } from '../../../src/diagnostics/review-place.ts'

const gitlab = (diagnostics: readonly Diagnostic[], prefix = ''): ReturnType<typeof formatGitlab> =>
  formatGitlab(placeDiagnostics(locateDiagnostics(diagnostics), { prefix, wholeRun: 'clusters.yaml' }))

const duplicateIn = (text: string): Diagnostic => {
  const start = text.indexOf('web')
  return createDiagnostic(
    'duplicate-cluster',
    { name: 'web' },
    { at: { file: { path: 'a.yaml', text }, start, end: start + 3 } },
  )
}
const once = duplicateIn('name: web\n')

describe('formatGitlab', () => {
  it('is a Code Quality issue for each diagnostic', () => {
    const whole = createDiagnostic('no-clusters', {})
    const text = 'kind: A\nname: B\n'
    const note = createDiagnostic(
      'adopt-resources',
      {},
      { at: { file: { path: 'b.yaml', text }, start: 0, end: 12 } },
    )
    const fingerprint = expect.stringMatching(/^[0-9a-f]{16}$/) as string
    expect(gitlab([once, whole, note], 'teams/web/')).toStrictEqual([
      {
        description: 'The KubeFedCluster "web" is declared twice. Remove one of the two, or rename it.',
        check_name: 'duplicate-cluster',
        fingerprint,
        severity: 'critical',
        location: { path: 'teams/web/a.yaml', lines: { begin: 1, end: 1 } },
      },
      {
        description: expect.stringMatching(/^adoptResources/) as string,
        check_name: 'adopt-resources',
        fingerprint,
        severity: 'info',
        location: { path: 'teams/web/b.yaml', lines: { begin: 1, end: 2 } },
      },
      {
        description:
          'No KubeFedCluster is declared, so nothing can be placed. Add one KubeFedCluster file for each member cluster.',
        check_name: 'no-clusters',
        fingerprint,
        severity: 'minor',
        location: { path: 'teams/web/clusters.yaml', lines: { begin: 1, end: 1 } },
      },
    ])
  })

  it('knows a finding again on another line, and tells equal ones apart', () => {
    const marks = (diagnostics: readonly Diagnostic[]): readonly string[] =>
      gitlab(diagnostics).map((each) => each.fingerprint)
    const moved = duplicateIn('# a line more\nname: web\n')
    expect(marks([moved])).toStrictEqual(marks([once]))
    const twice = marks([once, once])
    expect(new Set(twice).size).toBe(2)
    expect(twice[0]).toBe(marks([once])[0])
  })

  it('is an empty list without any diagnostic', () => {
    expect(gitlab([])).toStrictEqual([])
  })
})
