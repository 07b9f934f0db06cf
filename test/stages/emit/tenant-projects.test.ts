import { describe, expect, it } from 'vitest'
import { defaultArgoCDConfig } from '../../../src/model/delivery-config.ts'
import type { Tenant } from '../../../src/model/tenant.ts'
import { layOutDelivery } from '../../../src/stages/emit/lay-out-delivery.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'
import { federated, federatedNamespace, kubeFedCluster } from '../../helpers/kubefed-objects.ts'

const { fleet } = compileObjects([
  ...['eu-1', 'us-1'].map((name) => kubeFedCluster(name)),
  ...['auth', 'shop', 'shop-1'].flatMap((namespace) => [
    federatedNamespace(namespace),
    federated('ConfigMap', 'web', {}, { namespace }),
  ]),
])
const shop: Tenant = {
  name: 'shop',
  sources: ['shop/**'],
  namespaces: ['shop', 'shop-*'],
  types: ['configmaps'],
  clusters: ['eu-*'],
}

/** The AppProjects by name, with the clusters and namespaces that each reaches. */
function projects(tenants: readonly Tenant[], own: typeof defaultArgoCDConfig.projects = []): unknown {
  const argocd = { ...defaultArgoCDConfig, repoURL: 'https://git.example.com/x.git', projects: own }
  const [files] = layOutDelivery(fleet, deepFreeze({ delivery: { argocd }, tenants }), {
    path: 'rendered',
    isKnown: false,
  })
  return Object.fromEntries(
    files.flatMap(({ object }) => {
      const { kind, metadata, spec } = object as {
        kind: string
        metadata: { name: string }
        spec: { destinations: { name: string; namespace: string }[] }
      }
      if (kind !== 'AppProject') return []
      return [[metadata.name, spec.destinations.map((each) => `${each.name} ${each.namespace}`)]]
    }),
  )
}

describe('the AppProject of a tenant', () => {
  it('reaches the namespaces and clusters that there are and that the tenant may use', () => {
    expect(projects([shop])).toStrictEqual({ shop: ['eu-1 shop', 'eu-1 shop-1'] })
  })

  it('is not written for the tenant of the whole fleet, nor where nothing can be reached', () => {
    const all = { ...shop, name: 'platform', namespaces: ['*'], clusters: ['*'], fleet: true }
    expect(projects([all, { ...shop, clusters: ['ap-*'] }])).toStrictEqual({})
  })

  it('is the configured one where that has its name', () => {
    const own = [{ name: 'shop', namespaces: ['auth'] }]
    expect(projects([shop], own)).toStrictEqual({ shop: ['eu-1 auth', 'us-1 auth'] })
  })
})
