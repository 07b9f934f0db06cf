import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { compileObjects, type Compilation } from '../../helpers/compile-frozen.ts'

const target = { group: 'example.com', version: 'v1', kind: 'Widget', scope: 'Namespaced' }
const federatedType = {
  group: 'types.example.com',
  version: 'v1',
  kind: 'FederatedWidget',
  scope: 'Namespaced',
}

function read(name: string, spec: JsonObject, metadata: JsonObject = {}): Compilation {
  return compileObjects([
    {
      apiVersion: 'core.kubefed.io/v1beta1',
      kind: 'FederatedTypeConfig',
      metadata: { name, ...metadata },
      spec: { targetType: target, federatedType, propagation: 'Enabled', ...spec },
    },
  ])
}

describe('a FederatedTypeConfig', () => {
  it('gets the plural and group of its target from its name, and the federated plural from the kind', () => {
    const { group: _, ...targetType } = target
    const { resources, codes } = read('widgetry.example.com', { targetType })
    const [config] = resources.federatedTypeConfigs
    expect(codes).toStrictEqual([])
    expect(config?.targetType).toStrictEqual({ ...target, pluralName: 'widgetry' })
    expect(config?.federatedType).toStrictEqual({ ...federatedType, pluralName: 'federatedwidgets' })
  })

  it('is of the core group where neither name nor target type names one', () => {
    const { resources } = read('widgets', { targetType: { version: 'v1', kind: 'Widget', scope: 'Cluster' } })
    expect(resources.federatedTypeConfigs[0]?.targetType.group).toBe('')
  })

  it.each<[string, JsonObject, string]>([
    ['widget.example.com', { targetType: { ...target, pluralName: 'widgets' } }, 'type-config-name'],
    ['widgets', {}, 'type-config-name'],
    ['Widgets.example.com', {}, 'type-config-name'],
    ['../widgets.example.com', {}, 'type-config-name'],
    ['widgets.example.com', { federatedType: { ...federatedType, group: 'types' } }, 'type-config-group'],
    ['widgets.example.com', { propagation: 'Maybe' }, 'schema-violation'],
    ['widgets.example.com', { targetType: { ...target, scope: 'Global' } }, 'schema-violation'],
    ['widgets.example.com', { targetType: { ...target, version: '' } }, 'schema-violation'],
  ])('%s with %j is refused', (name, spec, code) => {
    const { resources, codes } = read(name, spec)
    expect([resources.federatedTypeConfigs.length, ...codes]).toStrictEqual([0, code])
  })

  it('is warned of and counts outside the system namespace', () => {
    const { resources, codes } = read('widgets.example.com', {}, { namespace: 'elsewhere' })
    expect([resources.federatedTypeConfigs.length, ...codes]).toStrictEqual([1, 'system-namespace-other'])
  })

  it('may have a status type and an unknown field, which is warned of', () => {
    const { resources, codes } = read('widgets.example.com', {
      statusType: target,
      statusCollection: 'Disabled',
      x: 1,
    })
    expect([resources.federatedTypeConfigs.length, ...codes]).toStrictEqual([1, 'unknown-field'])
  })
})
