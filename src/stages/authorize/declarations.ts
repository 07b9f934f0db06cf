import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { Manifest } from '../../model/manifest.ts'
import { holderOf } from '../../model/override.ts'
import { keyAt, valueAt, type Reference } from '../../model/place.ts'
import type { ObjectPlan, Placement, RenderPlan } from '../../model/render-plan.ts'
import type { Resources } from '../../model/resources.ts'
import { createClaimLookup, endpointClaims, type ClaimedNames } from './claimed-names.ts'

/** What a source declares, as far as a tenant may or may not. */
export interface Declaration {
  readonly manifest: Manifest
  /** Absent for what the whole fleet depends on. */
  readonly type?: DeclaredType
  /** Absent for what has none. */
  readonly namespace?: string
  /** The clusters in which it places an object, and the field that chose them. */
  readonly placement?: Pick<Placement, 'clusters' | 'chosenBy'> | undefined
  /** Default: none. */
  readonly dnsNames?: readonly ClaimedNames[]
}

/** A type, and the field that names it. */
export interface DeclaredType {
  /** As the FederatedTypeConfig is called, or a plural and its group. */
  readonly name: string
  /** Whether its objects belong to no namespace of the member clusters. */
  readonly isClusterScoped: boolean
  readonly at: Reference
}

const preferenceType = 'replicaschedulingpreferences.scheduling.kubefed.io'

const recordTypes = {
  ServiceDNSRecord: 'servicednsrecords.multiclusterdns.kubefed.io',
  IngressDNSRecord: 'ingressdnsrecords.multiclusterdns.kubefed.io',
} as const

/** Everything that the sources declare, federated objects with the clusters that they end up in. */
export function declarationsOf(resources: Resources, plan: RenderPlan): readonly Declaration[] {
  const { controlPlanes, federatedTypeConfigs, clusters, domains, preferences, dnsRecords } = resources
  const invariants = resources.invariants.map(({ at: { manifest } }) => ({ manifest }))
  const fleet = [...controlPlanes, ...federatedTypeConfigs, ...clusters, ...domains, ...invariants]
  const placed = placedByOthers(plan)
  const claimsOf = createClaimLookup(plan)
  return [
    ...fleet.map(({ manifest }) => ({ manifest })),
    ...plan.objects.flatMap((each) => [
      declarationOf(each),
      ...otherTypes(each),
      ...overridingDeclarations(each, plan),
    ]),
    ...withoutTarget(resources, plan),
    ...preferences.map((each) => namespaced(each, preferenceType, placed.get(each.manifest))),
    ...dnsRecords.map((each) => {
      const dnsNames = claimsOf(each)
      return Object.assign({ dnsNames }, namespaced(each, recordTypes[each.kind]))
    }),
  ]
}

function namespaced(
  { manifest, namespace }: { readonly manifest: Manifest; readonly namespace: string },
  name: string,
  placement?: Placement,
): Declaration {
  const type = { name, isClusterScoped: false, at: valueAt(manifest, '/kind') }
  return { manifest, namespace, type, placement }
}

function declarationOf(objectPlan: ObjectPlan): Declaration {
  const { federatedObject, placement } = objectPlan
  const { manifest, namespace, type } = federatedObject
  return {
    manifest,
    type: {
      name: type.name,
      isClusterScoped: type.targetType.scope === 'Cluster' && !isNamespaceType(type),
      at: valueAt(manifest, '/kind'),
    },
    ...(namespace !== undefined && { namespace }),
    placement,
    dnsNames: endpointClaims(objectPlan),
  }
}

/** The placements that another manifest than the object's own chose: a ReplicaSchedulingPreference, which places it too. */
function placedByOthers({ objects }: RenderPlan): ReadonlyMap<Manifest, Placement> {
  return new Map(
    objects.flatMap(({ federatedObject, placement }) => {
      const { manifest } = placement.chosenBy
      return manifest === federatedObject.manifest ? [] : [[manifest, placement]]
    }),
  )
}

/** The types that a template or overrides make of an object by another group: a Service of `v1` may become one of Knative. */
function otherTypes({ federatedObject, variants, overrides }: ObjectPlan): readonly Declaration[] {
  const { manifest, type } = federatedObject
  const { group, pluralName, scope } = type.targetType
  return variants.flatMap(({ object, clusters: [cluster = ''] }) => {
    const other = groupOf(String(object['apiVersion']))
    if (other === group) return []
    const override = overrides.get(cluster)?.findLast(({ path }) => path === '/apiVersion')
    const name = other === '' ? pluralName : `${pluralName}.${other}`
    const holder = override ? holderOf(override, manifest) : manifest
    const at = override ? keyAt(holder, override.pointer) : valueAt(manifest, '/spec/template/apiVersion')
    return [{ manifest: holder, type: { name, isClusterScoped: scope === 'Cluster', at } }]
  })
}

/**
 * What the ClusterOverrides of an object declare: the object itself, in the clusters in which they change it. Whose file the
 * object is in does not count.
 */
function overridingDeclarations(object: ObjectPlan, { federation }: RenderPlan): readonly Declaration[] {
  const { federatedObject, placement } = object
  const placed = new Set(placement.clusters)
  const own = declarationOf(object)
  const overriding = federation.clusterOverrides.get(federatedObject) ?? []
  return overriding.flatMap(({ clusterOverride, rules }) => {
    const { manifest } = clusterOverride
    const names = own.dnsNames?.flatMap((each) => each.names) ?? []
    const target: Declaration = Object.assign({}, own, {
      manifest,
      type: own.type && Object.assign({}, own.type, { at: valueAt(manifest, '/spec/target/type') }),
      placement: undefined,
      dnsNames: [{ names, at: keyAt(manifest, '/spec/rules') }],
    })
    const ofRules = rules.map(({ rule, clusters }): Declaration => {
      const field = rule.clusters ? 'clusters' : 'clusterSelector'
      const chosenBy = keyAt(manifest, `${rule.pointer}/${field}`)
      return Object.assign({}, target, {
        placement: { clusters: clusters.filter((each) => placed.has(each)), chosenBy },
      })
    })
    return [target].concat(ofRules)
  })
}

/** The ClusterOverrides that no object has: their targets may come with another change. */
function withoutTarget({ clusterOverrides }: Resources, { federation }: RenderPlan): readonly Declaration[] {
  const used = new Set([...federation.clusterOverrides.values()].flat().map((each) => each.clusterOverride))
  return clusterOverrides
    .filter((each) => !used.has(each))
    .map(({ manifest, namespace, target }) => {
      const type = federation.types.find((each) => each.name === target.type)
      const isClusterScoped = type?.targetType.scope === 'Cluster' && !isNamespaceType(type)
      const at = valueAt(manifest, '/spec/target/type')
      const declared = { manifest, type: { name: target.type, isClusterScoped, at } }
      return namespace === undefined ? declared : Object.assign(declared, { namespace })
    })
}
