import type { Manifest } from '../../model/manifest.ts'
import type { Reference } from '../../model/place.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { Resources } from '../../model/resources.ts'

/** What a source declares, as far as a tenant may or may not. */
export interface Declaration {
  readonly manifest: Manifest
  /** As the FederatedTypeConfig is called, or a plural and its group; absent for what the whole fleet depends on. */
  readonly type?: string
  /** Absent for what has none. */
  readonly namespace?: string
  /** The clusters in which it is placed, and the field that chose them. */
  readonly placement?: { readonly clusters: readonly string[]; readonly chosenBy: Reference }
}

const recordTypes = {
  ServiceDNSRecord: 'servicednsrecords.multiclusterdns.kubefed.io',
  IngressDNSRecord: 'ingressdnsrecords.multiclusterdns.kubefed.io',
} as const

/** Everything that the sources declare, federated objects with the clusters that they end up in. */
export function declarationsOf(resources: Resources, plan: RenderPlan): readonly Declaration[] {
  const { controlPlanes, federatedTypeConfigs, clusters, domains, preferences, dnsRecords } = resources
  const fleet = [...controlPlanes, ...federatedTypeConfigs, ...clusters, ...domains]
  return [
    ...fleet.map(({ manifest }) => ({ manifest })),
    ...preferences.map(({ manifest, namespace }) => ({
      manifest,
      namespace,
      type: 'replicaschedulingpreferences.scheduling.kubefed.io',
    })),
    ...dnsRecords.map(({ manifest, namespace, kind }) => ({ manifest, namespace, type: recordTypes[kind] })),
    ...plan.objects.map(({ federatedObject: { manifest, namespace, type }, placement }) => ({
      manifest,
      type: type.name,
      ...(namespace !== undefined && { namespace }),
      placement,
    })),
  ]
}
