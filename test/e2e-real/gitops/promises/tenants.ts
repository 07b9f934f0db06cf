import { expect } from 'vitest'
import { deliver, expectReady } from '../deliver.ts'
import { eventually } from '../eventually.ts'
import { change, get, type LiveObject } from '../kubernetes-api.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

const tenants = `tenants:
  - {name: platform, sources: [platform/**, clusters/**], namespaces: ['*'], types: ['*'], clusters: ['*'], fleet: true}
  - {name: shop, sources: [shop/**], namespaces: [shop], types: ['*'], clusters: ['*']}
  - {name: pay, sources: [pay/**], namespaces: [pay], types: ['*'], clusters: ['*']}
`

/** Where the Application of the namespace shop reads its files. */
const directory = 'rendered/clusters/eu/shop/configmaps'

const shopInEu = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/eu-shop'

const reasons = [/namespace pay is not permitted in project/, /ClusterRole is not permitted in project/]

interface Application extends LiveObject {
  readonly status?: {
    readonly operationState?: {
      readonly syncResult?: { readonly resources?: readonly { readonly message?: string }[] }
    }
  }
}

/** What Argo CD keeps apart by the AppProjects of tenants. */
export const projects: readonly Promised[] = [
  {
    promise: 'the Applications of tenants are in their AppProjects, and synced',
    prove: async (fleet) => {
      const { units } = await deliver(fleet, withTenants(fleet))
      expectReady(units)
      const project = fleet.host.kubectl(
        '-n argocd get application eu-shop --output jsonpath={.spec.project}/{.spec.destination.namespace}'.split(
          ' ',
        ),
      )
      expect(project).toBe('shop/shop')
    },
  },
  {
    promise: 'an AppProject denies what is not of its tenant, wherever the file is',
    goesOn: true,
    prove: async (fleet) => {
      const { repository, agent } = fleet
      const { eu } = fleet.members
      const foreign = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: foreign, namespace: pay}\n'
      const role = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: foreign}
rules: []
`
      repository.write({ [`${directory}/of-pay.yaml`]: foreign, [`${directory}/role.yaml`]: role })
      const denied = await agent.follow(repository.push())
      expect(denied['eu-shop']?.isReady).toBe(false)
      const look = (): Promise<Application | undefined> => get<Application>(fleet.host.address, shopInEu)
      await eventually(
        'both objects are denied',
        async () => {
          const { resources = [] } = (await look())?.status?.operationState?.syncResult ?? {}
          const messages = resources.map(({ message }) => message).join('\n')
          return reasons.every((each) => each.test(messages)) || undefined
        },
        look,
        60,
      )
      expect(eu.tryKubectl(['-n', 'pay', 'get', 'configmap', 'foreign']).done).toBe(false)
      expect(eu.tryKubectl(['get', 'clusterrole', 'foreign']).done).toBe(false)
      repository.remove(`${directory}/of-pay.yaml`)
      repository.remove(`${directory}/role.yaml`)
      await stopTrying(fleet)
      expectReady((await deliver(fleet, withTenants(fleet))).units)
    },
  },
]

/** What `argocd app terminate-op` does: it would try the commit that is denied again for minutes. */
async function stopTrying({ host }: LiveFleet): Promise<void> {
  await change(host.address, 'PATCH', shopInEu, { status: { operationState: { phase: 'Terminating' } } })
}

function withTenants({ sources, settingsOf }: LiveFleet): Readonly<Record<string, string>> {
  return { ...sources, 'fedrender.yaml': settingsOf({ granularity: 'namespace' }) + tenants }
}
