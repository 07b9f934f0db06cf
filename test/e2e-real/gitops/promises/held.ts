import { expect } from 'vitest'
import { configMapYaml } from '../../../helpers/kubefed-yaml.ts'
import { deliver, expectReady, without } from '../deliver.ts'
import type { Sources } from '../fleet-sources.ts'
import type { Promised } from './promise.ts'

/** The type of Services, whose objects KubeFed leaves alone. */
const disabledServices = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: services, namespace: kube-federation-system}
spec:
  targetType: {version: v1, kind: Service, pluralName: services, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedService, pluralName: federatedservices, scope: Namespaced}
  propagation: Disabled
`

/** The sources with the type of Services disabled, and without the one Service. */
export function holdService(sources: Sources): Sources {
  return { ...without(sources, 'shop/service.yaml'), 'platform/services.yaml': disabledServices }
}

/** What stays although its source is gone, and what is called like a file that agents obey. */
export const heldAndSpecial: readonly Promised[] = [
  {
    promise: 'an object that is held stays, although its source is gone',
    prove: async (fleet) => {
      const { units, gone, after } = await deliver(fleet, holdService(fleet.sources))
      expectReady(units)
      expect(gone).toStrictEqual([])
      expect([...after.eu.keys()]).toContain('shop/services/web')
    },
  },
  {
    promise: 'objects that are called like files that agents obey or pass over are applied, and deleted',
    prove: async (fleet) => {
      const names = 'kustomization kustomization.yaml cloudbuild chart values appveyor codeship-steps'.split(
        ' ',
      )
      const texts = names.map((name) => configMapYaml(`shop/${name}`)).join('')
      const placed = await deliver(fleet, { ...fleet.sources, 'shop/special.yaml': texts })
      expectReady(placed.units)
      const found = [...placed.after.us.keys()]
      expect(found).toStrictEqual(expect.arrayContaining(names.map((name) => `shop/configmaps/${name}`)))
      const deleted = await deliver(fleet, fleet.sources)
      expectReady(deleted.units)
      expect(deleted.gone).toHaveLength(2 * names.length)
    },
  },
]
