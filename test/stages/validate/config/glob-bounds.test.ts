import { describe, expect, it } from 'vitest'
import { locateDiagnostics } from '../../../../src/diagnostics/located-diagnostic.ts'
import { parse } from '../../../../src/stages/parse/parse.ts'
import { boundGlobs } from '../../../../src/stages/validate/config/glob-bounds.ts'

function bound(settings: string): readonly string[] {
  const text = `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}`
  const [manifest] = parse([{ path: 'fedrender.yaml', text }])[0].manifests
  if (manifest === undefined) throw new Error('no RenderConfig')
  return locateDiagnostics(boundGlobs(manifest)).map(
    ({ code, location, message }) => `${code} ${location?.line}:${location?.column} ${message}`,
  )
}

const sources = (glob: string): string => `sources: [${JSON.stringify(glob)}]`

describe('boundGlobs', () => {
  it.each([
    '**/*.yaml',
    '**/*.{yaml,yml,json}',
    'teams/{a,b}/**',
    '*.example.com',
    'clusters/*-prod-*/**/*.yaml',
    'zone-{1..50}/*.yaml',
    '!(vendor)/**',
    '@(apps|infra)/**/*.yaml',
  ])('accepts %s', (glob) => {
    expect(bound(sources(glob))).toStrictEqual([])
  })

  it.each([
    ['a'.repeat(1025), 'is longer than 1024 characters'],
    ['{a,b}'.repeat(20), 'has more than 100 alternatives in its braces'],
    ['{1..1000000}', 'has more than 100 alternatives in its braces'],
    [`${'{a,'.repeat(150)}b${'}'.repeat(150)}`, 'has more than 100 alternatives in its braces'],
    ['*a*a*a*a*a*b', 'has more than 2 wildcards in one segment'],
    ['*{a*b,x/y}c*d', 'has more than 2 wildcards in one segment'],
    ['?(a)?(a)?(a)', 'has more than 2 wildcards in one segment'],
    ['**/**/**/**/**/x', 'has more than 4 segments "**"'],
    ['+(+(a))', 'repeats a group with "+("'],
    ['{+,x}(a|aa)b', 'repeats a group with "+("'],
  ])('refuses %s in far less than a second', (glob, problem) => {
    const start = performance.now()
    expect(bound(sources(glob))).toStrictEqual([
      expect.stringMatching(/^config-glob-too-complex 3:11 /) as unknown,
    ])
    expect(bound(sources(glob))[0]).toContain(problem)
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it.each(['sources', 'namespaces', 'types', 'clusters'])('looks at the %s of a tenant', (list) => {
    expect(bound(`tenants: [{${list}: ['*a*a*a*b']}]`)[0]).toContain(`/tenants/0/${list}/0`)
  })

  it('looks at what is observed', () => {
    expect(bound("observed: ['*a*a*a*b']")[0]).toContain('/observed/0')
  })
})
