import { describe, expect, it } from 'vitest'
import type { FleetDiff } from '../../../src/model/fleet-diff.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { fleetDiff } from '../../../src/views/fleet-diff/fleet-diff.ts'
import { formatJson } from '../../../src/views/fleet-diff/format/json.ts'
import { formatMarkdown } from '../../../src/views/fleet-diff/format/markdown.ts'
import { formatText } from '../../../src/views/fleet-diff/format/text.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../helpers/fleets.ts'

const clusters = fleetClusters(['c1'])

function diffOf(base: JsonObject | undefined, head: JsonObject | undefined): FleetDiff {
  const [before, after] = [base, head].map((object) =>
    fleetOf(clusters, object === undefined ? [] : [fleetObject('secrets', [[['c1'], object]])]),
  )
  return fleetDiff(before!, after!)
}

function everyFormat(diff: FleetDiff): string {
  return formatText(diff, false) + formatMarkdown(diff) + formatJson(diff)
}

function secret(fields: JsonObject, annotations: JsonObject = {}): JsonObject {
  return { kind: 'Secret', metadata: { name: 's', namespace: 'shop', annotations }, ...fields }
}

describe('the values of Secrets', () => {
  it('are masked where they change, come and go', () => {
    const diff = diffOf(
      secret({ data: { changed: 'HUSH1', gone: 'HUSH2', kept: 'HUSH0' } }),
      secret({ data: { changed: 'HUSH3', kept: 'HUSH0', new: 'HUSH4' }, stringData: { a: 'HUSH5' } }),
    )
    expect(everyFormat(diff)).not.toContain('HUSH')
    expect(diff.changes[0]?.fields).toMatchObject([
      { field: '/data/changed', from: '<masked>', to: '<masked>' },
      { field: '/data/gone', from: '<masked>' },
      { field: '/data/new', to: '<masked>' },
      { field: '/stringData', to: { a: '<masked>' } },
    ])
    expect(formatText(diff, false)).toContain('~ /data/changed: changed (masked)\n')
  })

  it.each([
    ['comes', undefined, secret({ data: { a: 'HUSH' } })],
    ['goes', secret({ data: { a: 'HUSH' } }), undefined],
    ['has no mapping', secret({ data: 'HUSH1' }), secret({ data: ['HUSH2'] })],
    [
      'has lists in it, keys of which would be named',
      secret({ data: { containers: [{ name: 'HUSH1' }], x: { y: ['HUSH1', 'HUSH2'] } } }),
      secret({ data: { containers: [{ name: 'HUSH2' }], x: { y: ['HUSH2'] } } }),
    ],
    [
      'was applied by kubectl',
      secret({}, { 'kubectl.kubernetes.io/last-applied-configuration': 'HUSH1' }),
      secret({}, { 'kubectl.kubernetes.io/last-applied-configuration': 'HUSH2' }),
    ],
    [
      'is in another object',
      {
        kind: 'Odd',
        metadata: { name: 'o', namespace: 'shop' },
        spec: { parts: [secret({ data: { a: 'HUSH1' } })] },
      },
      {
        kind: 'Odd',
        metadata: { name: 'o', namespace: 'shop' },
        spec: { parts: [secret({ data: { a: 'HUSH2' } })] },
      },
    ],
    [
      'stands in the annotation of another object',
      { kind: 'Odd', metadata: { name: 'o', namespace: 'shop' } },
      {
        kind: 'Odd',
        metadata: {
          name: 'o',
          namespace: 'shop',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{"kind":"Secret","data":{"a":"HUSH"}}',
          },
        },
      },
    ],
  ] as const)('are masked where the Secret %s', (_, base, head) => {
    const diff = diffOf(base, head)
    expect(diff.changes.length).toBeGreaterThan(0)
    expect(everyFormat(diff)).not.toContain('HUSH')
  })

  it('are one change where they change in every cluster, each to its own', () => {
    const fleet = (value: string) =>
      fleetOf(fleetClusters(['c1', 'c2']), [
        fleetObject('secrets', [
          [['c1'], secret({ data: { a: `${value}1` } })],
          [['c2'], secret({ data: { a: `${value}2` } })],
        ]),
      ])
    expect(fleetDiff(fleet('old'), fleet('new')).changes.map(({ clusters }) => clusters)).toEqual([
      ['c1', 'c2'],
    ])
  })

  it('leave unpaired what differs in them only', () => {
    const renamed = { ...secret({ data: { a: '2' } }), metadata: { name: 't', namespace: 'shop' } }
    const { changes } = diffOf(secret({ data: { a: '1' } }), renamed)
    expect(changes.map(({ sameContentAs }) => sameContentAs)).toEqual([undefined, undefined])
  })

  it('say nothing of the values of a ConfigMap', () => {
    const configMap = (a: string): JsonObject => ({
      kind: 'ConfigMap',
      metadata: { name: 'c', namespace: 'shop' },
      data: { a },
    })
    expect(formatText(diffOf(configMap('1'), configMap('2')), false)).toContain('~ /data/a: "1" → "2"\n')
  })
})
