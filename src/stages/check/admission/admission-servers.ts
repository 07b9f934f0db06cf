import type { Report } from '../../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../../json/fields.ts'
import { getOwn } from '../../../json/own.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { ObjectPlan, RenderPlan } from '../../../model/render-plan.ts'
import type { KnownServers } from '../find-servers.ts'
import { makesPods } from '../fleet/pod-of.ts'
import type { ApiServer } from '../judge.ts'
import { clusterObjects, type ClusterObjects } from './cluster-objects.ts'
import { findPolicies, type DefinitionOf } from './find-policies.ts'
import { reportGiven } from './report-given.ts'
import { reportReplaced } from './report-replaced.ts'
import type { AdmissionObject, PolicySet, Surroundings } from './surroundings.ts'

/** Gives the API server of a cluster, or that it is not known. */
type ServerOf = (cluster: string) => ApiServer | undefined

/** The API servers together with what admission in their clusters asks for. */
export interface AdmissionServers {
  /** The same server for an object, with its surroundings; one value for clusters whose servers and surroundings are alike. */
  readonly around: (object: ObjectPlan, serverOf: ServerOf) => ServerOf
  /** The policies of a cluster; undefined where it has none. */
  readonly policiesOf: (cluster: string) => PolicySet | undefined
}

/** What a plan, its API servers and the command line say of admission in the clusters. Reports what `reportGiven` and `reportReplaced` do. */
export function findAdmission(
  plan: RenderPlan,
  { placed, declared }: KnownServers,
  given: readonly Manifest[],
  report: Report,
): AdmissionServers {
  // What a Namespace asks for is what its own sources say.
  const objects = clusterObjects(
    plan,
    given.filter(({ value }) => groupKindOf(value) !== 'Namespace'),
  )
  const clusters = plan.federation.clusters.map(({ name }) => name)
  reportGiven(given, objects, clusters, report)
  reportReplaced(given, clusterObjects(plan, []), clusters, report)
  return createAdmissionServers(objects, (kind, cluster) => {
    const definitions = placed.get(kind)
    return definitions ? definitions.get(cluster) : declared.get(kind)
  })
}

/** Looks up the policies and the Namespaces of each cluster, once. */
function createAdmissionServers(objects: ClusterObjects, definitionOf: DefinitionOf): AdmissionServers {
  const intern = createIntern()
  const policies = remembered((cluster) => {
    const found = findPolicies(objects, definitionOf, cluster)
    return found && intern.policies(found)
  })
  const namespaces = remembered((cluster) => {
    const found = objects('Namespace', cluster).map(({ object }): [string, JsonObject] => {
      return [textAt(objectAt(object, 'metadata'), 'name'), intern.object(object)]
    })
    return new Map(found)
  })
  const servers = new Map<ApiServer, Map<PolicySet | undefined, Map<JsonObject | undefined, ApiServer>>>()
  const serverWith = (server: ApiServer, surroundings: Surroundings): ApiServer => {
    const ofServer = entry(servers, server, () => new Map())
    const ofPolicies = entry(
      ofServer,
      surroundings.policies,
      () => new Map<JsonObject | undefined, ApiServer>(),
    )
    return entry(ofPolicies, surroundings.namespace, () => ({ ...server, surroundings }))
  }
  return {
    policiesOf: policies,
    around: (object, serverOf) => {
      const { namespace } = object.federatedObject
      const hasPods = isOfPods(object)
      return (cluster) => {
        const server = serverOf(cluster)
        const set = policies(cluster)
        if (server === undefined || (set === undefined && !hasPods)) return server
        const own = namespace === undefined ? undefined : namespaces(cluster).get(namespace)
        if (set === undefined && own === undefined) return server
        return serverWith(server, { ...(set && { policies: set }), ...(own && { namespace: own }) })
      }
    },
  }
}

/** Whether Pod Security Admission looks at objects of its kind. */
function isOfPods({ federatedObject }: ObjectPlan): boolean {
  const { group, kind } = federatedObject.type.targetType
  const name = groupKind(group, kind)
  return makesPods(name) || name === 'PodTemplate'
}

/** An object without what only one cluster's server has set, so that equal ones are equal. */
function asStored(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata')
  const kept = ['name', 'namespace', 'labels', 'annotations'].flatMap(
    (key): [string, JsonObject[string]][] => {
      const value = getOwn(metadata, key)
      return value === undefined ? [] : [[key, value]]
    },
  )
  return { ...object, metadata: Object.fromEntries(kept) }
}

/** Gives equal objects, and sets of them, as one value. */
function createIntern(): {
  readonly object: (object: JsonObject) => JsonObject
  readonly policies: (set: PolicySet) => PolicySet
} {
  const numbers = new Map<string, number>()
  const objects = new Map<string, JsonObject>()
  // What several clusters get is one value most of the time, which need not be written to be compared.
  const known = new Map<JsonObject, JsonObject>()
  const sets = new Map<string, PolicySet>()
  const numberOf = (object: JsonObject): number => {
    const text = stringifyJson(object)
    return entry(numbers, text, () => numbers.size)
  }
  return {
    object: (object) =>
      entry(known, object, () => {
        const stored = asStored(object)
        return entry(objects, stringifyJson(stored), () => stored)
      }),
    policies: ({ policies, bindings, params, definitions }) => {
      const stored = [policies, bindings, params].map((list) => list.map(storedObject))
      const [ofPolicies = [], ofBindings = [], ofParams = []] = stored
      const key = JSON.stringify([
        ...stored.map((list) => list.map(({ object }) => numberOf(object))),
        definitions.map(({ source }) => numberOf(source)),
      ])
      const set = { policies: ofPolicies, bindings: ofBindings, params: ofParams, definitions }
      return entry(sets, key, () => set)
    },
  }
}

function storedObject(each: AdmissionObject): AdmissionObject {
  return each.written ? each : { object: asStored(each.object) }
}

function remembered<T>(compute: (cluster: string) => T): (cluster: string) => T {
  const known = new Map<string, { readonly value: T }>()
  return (cluster) => entry(known, cluster, () => ({ value: compute(cluster) })).value
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
