import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { kubeFedConfig } from '../../helpers/kubefed-objects.ts'

const gates = (...featureGates: readonly JsonObject[]): JsonObject => ({ featureGates })

describe('a KubeFedConfig', () => {
  it.each<[JsonObject, string, boolean]>([
    [{}, 'Cluster', true],
    [{ scope: '' }, 'Cluster', true],
    [{ scope: 'Cluster' }, 'Cluster', true],
    [{ scope: 'Namespaced' }, 'Namespaced', true],
    [gates({ name: 'PushReconciler', configuration: 'Enabled' }), 'Cluster', true],
    [gates({ name: 'PushReconciler', configuration: 'Disabled' }), 'Cluster', false],
    [gates({ name: 'SchedulerPreferences', configuration: 'Disabled' }), 'Cluster', true],
  ])('%j is scope %s, push reconciler %s', (spec, scope, pushReconciler) => {
    const { federation } = compileObjects([kubeFedConfig(spec)])
    expect(federation.controlPlane).toStrictEqual({
      systemNamespace: 'kube-federation-system',
      scope,
      pushReconciler,
    })
  })

  it('is not needed', () => {
    expect(compileObjects([], { systemNamespace: 'fed' }).federation.controlPlane).toStrictEqual({
      systemNamespace: 'fed',
      scope: 'Cluster',
      pushReconciler: true,
    })
  })

  it.each<[JsonObject, string]>([
    [kubeFedConfig({ scope: 'Galaxy' }), 'schema-violation'],
    [{ ...kubeFedConfig({ scope: 'Namespaced' }), metadata: { name: 'other' } }, 'kubefed-config-name'],
  ])('%j does not count', (object, code) => {
    const { federation, codes } = compileObjects([object])
    expect([federation.controlPlane.scope, ...codes]).toStrictEqual(['Cluster', code])
  })
})
