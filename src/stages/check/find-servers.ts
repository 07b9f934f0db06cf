import { groupKind, groupOf } from '../../kubernetes/group-version-kind.ts'
import type { ResourceDefinition } from '../../kubernetes/schema/resource-definition.ts'
import { builtinGroups, servedMinors } from '../../kubernetes/served-types.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { KubernetesSchemas } from '../../model/structural-schema.ts'
import { placedDefinitions } from '../plan/resource-definitions.ts'
import { declaredDefinitions } from './declared-definitions.ts'
import type { ApiServer } from './judge.ts'

/** What is known of the API servers of the clusters, for objects of one type. */
export interface TypeServers {
  /**
   * The API server of a cluster, the same value for clusters whose servers are alike; undefined where its version or a
   * definition of the type is not known.
   */
  readonly of: (cluster: string) => ApiServer | undefined
  /** By which a template is judged of which nobody knows where it goes: the newest that has the type. */
  readonly newest: ApiServer | undefined
  /** Whether the type is not Kubernetes' own and no source defines it. */
  readonly isUndefined: boolean
  /** Whether a cluster of a known version gets no definition of the type although the repository federates one. */
  readonly lacksDefinition: (cluster: string) => boolean
}

/** What is known of the API servers of the clusters. */
export interface KnownServers {
  /** The minor versions of the clusters of which they are known. */
  readonly minors: ReadonlyMap<string, number>
  /** The CustomResourceDefinitions that clusters get, by the group and kind that they define and by cluster. */
  readonly placed: ReadonlyMap<string, ReadonlyMap<string, ResourceDefinition>>
  /** Those that the sources hold otherwise, by the same. */
  readonly declared: ReadonlyMap<string, ResourceDefinition>
}

/** What a plan and the manifests of its sources say of the API servers; `minors` are the versions that are known. */
export function knownServers(
  plan: RenderPlan,
  manifests: readonly Manifest[],
  minors: ReadonlyMap<string, number>,
): KnownServers {
  const declared = declaredDefinitions(manifests, plan.federation.federatedObjects)
  return { minors, placed: placedDefinitions(plan.objects), declared }
}

/** Finds the API servers for a type. */
export function findServers(
  schemas: KubernetesSchemas,
  { minors, placed, declared }: KnownServers,
): (apiVersion: string, kind: string) => TypeServers {
  const builtin = builtinGroups(schemas)
  const serverOf = rememberServers()
  const withMinor = (cluster: string, definition?: ResourceDefinition): ApiServer | undefined => {
    const minor = minors.get(cluster)
    return minor === undefined ? undefined : serverOf(minor, definition)
  }
  const [oldest, newest] = schemas.minors
  return (apiVersion, kind) => {
    const group = groupOf(apiVersion)
    if (builtin.has(group)) {
      const last = servedMinors(schemas, apiVersion, kind)?.[1] ?? 0
      return {
        of: withMinor,
        newest: last < oldest ? undefined : serverOf(last),
        isUndefined: false,
        lacksDefinition: () => false,
      }
    }
    const definition = declared.get(groupKind(group, kind))
    const clusters = placed.get(groupKind(group, kind))
    return {
      of: (cluster) => {
        const own = clusters ? clusters.get(cluster) : definition
        return own && withMinor(cluster, own)
      },
      newest: definition && serverOf(newest, definition),
      isUndefined: definition === undefined,
      lacksDefinition: (cluster) => clusters !== undefined && !clusters.has(cluster) && minors.has(cluster),
    }
  }
}

function rememberServers(): (minor: number, definition?: ResourceDefinition) => ApiServer {
  const servers = new Map<ResourceDefinition | undefined, Map<number, ApiServer>>()
  return (minor, definition) => {
    const ofType = servers.get(definition) ?? new Map<number, ApiServer>()
    servers.set(definition, ofType)
    const server = ofType.get(minor) ?? { minor, ...(definition && { definition }) }
    ofType.set(minor, server)
    return server
  }
}
