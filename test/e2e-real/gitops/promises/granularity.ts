import { expect } from 'vitest'
import { configMapYaml } from '../../../helpers/kubefed-yaml.ts'
import { begin, deliver, expectReady, fleetObjects, ofEach, without } from '../deliver.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

/** What holds where each namespace of each cluster is delivered by itself. */
export const granularity: readonly Promised[] = [
  {
    promise: 'another granularity keeps every object, and comes back',
    prove: async (fleet) => {
      const uids = await uidsOf(fleet)
      const { units } = await deliver(fleet, byNamespace(fleet))
      expectReady(units)
      expect(Object.keys(units)).toStrictEqual(
        expect.arrayContaining(['eu-cluster-scoped', 'eu-pay', 'eu-shop', 'us-shop']),
      )
      expect(await uidsOf(fleet)).toStrictEqual(uids)
      await begin(fleet)
      expect(await uidsOf(fleet)).toStrictEqual(uids)
    },
  },
  {
    promise:
      'a namespace that is emptied keeps its objects, and what is left goes with the change that names it',
    prove: async (fleet) => {
      const sources = byNamespace(fleet)
      expectReady((await deliver(fleet, sources)).units)
      const left = without(sources, 'pay/api.yaml', 'pay/limits.yaml', 'pay/big.yaml')
      const emptied = await deliver(fleet, left)
      expect(emptied.gone).toStrictEqual([])
      expect(emptied.units['us-pay']).toMatchObject({ isReady: false })
      expect(emptied.units['us-shop']).toMatchObject({ isReady: true })
      const refilled = await deliver(fleet, { ...left, 'pay/new.yaml': configMapYaml('pay/new') })
      expectReady(refilled.units)
      expect(refilled.gone).toContain('us/pay/deployments.apps/api')
      expect(refilled.named).toStrictEqual(refilled.gone)
      await deliver(fleet, sources)
    },
  },
  {
    promise:
      'an object that goes with another granularity goes at the latest with the change that names it again',
    prove: async (fleet) => {
      const left = without(fleet.sources, 'shop/motd.yaml')
      const changed = await deliver(fleet, byNamespace({ ...fleet, sources: left }))
      expectReady(changed.units)
      expect(changed.named).toStrictEqual(motd)
      const staying = motd.filter((object) => !changed.gone.includes(object))
      console.log(`  ${fleet.agent.title}: ${staying.length} of 2 objects stay with another granularity`)
      const back = await deliver(fleet, left)
      expectReady(back.units)
      expect(back.named).toStrictEqual(fleet.agent.recallsUnits ? motd : [])
      expect(back.gone).toStrictEqual(fleet.agent.recallsUnits ? staying : [])
    },
  },
  {
    promise:
      'what is left of a namespace stays with another granularity, and goes with the change that names it',
    prove: async (fleet) => {
      const { sources, agent } = fleet
      expectReady((await deliver(fleet, byNamespace(fleet))).units)
      const left = without(sources, 'pay/api.yaml', 'pay/limits.yaml', 'pay/big.yaml')
      await deliver(fleet, byNamespace({ ...fleet, sources: left }))
      const whole = await deliver(fleet, left)
      expectReady(whole.units)
      expect([whole.named, whole.gone]).toStrictEqual([[], []])
      const filled = { ...left, 'pay/new.yaml': configMapYaml('pay/new') }
      const other = await deliver(fleet, filled)
      expect([other.named, other.gone]).toStrictEqual([[], []])
      const back = await deliver(fleet, byNamespace({ ...fleet, sources: filled }))
      expectReady(back.units)
      const contents = ['configmaps/limits', 'deployments.apps/api', 'widgets.example.com/big']
      const leftOver = ['eu', 'us'].flatMap((name) => contents.map((each) => `${name}/pay/${each}`))
      expect(back.named).toStrictEqual(agent.recallsUnits ? leftOver : [])
      expect(back.gone).toStrictEqual(back.named)
      // What goes with another granularity may stay.
      expect((await deliver(fleet, byNamespace(fleet))).gone).toHaveLength(2)
    },
  },
]

const motd = ['eu/shop/configmaps/motd', 'us/shop/configmaps/motd']

function byNamespace({
  sources,
  settingsOf,
}: Pick<LiveFleet, 'sources' | 'settingsOf'>): Readonly<Record<string, string>> {
  return { ...sources, 'fedrender.yaml': settingsOf({ granularity: 'namespace' }) }
}

async function uidsOf(fleet: LiveFleet): Promise<Readonly<Record<string, string>>> {
  return ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.uid)
}
