import { apiVersionOf, groupOf, versionOf } from '../../kubernetes/group-version-kind.ts'
import {
  checkStructure,
  type IsKnownFault,
  type StructureFault,
} from '../../kubernetes/schema/check-structure.ts'
import { readObjectSchema } from '../../kubernetes/schema/read-object-schema.ts'
import type { DefinedVersion, ResourceDefinition } from '../../kubernetes/schema/resource-definition.ts'
import { builtinSchema, definitionsIn, servedMinors, servingVersions } from '../../kubernetes/served-types.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Surroundings } from './admission/surroundings.ts'
import type { ServerFault } from './server/server-faults.ts'
import type { KubernetesSchemas, FindDefinition, StructuralSchema } from '../../model/structural-schema.ts'

/** What of an API server decides whether it takes an object. */
export interface ApiServer {
  /** Its minor version of Kubernetes, one that has schemas. */
  readonly minor: number
  /** The CustomResourceDefinition of the object's kind; absent for a kind of Kubernetes' own. */
  readonly definition?: ResourceDefinition
  /** What admission there asks for; absent where nothing of it concerns the object. */
  readonly surroundings?: Surroundings
}

/** An API version that the server does not serve. */
export interface NotServed {
  readonly kind: 'not-served'
  readonly pointer: '/apiVersion'
  readonly apiVersion: string
  /** Absent where no version of Kubernetes serves it. */
  readonly servedMinors?: readonly [first: number, last: number]
  /** The apiVersions by which the kind is served in its place. */
  readonly serving: readonly string[]
}

/** A fault for which an API server would refuse an object, or a field that it would drop; and what its own code says. */
export type Fault = StructureFault | NotServed | ServerFault

/**
 * Judges an object with apiVersion and kind; what is known of its structure's faults comes last.
 *
 * @param isKnown default: nothing is known of the object's faults
 */
export type Judge = (object: JsonObject, server: ApiServer, isKnown?: IsKnownFault) => readonly Fault[]

/** A judge by schemas. */
export type SchemaJudge = (...asked: Parameters<Judge>) => readonly (StructureFault | NotServed)[]

/**
 * Fields that schemas require and that are empty to the API server where they are absent, by type: each as the pointer of its mapping, with
 * `*` for an index, and its name. Each was found by asking a kube-apiserver (test/e2e-real/server-check).
 */
const takenWithout: ReadonlyMap<string, readonly string[]> = new Map([
  ['v1 LimitRange', ['/spec limits']],
  ['apiextensions.k8s.io/v1 CustomResourceDefinition', ['/spec/versions/* served']],
  ['apps/v1 ControllerRevision', [' revision']],
  ['apps/v1 StatefulSet', ['/spec serviceName']],
  ['batch/v1 Job', ['/spec/podFailurePolicy rules']],
  ['discovery.k8s.io/v1 EndpointSlice', [' endpoints']],
  ['networking.k8s.io/v1 NetworkPolicy', ['/spec podSelector']],
  ['rbac.authorization.k8s.io/v1 ClusterRoleBinding', ['/roleRef apiGroup']],
  ['rbac.authorization.k8s.io/v1 RoleBinding', ['/roleRef apiGroup']],
  ['resource.k8s.io/v1 DeviceClass', [' spec']],
  ['resource.k8s.io/v1 ResourceClaim', [' spec']],
  ['resource.k8s.io/v1 ResourceClaimTemplate', [' spec', '/spec spec']],
  ['resource.k8s.io/v1 ResourceSlice', ['/spec/pool generation']],
  ['scheduling.k8s.io/v1 PriorityClass', [' value']],
  ['storagemigration.k8s.io/v1 StorageVersionMigration', ['/spec/resource group']],
  ['storage.k8s.io/v1 CSIDriver', [' spec']],
  ['storage.k8s.io/v1beta1 CSIDriver', [' spec']],
  ['storage.k8s.io/v1 CSINode', [' spec', '/spec drivers']],
  ['storage.k8s.io/v1beta1 CSINode', [' spec', '/spec drivers']],
])

function isTaken(fault: StructureFault, taken: readonly string[]): boolean {
  if (fault.kind !== 'missing-field') return false
  return taken.includes(`${fault.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')} ${fault.field}`)
}

/** A judge by these schemas; it remembers the definitions that it has read. */
export function createJudge(schemas: KubernetesSchemas): SchemaJudge {
  const definitions = new Map<number, FindDefinition>()
  const findDefinition = (minor: number): FindDefinition => {
    const known = definitions.get(minor) ?? definitionsIn(schemas, minor)
    definitions.set(minor, known)
    return known
  }
  const custom = new Map<DefinedVersion, StructuralSchema>()
  const customSchema = (version: DefinedVersion): StructuralSchema => {
    const known = custom.get(version) ?? readObjectSchema(version)
    custom.set(version, known)
    return known
  }
  return (object, { minor, definition }, isKnown) => {
    const [apiVersion, kind] = [String(object['apiVersion']), String(object['kind'])]
    const defined = definition?.versions.get(versionOf(apiVersion))
    const schema = definition
      ? defined && customSchema(defined)
      : builtinSchema(schemas, apiVersion, kind, minor)
    if (schema !== undefined) {
      const faults = checkStructure(object, schema, findDefinition(minor), isKnown)
      const taken = takenWithout.get(`${apiVersion} ${kind}`)
      return taken ? faults.filter((each) => !isTaken(each, taken)) : faults
    }
    const notServed = { kind: 'not-served', pointer: '/apiVersion', apiVersion } as const
    if (definition) {
      const { group, versions } = definition
      return [{ ...notServed, serving: [...versions.keys()].map((name) => apiVersionOf(group, name)) }]
    }
    const served = servedMinors(schemas, apiVersion, kind)
    const serving = servingVersions(schemas, groupOf(apiVersion), kind, minor)
    return [{ ...notServed, serving, ...(served && { servedMinors: served }) }]
  }
}
