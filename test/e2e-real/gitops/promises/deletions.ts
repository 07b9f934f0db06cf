import { expect } from 'vitest'
import {
  begin,
  deliver,
  expectReady,
  fleetObjects,
  introduce,
  ofEach,
  onlyInEu,
  without,
} from '../deliver.ts'
import { configMapYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'
import { memberYaml } from '../fleet-sources.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

const inEu = '{clusters: [{name: eu}]}'

/** What becomes of objects that are no longer placed. */
export const deletions: readonly Promised[] = [
  {
    promise: 'an object that goes is deleted, and nothing else',
    prove: async (fleet) => {
      const { units, gone, named } = await deliver(fleet, without(fleet.sources, 'shop/motd.yaml'))
      expectReady(units)
      expect(gone).toStrictEqual(['eu/shop/configmaps/motd', 'us/shop/configmaps/motd'])
      expect(named).toStrictEqual(gone)
    },
  },
  {
    promise: 'a namespace that goes loses what was placed in it, stays itself, and nothing is left to sync',
    prove: async (fleet) => {
      const { sources } = fleet
      const left = without(sources, 'pay/api.yaml', 'pay/limits.yaml', 'pay/big.yaml')
      const { units, gone, named, asked } = await deliver(fleet, {
        ...left,
        'platform/namespaces.yaml': namespaceYaml('shop'),
      })
      expectReady(units)
      expect(asked).toContain('namespace pay would vanish from every cluster that has it')
      const contents = ['configmaps/limits', 'deployments.apps/api', 'widgets.example.com/big']
      expect(gone).toStrictEqual(
        ['eu', 'us'].flatMap((name) => contents.map((each) => `${name}/pay/${each}`)),
      )
      expect(named).toStrictEqual(expect.arrayContaining([...gone]))
    },
  },
  {
    promise:
      'a cluster that is emptied keeps everything, and what is left goes with the change that names it',
    prove: async (fleet) => {
      const emptied = await deliver(fleet, onlyInEu(fleet))
      expect(emptied.gone).toStrictEqual([])
      expect(emptied.asked).toContain('cluster us would lose its whole directory')
      expect(emptied.units['us']).toMatchObject({ isReady: false })
      const refilled = await deliver(fleet, {
        ...onlyInEu(fleet),
        'shop/new.yaml': configMapYaml('shop/new', 'x', '{clusters: [{name: us}]}'),
        'platform/namespaces.yaml': namespaceYaml('shop') + namespaceYaml('pay', inEu),
      })
      expectReady(refilled.units)
      expect(refilled.asked).not.toBe('')
      expect(refilled.gone).toContain('us/shop/deployments.apps/web')
      expect(refilled.gone).toStrictEqual(refilled.named)
    },
  },
  {
    promise: 'a cluster that is removed keeps everything, and comes back without a deletion',
    prove: async (fleet) => {
      const uids = await uidsOf(fleet)
      const { gone, units } = await deliver(fleet, without(fleet.sources, 'clusters/us.yaml'))
      expect(gone).toStrictEqual([])
      expect(Object.keys(units)).not.toContain('us')
      await begin(fleet)
      expect(await uidsOf(fleet)).toStrictEqual(uids)
    },
  },
  {
    promise: 'a cluster that is renamed keeps every object, which the new name takes over',
    prove: async (fleet) => {
      const uids = await uidsOf(fleet)
      const sources = { ...fleet.sources, 'clusters/us.yaml': memberYaml(fleet.addresses.us, 'us-1') }
      fleet.repository.write(sources)
      await introduce(fleet)
      const renamed = await deliver(fleet, sources)
      expectReady(renamed.units)
      expect(Object.keys(renamed.units)).toContain('us-1')
      expect(Object.keys(renamed.units)).not.toContain('us')
      expect(renamed.gone).toStrictEqual([])
      const pruned = await deliver(fleet, {
        ...without(sources, 'shop/motd.yaml'),
      })
      expect(pruned.gone).toContain('us/shop/configmaps/motd')
      await begin(fleet)
      const kept = Object.entries(uids).filter(([object]) => !object.endsWith('shop/configmaps/motd'))
      expect(await uidsOf(fleet)).toMatchObject(Object.fromEntries(kept))
    },
  },
]

async function uidsOf(fleet: LiveFleet): Promise<Readonly<Record<string, string>>> {
  return ofEach(await fleetObjects(fleet), ({ metadata }) => metadata.uid)
}
