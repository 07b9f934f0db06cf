import { expect } from 'vitest'
import { configMapYaml } from '../../../helpers/kubefed-yaml.ts'
import { deploymentYaml } from '../fleet-sources.ts'
import { deliver, expectReady, fleetObjects, ofEach } from '../deliver.ts'
import { eventually } from '../eventually.ts'
import { change } from '../kubernetes-api.ts'
import type { LiveFleet } from '../live-fleet.ts'
import { managedObjects, serverPath } from '../member.ts'
import type { Promised } from './promise.ts'

const web = 'shop/deployments.apps/web'
const settings = 'shop/configmaps/settings'

/** What holds as long as nobody changes the sources. */
export const steady: readonly Promised[] = [
  {
    promise: 'a second reconcile changes no resourceVersion',
    prove: async (fleet) => {
      const versions = ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.resourceVersion)
      expectReady(await fleet.agent.reconcile())
      expect(ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.resourceVersion)).toStrictEqual(
        versions,
      )
    },
  },
  {
    promise: 'a commit reaches every cluster in a minute',
    prove: async (fleet) => {
      const { repository, agent, members } = fleet
      repository.write({ 'shop/settings.yaml': configMapYaml('shop/settings', 'changed') })
      repository.render()
      const begun = Date.now()
      repository.push()
      await agent.notice()
      await eventually('every cluster has the change', async () => {
        const found = await Promise.all(Object.values(members).map(managedObjects))
        return found.every((objects) => objects.get(settings)?.data?.['key'] === 'changed') || undefined
      })
      const seconds = (Date.now() - begun) / 1000
      console.log(`  ${agent.title}: from commit to applied in ${seconds.toFixed(1)} s`)
      expect(seconds).toBeLessThan(60)
    },
  },
  {
    promise: 'what is changed or deleted by hand comes back',
    prove: async (fleet) => {
      const { eu } = fleet.members
      await change(eu.address, 'PATCH', serverPath(settings), { data: { key: 'by hand' } })
      await change(eu.address, 'DELETE', serverPath(web))
      await fleet.agent.reconcile()
      await eventually('both are back', async () => {
        const objects = await managedObjects(eu)
        return (objects.get(settings)?.data?.['key'] === 'x' && objects.has(web)) || undefined
      })
    },
  },
  {
    promise: 'a count with retainReplicas is left alone, also where another field changes',
    prove: async (fleet) => {
      await scale(fleet, 7)
      expectReady(await fleet.agent.reconcile())
      expect(await replicas(fleet)).toBe(7)
      const { units } = await deliver(fleet, {
        ...fleet.sources,
        'shop/web.yaml': deploymentYaml('shop/web', { retainReplicas: true, image: '1.1' }),
      })
      expectReady(units)
      expect(await replicas(fleet)).toBe(7)
    },
  },
]

async function scale({ members }: LiveFleet, count: number): Promise<void> {
  await change(members.eu.address, 'PATCH', `${serverPath(web)}/scale`, { spec: { replicas: count } })
}

async function replicas({ members }: LiveFleet): Promise<number | undefined> {
  return (await managedObjects(members.eu)).get(web)?.spec?.replicas
}
