import { describe, expect, it } from 'vitest'
import { readConfigSchema, settingsOf } from '../../docs/writer/configuration-page.ts'
import { defaultArgoCDConfig, defaultFluxConfig, defaultOCIConfig } from '../../src/model/delivery-config.ts'
import { defaultRenderConfig } from '../../src/model/render-config.ts'

const settings = settingsOf(readConfigSchema()).filter(
  ({ name }) => !/^(?:apiVersion|kind|metadata)$/.test(name),
)

describe('the schema of the configuration', () => {
  it.each(settings)('describes $name in a sentence', ({ schema }) => {
    expect(schema.description).toMatch(/^\S[^\n]*\.$/)
    expect(schema.description).not.toContain('Default:')
  })

  const delivery = {
    argocd: defaultArgoCDConfig,
    flux: { ...defaultFluxConfig, oci: defaultOCIConfig },
  }
  const program = flatten({ ...defaultRenderConfig, delivery })

  it('gives each default that the program has', () => {
    const given = new Map(settings.map(({ name, schema }) => [name, schema.default]))
    for (const [name, value] of Object.entries(program)) expect(given.get(name), name).toStrictEqual(value)
  })

  it('gives no other default, but of what is absent in the program', () => {
    const given = settings.filter(({ schema }) => 'default' in schema).map(({ name }) => name)
    expect(given.filter((name) => !Object.hasOwn(program, name))).toStrictEqual([
      'observed',
      'tenants[].dnsNames',
      'tenants[].fleet',
      'invariants[].severity',
    ])
  })

  it('gives no default beside a required setting', () => {
    expect(settings.filter(({ required, schema }) => required && 'default' in schema)).toStrictEqual([])
  })
})

function flatten(config: object, prefix = ''): Record<string, unknown> {
  const entries = Object.entries(config).map(([name, value]: [string, unknown]) => {
    if (value instanceof Map) return { [`${prefix}${name}`]: Object.fromEntries(value) as unknown }
    return isRecord(value) ? flatten(value, `${prefix}${name}.`) : { [`${prefix}${name}`]: value }
  })
  return Object.assign({}, ...entries) as Record<string, unknown>
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
