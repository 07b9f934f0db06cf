import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { formatJson } from '../../../../src/views/fleet-diff/format/json.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'
import { configMap, sampleDiff } from './sample-diff.ts'

const schema = JSON.parse(readFileSync('schemas/fedrender.dev/v1alpha1/FleetDiff.json', 'utf8')) as object

it('is what the schema describes, which has no room for more', () => {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema)
  for (const diff of [
    sampleDiff(),
    fleetDiff(fleetOf(fleetClusters([]), []), fleetOf(fleetClusters([]), [])),
  ]) {
    validate(JSON.parse(formatJson(diff)))
    expect(validate.errors).toBeNull()
  }
  expect(validate({ ...(JSON.parse(formatJson(sampleDiff())) as object), more: 1 })).toBe(false)
})

it('has edits with all of their causes, and what happens to clusters', () => {
  const file = { path: 'fleet.yaml', text: 'a\nb\n' }
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const side = (tier: string, clusters: readonly string[]) =>
    fleetOf(
      fleetClusters(clusters, () => ({ tier })),
      names.map((name) => fleetObject('configmaps', [[['c1'], configMap(name, tier)]])),
    )
  const diff = fleetDiff(side('stage', ['c1', 'c2']), side('prod', ['c1', 'c3']), {
    causesOf: ({ object }) => [{ side: 'head', at: { file, start: object.name === 'a' ? 0 : 2, end: 3 } }],
  })
  const document: unknown = JSON.parse(formatJson(diff))
  expect(document).toMatchObject({
    clusterChanges: [
      { cluster: 'c1', kind: 'changed', labels: [{ label: 'tier', from: 'stage', to: 'prod' }] },
      { cluster: 'c2', kind: 'removed', labels: [] },
      { cluster: 'c3', kind: 'added', labels: [] },
    ],
    edits: [
      {
        causes: [
          { side: 'head', file: 'fleet.yaml', line: 1, endLine: 2 },
          { side: 'head', file: 'fleet.yaml', line: 2, endLine: 2 },
        ],
      },
    ],
  })
  const validate = new Ajv({ strict: true, allErrors: true }).compile(schema)
  validate(document)
  expect(validate.errors).toBeNull()
})

it('has every property described', () => {
  const undescribed: string[] = []
  const walk = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [name, property] of Object.entries((node as { properties?: object }).properties ?? {})) {
      if (typeof (property as { description?: unknown }).description !== 'string')
        undescribed.push(`${pointer}/${name}`)
    }
    for (const [key, each] of Object.entries(node)) walk(each, `${pointer}/${key}`)
  }
  walk(schema, '')
  expect(undescribed).toEqual([])
})

it('has exact integers, one line, and the lines of causes', () => {
  const text = formatJson(sampleDiff())
  expect(text).toContain('"from":2,"to":1152921504606846976')
  expect(text.indexOf('\n')).toBe(text.length - 1)
  expect(text).toContain('{"side":"head","file":"fleet/web.yaml","line":3,"endLine":4}')
})
