import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultRenderConfig } from '../../src/model/render-config.ts'
import { readSection, repositoryPath } from './readme.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
}

describe('the configuration of the README', () => {
  it('names every setting of the schema, and no other', () => {
    const schemaPath = repositoryPath('schemas/fedrender.dev/v1alpha1/RenderConfig.json')
    const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as Schema
    const frame = new Set(['apiVersion', 'kind', 'metadata'])
    const settings = settingNames(schema).filter((name) => !frame.has(name))
    expect([...documentedDefaults().keys()].sort()).toStrictEqual(settings.sort())
  })

  it('gives the default that the program has', () => {
    const documented = documentedDefaults()
    for (const [name, value] of Object.entries(flatten(defaultRenderConfig))) {
      expect(documented.get(name), name).toBe(`\`${describeValue(value)}\``)
    }
  })
})

function settingNames({ properties = {} }: Schema, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, schema]) =>
    schema.properties ? settingNames(schema, `${prefix}${name}.`) : [`${prefix}${name}`],
  )
}

/** The rows of the table: `| \`setting\` | default | meaning |`. */
function documentedDefaults(): ReadonlyMap<string, string> {
  const rows = readSection('Configuration').matchAll(/^\| `([\w.]+)` +\| (.*?) +\|/gm)
  return new Map([...rows].map(([, name = '', value = '']) => [name, value]))
}

function flatten(config: object, prefix = ''): Record<string, unknown> {
  const entries = Object.entries(config).map(([name, value]: [string, unknown]) =>
    isRecord(value) ? flatten(value, `${prefix}${name}.`) : { [`${prefix}${name}`]: value },
  )
  return Object.assign({}, ...entries) as Record<string, unknown>
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function describeValue(value: unknown): string {
  if (value instanceof Map) return JSON.stringify(Object.fromEntries(value))
  return typeof value === 'string' ? value : JSON.stringify(value)
}
