import { expect } from 'vitest'
import { deliver, expectReady, without } from '../deliver.ts'
import { change } from '../kubernetes-api.ts'
import type { LiveFleet } from '../live-fleet.ts'
import type { Promised } from './promise.ts'

const kustomizations = '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/flux-system/kustomizations'

/** What Flux does with several Kustomizations for each cluster. */
export const fluxOnly: readonly Promised[] = [
  {
    promise: 'a definition that goes after its objects is deleted, with granularity: namespace too',
    prove: async (fleet) => {
      const sources = byNamespace(fleet)
      expectReady((await deliver(fleet, sources)).units)
      const withoutObjects = without(sources, 'pay/big.yaml')
      expectReady((await deliver(fleet, withoutObjects)).units)
      const { units, gone } = await deliver(fleet, without(withoutObjects, 'platform/widgets.yaml'))
      expectReady(units)
      expect(gone).toHaveLength(2)
    },
  },
  {
    promise: 'a definition that goes with its objects leaves PruneFailed, until Flux forgets them',
    prove: async (fleet) => {
      const sources = byNamespace(fleet)
      expectReady((await deliver(fleet, sources)).units)
      await deliver(fleet, without(sources, 'pay/big.yaml', 'platform/widgets.yaml'))
      // As seen with kustomize-controller 1.9.6, which keeps what it could not ask for (fluxcd/kustomize-controller#1664).
      const { 'us-pay': stuck } = await fleet.agent.reconcile()
      expect(stuck).toMatchObject({ isReady: false })
      expect(stuck?.message).toMatch(/^PruneFailed: .*no matches for kind "Widget"/)
      for (const name of ['eu-pay', 'us-pay']) {
        await change(fleet.host.address, 'DELETE', `${kustomizations}/${name}`)
      }
      expectReady(await fleet.agent.reconcile())
    },
  },
]

function byNamespace({ sources, settingsOf }: LiveFleet): Readonly<Record<string, string>> {
  return { ...sources, 'fedrender.yaml': settingsOf({ granularity: 'namespace' }) }
}
