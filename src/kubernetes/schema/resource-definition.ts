import { atPointer } from '../../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { groupKindOf } from '../group-kind.ts'
import { versionOf } from '../group-version-kind.ts'

/** What a CustomResourceDefinition defines. */
export interface ResourceDefinition {
  /** The CustomResourceDefinition itself. */
  readonly source: JsonObject
  readonly name: string
  readonly group: string
  readonly kind: string
  /** The versions that are served, by name, in the order of the definition. */
  readonly versions: ReadonlyMap<string, DefinedVersion>
}

/** One version of a CustomResourceDefinition. */
export interface DefinedVersion {
  /** As it is written; `readObjectSchema` makes sense of it. */
  readonly openAPIV3Schema?: Json
  /** Whether fields that the schema does not know are dropped. */
  readonly pruned: boolean
}

/** Reads a CustomResourceDefinition of v1 or v1beta1; undefined for any other object, and for one that defines no kind. */
export function readResourceDefinition(object: JsonObject): ResourceDefinition | undefined {
  if (groupKindOf(object) !== 'CustomResourceDefinition.apiextensions.k8s.io') return undefined
  const { spec } = object
  const kind = atPointer(spec, '/names/kind')
  if (!isObject(spec) || typeof spec['group'] !== 'string' || typeof kind !== 'string') return undefined
  const shared = atPointer(spec, '/validation/openAPIV3Schema')
  const isFirst = versionOf(String(object['apiVersion'])) === 'v1beta1'
  // The first version of the API keeps unknown fields unless preserveUnknownFields is false.
  const pruned = isFirst ? spec['preserveUnknownFields'] === false : spec['preserveUnknownFields'] !== true
  const versions = listVersions(spec).flatMap((version): [string, DefinedVersion][] => {
    const { name, served } = version
    if (typeof name !== 'string' || served === false) return []
    const openAPIV3Schema = atPointer(version, '/schema/openAPIV3Schema') ?? shared
    return [[name, { pruned, ...(openAPIV3Schema !== undefined && { openAPIV3Schema }) }]]
  })
  const name = atPointer(object, '/metadata/name')
  return {
    source: object,
    name: typeof name === 'string' ? name : '',
    group: spec['group'],
    kind,
    versions: new Map(versions),
  }
}

function listVersions(spec: JsonObject): readonly JsonObject[] {
  const versions: Json | undefined = getOwn(spec, 'versions')
  if (isArray(versions) && versions.length > 0) return versions.filter(isObject)
  const only = getOwn(spec, 'version')
  return only === undefined ? [] : [{ name: only }]
}
