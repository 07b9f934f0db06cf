import type { Scope } from '../../src/model/api-resource.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { computeNamespacedPlacement } from '../../src/stages/plan/compute-namespaced-placement.ts'
import { computePlacement } from '../../src/stages/plan/compute-placement.ts'
import { readFederatedSpec } from '../../src/stages/validate/federated-spec.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface PlacementCase {
  readonly clusters: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[]
  readonly target: 'namespaced' | 'cluster'
  readonly controlPlaneScope: Scope
  readonly spec: JsonObject
  readonly federatedNamespaceSpec?: JsonObject | null
  readonly selectorOnly?: boolean
  readonly selected?: readonly string[]
  readonly error?: string
}

/** A placement selects the clusters that KubeFed's does, or fails where it fails. */
export const placementSuite: Suite = {
  name: 'placement',
  run: (line) => {
    const given = parseExactJson(line) as unknown as PlacementCase
    const clusters = given.clusters.map(({ name, labels }) => ({
      name,
      labels: new Map(Object.entries(labels)),
    }))
    const { placement } = readFederatedSpec({ spec: given.spec })
    const namespace =
      given.federatedNamespaceSpec && readFederatedSpec({ spec: given.federatedNamespaceSpec }).placement
    const { clusters: selected } =
      given.target === 'cluster'
        ? computePlacement(placement, clusters, given.selectorOnly)
        : computeNamespacedPlacement(
            placement,
            namespace ?? undefined,
            clusters,
            given.controlPlaneScope,
            given.selectorOnly,
          )
    const expected = given.error === undefined ? [...(given.selected ?? [])].sort() : 'error'
    const actual = selected ?? 'error'
    return JSON.stringify(actual) === JSON.stringify(expected)
      ? { kind: 'match' }
      : { kind: 'mismatch', expected, actual }
  },
}
