import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, it } from 'vitest'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { formatJson } from '../../../../src/views/fleet-diff/format/json.ts'
import { fleetClusters, fleetOf } from '../../../helpers/fleets.ts'
import { sampleDiff } from './sample-diff.ts'

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
