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
 * The types whose `spec` is required by their schema and, as an absent struct, is an empty one to the API server
 * (Kubernetes: pkg/apis/storage/validation, ValidateCSIDriver and ValidateCSINode).
 */
const takenWithoutSpec: ReadonlySet<string> = new Set([
  'storage.k8s.io/v1 CSIDriver',
  'storage.k8s.io/v1beta1 CSIDriver',
  'storage.k8s.io/v1 CSINode',
  'storage.k8s.io/v1beta1 CSINode',
])

function isNotMissingSpec(fault: StructureFault): boolean {
  return fault.kind !== 'missing-field' || fault.pointer !== '' || fault.field !== 'spec'
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
      return takenWithoutSpec.has(`${apiVersion} ${kind}`) ? faults.filter(isNotMissingSpec) : faults
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
