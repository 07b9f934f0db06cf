import type { Json } from './json.ts'

/**
 * The shape of a value in Kubernetes: the part of OpenAPI v3 that its own types and
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
  /** Whether null is no item of a list of these: a CustomResourceDefinition says that it is only with `nullable`. */
  readonly isNotNull?: true
  /** Whether a mapping may have any other field too. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean
}

/** The type of a JSON value, as a schema names it. */
export type SchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'

/** The definition that a `$ref` names. */
export type FindDefinition = (name: string) => StructuralSchema

/** What holds from one minor version of Kubernetes to another, both included. */
export type MinorRange<T> = readonly [first: number, last: number, value: T]

/**
 * The types of the minor versions of Kubernetes (schemas/kubernetes.json, which
 * .ci/kubernetes-schemas.mjs writes). What of a type no object is rendered with, its status, has no schema.
 */
export interface KubernetesSchemas {
  /** The oldest and the newest minor version that have schemas: 30 means 1.30. */
  readonly minors: readonly [oldest: number, newest: number]
  /** The name of its definition, by type, as `apps/v1/Deployment`; from some versions before the oldest on. */
  readonly kinds: Readonly<Record<string, readonly MinorRange<string>[]>>
  readonly definitions: Readonly<Record<string, readonly MinorRange<StructuralSchema>[]>>
}
