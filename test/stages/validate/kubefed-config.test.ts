import { describe, expect, it } from 'vitest'
import type { ControlPlane } from '../../../src/model/control-plane.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { kubeFedConfig } from '../../helpers/kubefed-objects.ts'

const gates = (...featureGates: readonly JsonObject[]): JsonObject => ({ featureGates })

describe('a KubeFedConfig', () => {
  const defaults: ControlPlane = {
    systemNamespace: 'kube-federation-system',
    scope: 'Cluster',
    pushReconciler: true,
    schedulerPreferences: true,
    crossClusterServiceDiscovery: true,
    federatedIngress: true,
    adoptResources: true,
  }

  it.each<[JsonObject, Partial<ControlPlane>]>([
    [{}, {}],
    [{ scope: '' }, {}],
    [{ scope: 'Cluster' }, {}],
    [{ scope: 'Namespaced' }, { scope: 'Namespaced' }],
    [gates({ name: 'PushReconciler', configuration: 'Enabled' }), {}],
    [gates({ name: 'PushReconciler', configuration: 'Disabled' }), { pushReconciler: false }],
    [gates({ name: 'SchedulerPreferences', configuration: 'Disabled' }), { schedulerPreferences: false }],
    [
      gates({ name: 'CrossClusterServiceDiscovery', configuration: 'Disabled' }),
      { crossClusterServiceDiscovery: false },
    ],
    [gates({ name: 'FederatedIngress', configuration: 'Disabled' }), { federatedIngress: false }],
    [{ syncController: { adoptResources: 'Disabled' } }, { adoptResources: false }],
  ])('%j differs from the default by %j', (spec, difference) => {
    const { federation } = compileObjects([kubeFedConfig(spec)])
    expect(federation.controlPlane).toStrictEqual({ ...defaults, ...difference })
  })

  it('is not needed', () => {
    expect(compileObjects([], { systemNamespace: 'fed' }).federation.controlPlane).toStrictEqual({
      ...defaults,
      systemNamespace: 'fed',
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
