import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { RenderConfig } from '../../../src/model/render-config.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { typeConfig } from '../../helpers/kubefed-objects.ts'

function typesOf(objects: readonly JsonObject[], config: Partial<RenderConfig> = {}): readonly string[] {
  return compileObjects(objects, config).federation.types.map((each) => each.name)
}

const builtin = [
  'clusterroles.rbac.authorization.k8s.io',
  'configmaps',
  'deployments.apps',
  'ingresses.networking.k8s.io',
  'jobs.batch',
  'namespaces',
  'replicasets.apps',
  'secrets',
  'serviceaccounts',
  'services',
]

describe('the FederatedTypeConfigs in force', () => {
  it.each<[Partial<RenderConfig>, readonly string[]]>([
    [{}, builtin],
    [{ builtinTypes: false }, []],
    [{ builtinTypes: ['services', 'configmaps'] }, ['configmaps', 'services']],
    [{ builtinTypes: [] }, []],
  ])('are the built-in ones that %j leaves', (config, expected) => {
    expect(typesOf([], config)).toStrictEqual(expected)
  })

  it('are those of the repository beside the built-in ones, sorted', () => {
    expect(
      typesOf([typeConfig('widgets.example.com', 'Widget'), typeConfig('apples', 'Apple')]),
    ).toStrictEqual(['apples', ...builtin, 'widgets.example.com'])
  })

  it('displace a built-in one by the federated kind', () => {
    expect(typesOf([typeConfig('ingresses.extensions', 'Ingress')])).toStrictEqual(
      builtin.map((each) => (each.startsWith('ingresses') ? 'ingresses.extensions' : each)),
    )
  })

  it('displace a built-in one by the name', () => {
    const { federation } = compileObjects([typeConfig('configmaps', 'ConfigMap', 'Disabled')])
    expect(federation.types.map((each) => each.name)).toStrictEqual(builtin)
    expect(federation.types.find((each) => each.name === 'configmaps')?.propagation).toBe('Disabled')
  })

  it('are each claimed once; the first counts', () => {
    const [first, second] = [
      typeConfig('widgets.example.com', 'Widget'),
      typeConfig('widgets.example.com', 'Widget', 'Disabled'),
    ]
    const { federation, codes } = compileObjects([first, second], { builtinTypes: false })
    expect(federation.types.map((each) => each.propagation)).toStrictEqual(['Enabled'])
    expect(codes).toStrictEqual(['duplicate-type-config'])
  })
})
