import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { fleetDiff } from '../../../src/views/fleet-diff/fleet-diff.ts'
import { foldChanges, type DiffItem } from '../../../src/views/fleet-diff/fold-changes.ts'
import { formatMarkdown } from '../../../src/views/fleet-diff/format/markdown.ts'
import { formatText } from '../../../src/views/fleet-diff/format/text.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../helpers/fleets.ts'

const clusters = fleetClusters(['c1', 'c2', 'c3'])
const names = clusters.map(({ name }) => name)

/** ConfigMaps by name with their data, the same in each cluster. */
function fleet(data: Readonly<Record<string, JsonObject>>, inClusters = names) {
  const objects = Object.entries(data).map(([name, each], index) => {
    const metadata = { name, namespace: index % 2 === 0 ? 'api' : 'shop' }
    return fleetObject('configmaps', [[inClusters, { kind: 'ConfigMap', metadata, data: each }]])
  })
  return fleetOf(clusters, objects)
}

function levels(count: number, level: string): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`app${at}`, { LOG_LEVEL: level, own: String(at) }]),
  )
}

function titles(items: readonly DiffItem[]): readonly string[] {
  return items.map((item) => {
    if ('edit' in item) return `${item.edit.objects.length} ${item.edit.change.kind}`
    return 'moves' in item ? `${item.moves.length} moved` : item.object.object.name
  })
}

describe('foldChanges', () => {
  it('makes one edit of equal changes of five objects or more', () => {
    const diff = fleetDiff(fleet(levels(6, 'info')), fleet(levels(6, 'debug')))
    expect(titles(foldChanges(diff.changes))).toStrictEqual(['6 changed'])
  })

  it('leaves fewer as they are', () => {
    const diff = fleetDiff(fleet(levels(4, 'info')), fleet(levels(4, 'debug')))
    expect(titles(foldChanges(diff.changes))).toHaveLength(4)
  })

  it('leaves out what changes otherwise, or elsewhere', () => {
    const head = { ...levels(8, 'debug'), app3: { LOG_LEVEL: 'warn', own: '3' } }
    const diff = fleetDiff(fleet(levels(8, 'info')), fleet(head))
    expect(titles(foldChanges(diff.changes))).toStrictEqual(['7 changed', 'app3'])
    const elsewhere = fleetDiff(
      fleet({}),
      fleetOf(clusters, [
        ...fleet(levels(6, 'info')).objects,
        ...fleet({ other: { a: 'b' } }, ['c2']).objects,
      ]),
    )
    expect(titles(foldChanges(elsewhere.changes))).toStrictEqual(['6 added', 'other'])
  })

  it('folds the risks of one rule, and keeps levels apart', () => {
    const diff = fleetDiff(fleet(levels(6, 'info')), fleet({}), {
      risksOf: ({ object }) => [
        { rule: 'r', level: object.name === 'app0' ? 'high' : 'medium', reason: `${object.name} goes.` },
      ],
    })
    const items = foldChanges(diff.changes)
    expect(titles(items)).toStrictEqual(['app0', '5 removed'])
    expect(items[1]).toMatchObject({ edit: { risks: [{ risk: { reason: 'app2 goes.' }, count: 5 }] } })
  })
})

it('is one block of text, with every name', () => {
  const diff = fleetDiff(fleet(levels(6, 'info')), fleet(levels(6, 'debug')))
  expect(formatText(diff, false)).toBe(`6 configmaps in 2 namespaces
  changed in c1, c2, c3
    ~ /data/LOG_LEVEL: "info" → "debug"
    configmaps api: app0, app2, app4
    configmaps shop: app1, app3, app5

1 edit · 6 objects changed · 3 of 3 clusters
`)
})

it('is one item of a comment, whose names are the last to go where it must be cut', () => {
  const diff = fleetDiff(fleet(levels(300, 'info')), fleet(levels(300, 'debug')))
  const text = formatMarkdown(diff)
  expect(text.split('\n').length).toBeLessThan(40)
  expect(text).toContain('- /data/LOG_LEVEL: "info"\n+ /data/LOG_LEVEL: "debug"\n')
  for (const { object } of diff.changes) expect(text).toContain(object.name)
  const cut = formatMarkdown(diff, { maxBytes: 1000 })
  expect(cut).toContain('- `300 configmaps in 2 namespaces` changed in `c1, c2, c3`')
  expect(cut).toContain('without the names of 300 objects')
})

describe('an object that goes and one of the same content that comes', () => {
  const objects = (namespace: string, names: readonly string[]) =>
    fleetOf(clusters, [
      fleetObject('namespaces', [[names, { kind: 'Namespace', metadata: { name: namespace } }]]),
      ...['a', 'b'].map((name) => {
        const metadata = { name, namespace }
        return fleetObject('configmaps', [[names, { kind: 'ConfigMap', metadata, data: { name } }]])
      }),
    ])
  const text = 'a\nb\n'
  const diff = fleetDiff(objects('old', names), objects('new', names), {
    causesOf: () => [{ side: 'head', at: { file: { path: 'web.yaml', text }, start: 2, end: 3 } }],
    risksOf: ({ kind, object }) =>
      kind === 'removed' && object.kind === 'Namespace'
        ? [{ rule: 'r', level: 'critical', reason: 'old goes.' }]
        : [],
  })

  it('are one move, of a whole namespace as one', () => {
    expect(titles(foldChanges(diff.changes))).toStrictEqual(['3 moved'])
    expect(formatText(diff, false)).toContain(`3 objects of the namespace old are in new now
  moved in c1, c2, c3, with the same content
    critical r: old goes.
    from web.yaml:2
    namespaces old → namespaces new
    configmaps old/a → configmaps new/a
`)
    expect(formatMarkdown(diff)).toContain(
      '- `3 objects of the namespace old are in new now`, with the same content, in `c1, c2, c3`, from `web.yaml:2`\n',
    )
    expect(formatMarkdown(diff)).toContain('configmaps old/b → configmaps new/b\n')
  })

  it('is one where only the name is another', () => {
    const renamed = fleetDiff(fleet({ one: { a: 'x' } }), fleet({ two: { a: 'x' } }))
    expect(titles(foldChanges(renamed.changes))).toStrictEqual(['1 moved'])
    expect(formatText(renamed, false)).toContain(
      'configmaps api/one is configmaps api/two now\n  moved in c1, c2, c3, with',
    )
  })

  it('are two changes where the new one is in other clusters too', () => {
    const wider = fleetDiff(objects('old', ['c1']), objects('new', names))
    expect(titles(foldChanges(wider.changes))).not.toContain('3 moved')
  })
})
