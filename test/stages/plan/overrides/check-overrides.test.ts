import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { Json } from '../../../../src/model/json.ts'
import type { Manifest } from '../../../../src/model/manifest.ts'
import { checkOverrides } from '../../../../src/stages/plan/overrides/check-overrides.ts'
import { reportOverrideCheck } from '../../../../src/stages/plan/overrides/report-override-check.ts'
import { readFederatedSpec } from '../../../../src/stages/validate/federated-spec.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'

const manifest: Manifest = { file: { path: 'web.yaml', text: '' }, start: 0, end: 0, item: '', value: {} }

function check(overrides: Json): ReturnType<typeof checkOverrides> {
  return checkOverrides(readFederatedSpec(deepFreeze({ spec: { overrides } })).overrides)
}

/** The diagnostics of overrides for cluster c1, without what all have in common. */
function reportsOf(
  ...clusterOverrides: Json[]
): [code: string, message: string, hint: string | undefined, place: unknown][] {
  const diagnostics: Diagnostic[] = []
  const overrides = [{ clusterName: 'c1', clusterOverrides }]
  reportOverrideCheck(check(overrides), manifest, (diagnostic) => diagnostics.push(diagnostic))
  return diagnostics.map(({ code, message, hint, at }) => [
    code,
    message,
    hint,
    at && 'pointer' in at && at.pointer,
  ])
}

const firstPath = '/spec/overrides/0/clusterOverrides/0/path'

describe('checkOverrides', () => {
  it('finds nothing where there are none', () => {
    expect(checkOverrides([])).toStrictEqual({
      faults: [],
      dotted: [],
      byCluster: new Map(),
      clusterPointers: new Map(),
    })
  })

  it('fills in defaults and remembers where each override stands', () => {
    const overrides = [
      {
        clusterName: 'c1',
        clusterOverrides: [{ path: '/spec/a' }, { op: 'add', path: '/spec/b', value: 2n }],
      },
      {
        clusterName: 'c2',
        clusterOverrides: [
          { op: '', path: '/a', value: 0 },
          { op: null, path: '/b', value: 1 },
        ],
      },
      { clusterName: 'c3', clusterOverrides: null },
    ]
    const [c1, c2] = ['/spec/overrides/0/clusterOverrides', '/spec/overrides/1/clusterOverrides']
    expect(check(overrides)).toStrictEqual({
      faults: [],
      dotted: [],
      byCluster: new Map([
        [
          'c1',
          [
            { op: 'replace', path: '/spec/a', value: null, pointer: `${c1}/0`, dotted: false },
            { op: 'add', path: '/spec/b', value: 2n, pointer: `${c1}/1`, dotted: false },
          ],
        ],
        [
          'c2',
          [
            { op: 'replace', path: '/a', value: 0, pointer: `${c2}/0`, dotted: false },
            { op: 'replace', path: '/b', value: 1, pointer: `${c2}/1`, dotted: false },
          ],
        ],
        ['c3', []],
      ]),
      clusterPointers: new Map([
        ['c1', '/spec/overrides/0'],
        ['c2', '/spec/overrides/1'],
        ['c3', '/spec/overrides/2'],
      ]),
    })
  })

  it('refuses a cluster that is named twice', () => {
    const { faults } = check([{ clusterName: 'c1' }, { clusterName: 'c2' }, { clusterName: 'c1' }])
    expect(faults).toStrictEqual([
      {
        kind: 'duplicate-cluster',
        pointer: '/spec/overrides/2/clusterName',
        relatedPointer: '/spec/overrides/0/clusterName',
        cluster: 'c1',
      },
    ])
  })

  it('refuses a path that stands twice for one cluster, in either spelling', () => {
    const twice = [{ path: '/spec/replicas' }, { path: '/spec' }, { path: 'spec.replicas' }]
    const { faults } = check([{ clusterName: 'c1', clusterOverrides: twice }])
    expect(faults).toStrictEqual([
      {
        kind: 'duplicate-path',
        pointer: '/spec/overrides/0/clusterOverrides/2/path',
        relatedPointer: firstPath,
        path: '/spec/replicas',
        cluster: 'c1',
      },
    ])
  })

  it('allows one path for several clusters', () => {
    const clusterOverrides = [{ path: '/spec/replicas' }]
    const overrides = [
      { clusterName: 'c1', clusterOverrides },
      { clusterName: 'c2', clusterOverrides },
    ]
    expect(check(overrides).faults).toStrictEqual([])
  })

  it.each([
    '/kind',
    '/metadata/name',
    '/metadata/namespace',
    '/metadata/generateName',
    'kind',
    'metadata.name',
  ])('refuses the path %s', (path) => {
    const { faults } = check([{ clusterName: 'c1', clusterOverrides: [{ path }] }])
    expect(faults).toStrictEqual([{ kind: 'path-forbidden', pointer: firstPath, path }])
  })

  it.each(['/apiVersion', '/metadata', '/metadata/labels/name', '/spec/template/kind', '/'])(
    'allows %s',
    (path) => {
      expect(check([{ clusterName: 'c1', clusterOverrides: [{ path }] }]).faults).toStrictEqual([])
    },
  )

  it.each([
    ['', 'empty', undefined],
    ['spec/replicas', 'no-slash', '/spec/replicas', '/replicas'],
    ['x/data/a', 'no-slash', '/x/data/a', '/data/a'],
    ['a b/c', 'no-slash', undefined, '/c'],
    ['spec.containers[0].image', 'no-slash', '/spec/containers/0/image'],
    ['...', 'no-slash', undefined],
    ['spec.', 'no-slash', undefined],
    ['/spec/~2', 'escape', '/spec/~02', '/spec/~02'],
    ['/spec/a~', 'escape', '/spec/a~0', '/spec/a~0'],
    ['/a'.repeat(201), 'too-deep', undefined],
    [`a${'.a'.repeat(200)}`, 'too-deep', undefined],
  ])('refuses the path %j as %s', (path, problem, suggestion, taken?: string) => {
    const { faults } = check([{ clusterName: 'c1', clusterOverrides: [{ path }] }])
    expect(faults).toStrictEqual([
      {
        kind: 'path-invalid',
        pointer: firstPath,
        path,
        problem,
        ...(suggestion !== undefined && { suggestion }),
        ...(taken !== undefined && { taken }),
      },
    ])
  })
})

