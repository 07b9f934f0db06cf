import type { JsonObject } from '../../model/json.ts'
import type { FindDefinition, StructuralSchema } from '../../model/structural-schema.ts'

/** A schema of a type as JSON Schema (draft-07) for editors, and the definitions that it is made of. */
export interface JSONSchema {
  readonly schema: JsonObject
  /** By name, sorted; the schema refers to them as `#/definitions/<name>`. */
  readonly definitions: JsonObject
}

/**
 * Writes a structural schema as JSON Schema: a field that it does not know is a fault, null is as good as absent.
 * Without `complete` nothing is required, as in a template, whose overrides may add what it lacks.
 */
export function toJSONSchema(
  schema: StructuralSchema,
  definition: FindDefinition,
  complete: boolean,
): JSONSchema {
  const definitions = new Map<string, JsonObject>()
  const write = (each: StructuralSchema): JsonObject => {
    const { $ref } = each
    if ($ref === undefined) return writeSchema(each, write, complete)
    if (!definitions.has($ref)) {
      // Set before it is written: a definition may refer to itself.
      definitions.set($ref, {})
      definitions.set($ref, write(definition($ref)))
    }
    return { $ref: `#/definitions/${$ref}` }
  }
  const written = write(schema)
  const sorted = [...definitions.keys()].sort().map((name) => [name, definitions.get(name) ?? {}])
  return { schema: written, definitions: Object.fromEntries(sorted) as JsonObject }
}

function writeSchema(
  schema: StructuralSchema,
  write: (schema: StructuralSchema) => JsonObject,
  complete: boolean,
): JsonObject {
  const { type, required, items, properties, additionalProperties } = schema
  const isClosed = type === 'object' && schema['x-kubernetes-preserve-unknown-fields'] !== true
  const fields = Object.entries(properties ?? {}).map(([name, each]) => [name, write(each)])
  return {
    ...(type !== undefined && { type: [type, 'null'].flat() }),
    ...(schema.enum && { enum: [...schema.enum, null] }),
    ...(complete && required && required.length > 0 && { required: [...required] }),
    ...(items && { items: write(items) }),
    ...(fields.length > 0 && { properties: Object.fromEntries(fields) as JsonObject }),
    ...(additionalProperties
      ? { additionalProperties: write(additionalProperties) }
      : isClosed && { additionalProperties: false }),
  }
}
