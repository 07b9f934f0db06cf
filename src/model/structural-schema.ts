import type { Json } from './json.ts'

/**
 * What Kubernetes says of the shape of a value: the part of OpenAPI v3 that its own types and
 * CustomResourceDefinitions share. A mapping has no fields but those that it names, as to `kubectl` and to the
 * API server's strict field validation; null is as good as absent everywhere.
 */
export interface StructuralSchema {
  /** The name of a definition to read in place of this schema. */
  readonly $ref?: string
  /** Any of these types; absent: any value. */
  readonly type?: SchemaType | readonly SchemaType[]
  /** `int32`, `int64`, `byte` (base64) and `quantity` are known. */
  readonly format?: string
  readonly enum?: readonly Json[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, StructuralSchema>>
  readonly additionalProperties?: StructuralSchema
  readonly items?: StructuralSchema
  /** Whether a mapping may have any other field too. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
}

/** The type of a JSON value, as a schema names it. */
export type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'

/** The definition that a `$ref` names. */
export type FindDefinition = (name: string) => StructuralSchema
