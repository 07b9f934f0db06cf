import { isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { SchemaType, StructuralSchema } from '../../model/structural-schema.ts'
import type { DefinedVersion } from './resource-definition.ts'

/** The definition that every object's metadata follows, in all versions of Kubernetes. */
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

/** What every object has beside the fields of its type; a status is never rendered. */
const objectFields: Readonly<Record<string, StructuralSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { $ref: objectMeta },
}

const preserve = 'x-kubernetes-preserve-unknown-fields'

/**
 * The schema of the objects that a version of a CustomResourceDefinition describes; a part of it that is not a schema
 * allows everything, since the API server is the judge of definitions.
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema)
 */
export function readObjectSchema({ openAPIV3Schema, pruned }: DefinedVersion): StructuralSchema {
  const schema = readStructuralSchema(openAPIV3Schema, pruned)
  return { ...schema, type: 'object', properties: { ...schema.properties, ...objectFields, status: {} } }
}

function readStructuralSchema(value: Json | undefined, pruned: boolean): StructuralSchema {
  if (!isObject(value)) return { [preserve]: true }
  const read = (each: Json | undefined): StructuralSchema => readStructuralSchema(each, pruned)
  const { type, format, required, items, properties, additionalProperties } = value
  const isEmbedded = value['x-kubernetes-embedded-resource'] === true
  const fields = { ...readProperties(properties, read), ...(isEmbedded && objectFields) }
  const isOpen =
    !pruned || value[preserve] === true || additionalProperties === true || isUnknown(additionalProperties)
  return {
    ...readType(value['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : type),
    ...(typeof format === 'string' && { format }),
    ...(isArray(value['enum']) && { enum: value['enum'] }),
    ...(isArray(required) && { required: required.filter((each) => typeof each === 'string') }),
    ...(isObject(items) && { items: { ...read(items), ...refusesNull(items) } }),
    ...(Object.keys(fields).length > 0 && { properties: fields }),
    ...(isObject(additionalProperties) && { additionalProperties: read(additionalProperties) }),
    ...(isOpen && { [preserve]: true }),
  }
}

/** An item has no default to take in place of null, as a field has (apiextensions-apiserver: pruning and defaulting). */
function refusesNull(items: JsonObject): Pick<StructuralSchema, 'isNotNull'> {
  const isTyped = items['type'] !== undefined || items['x-kubernetes-int-or-string'] === true
  return isTyped && items['nullable'] !== true ? { isNotNull: true } : {}
}

function readProperties(
  properties: Json | undefined,
  read: (schema: Json) => StructuralSchema,
): Readonly<Record<string, StructuralSchema>> {
  if (!isObject(properties)) return {}
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, read(each)]))
}

/** Whether `additionalProperties` is there and nothing that a schema may have in its place. */
function isUnknown(additionalProperties: Json | undefined): boolean {
  return (
    additionalProperties !== undefined && additionalProperties !== false && !isObject(additionalProperties)
  )
}

const schemaTypes = new Set<Json>(['string', 'integer', 'number', 'boolean', 'object', 'array'])

function readType(type: Json | undefined): Pick<StructuralSchema, 'type'> {
  if (isArray(type)) return { type: type as readonly SchemaType[] }
  return type !== undefined && schemaTypes.has(type) ? { type: type as SchemaType } : {}
}