describe('reportOverrideCheck', () => {
  it('says what to write instead of a path', () => {
    expect(reportsOf({ path: 'spec/replicas' }, { path: '' })).toStrictEqual([
      ['override-path-invalid', 'The path "spec/replicas" of an override does not start with "/"; KubeFed takes it for "/replicas".', 'Write "/spec/replicas", or "/replicas" to keep what KubeFed makes of it.', firstPath],
      ['override-path-invalid', 'The path "" of an override means the whole object.', 'Write a JSON pointer such as "/spec/replicas".', '/spec/overrides/0/clusterOverrides/1/path'],
    ]) // prettier-ignore
  })

  it('warns of the dotted form', () => {
    expect(reportsOf({ path: 'spec.replicas' })).toStrictEqual([
      ['override-dotted-path', 'The path "spec.replicas" has an early form that later versions of KubeFed do not understand.', 'Write "/spec/replicas".', firstPath],
    ]) // prettier-ignore
  })

  it('points at an op that is none', () => {
    const [report] = reportsOf({ op: 'move', path: '/a' })
    expect(report?.[0]).toBe('override-op-invalid')
    expect(report?.[3]).toBe('/spec/overrides/0/clusterOverrides/0/op')
  })

  it('points at both places of a duplicate', () => {
    const diagnostics: Diagnostic[] = []
    const overrides = [{ clusterName: 'c1' }, { clusterName: 'c1' }]
    reportOverrideCheck(check(overrides), manifest, (diagnostic) => diagnostics.push(diagnostic))
    expect(diagnostics).toMatchObject([
      {
        code: 'override-duplicate-cluster',
        at: { pointer: '/spec/overrides/1/clusterName' },
        related: [{ at: { pointer: '/spec/overrides/0/clusterName' } }],
        subject: manifest,
      },
    ])
  })

  it('says which path must not be overridden', () => {
    expect(reportsOf({ path: '/kind' })[0]?.[1]).toBe('The path "/kind" must not be overridden.')
    expect(reportsOf({ path: '/a' }, { path: '/a' })[0]?.[0]).toBe('override-duplicate-path')
  })
})
