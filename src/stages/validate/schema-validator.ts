import type { ErrorObject, ValidateFunction } from 'ajv'
import type { JsonObject } from '../../model/json.ts'
import { childPointer } from '../../json/pointer.ts'
import { compileSchema } from './compile-schema.ts'

/** The hand-written JSON Schemas (draft-07), parsed, by the path below `schemas/`. */
export type Schemas = Pick<ReadonlyMap<string, object>, 'get'>

/** Where and how a value breaks its schema; `pointer` is from the value's root. */
export interface SchemaFault {
  readonly pointer: string
  /** `unknown-field`: the pointer names a key that the schema lacks; `known` are the keys that it has. */
  readonly kind: 'unknown-field' | 'violation'
  readonly problem: string
  readonly known: readonly string[]
  /** Where an unknown field is one of the schema's `spec`, and so is only at a wrong indentation. */
  readonly meant?: string
}

/** Checks a value against the schema at a path below `schemas/`. */
export type SchemaValidator = (schema: string, value: JsonObject) => readonly SchemaFault[]

/** A validator over the schemas; each schema is compiled when it is first asked for. */
export function createSchemaValidator(schemas: Schemas): SchemaValidator {
  const compiled = new Map<string, readonly [object, ValidateFunction]>()
  const compile = (path: string): readonly [object, ValidateFunction] => {
    const schema = schemas.get(path)
    if (schema === undefined) throw new Error(`invariant: there is no schema ${path}`)
    return [schema, compileSchema(schema)]
  }
  return (path, value) => {
    const [schema, validate] = compiled.get(path) ?? compile(path)
    compiled.set(path, [schema, validate])
    return validate(value)
      ? []
      : (validate.errors ?? [])
          .filter((error) => !isLargeInteger(error))
          .map((error) => describe(error, schema))
  }
}

/** Whether a fault is only that an integer is a bigint, for which ajv has no word. */
function isLargeInteger({ keyword, params, data }: ErrorObject): boolean {
  const types = new Set<unknown>([params['type']].flat())
  return keyword === 'type' && typeof data === 'bigint' && (types.has('integer') || types.has('number'))
}

function describe(error: ErrorObject, schema: object): SchemaFault {
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty'])
    const isOfSpec = Object.hasOwn(propertiesOf(propertiesOf(schema)['spec']), key)
    return {
      ...(isOfSpec && { meant: childPointer('/spec', key) }),
      pointer: childPointer(error.instancePath, key),
      kind: 'unknown-field',
      problem: 'is not a field of this type',
      known: Object.keys(propertiesOf(error.parentSchema)),
    }
  }
  return { pointer: error.instancePath, kind: 'violation', problem: problemOf(error), known: [] }
}

function propertiesOf(schema: object | undefined): Readonly<Partial<Record<string, object>>> {
  return (schema as { properties?: Record<string, object> } | undefined)?.properties ?? {}
}

function problemOf(error: ErrorObject): string {
  switch (error.keyword) {
    case 'required':
      return `lacks the field "${String(error.params['missingProperty'])}"`
    case 'enum':
      return `must be one of ${(error.params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`
    case 'const':
      return `must be ${JSON.stringify(error.params['allowedValue'])}`
    case 'type':
      return `must be of type ${[error.params['type']].flat().join(' or ')}`
    case 'pattern': {
      const title: unknown = error.parentSchema?.['title']
      return typeof title === 'string' ? `must be ${title}` : (error.message ?? 'is not valid')
    }
    case 'minLength':
    case 'minItems':
      return 'must not be empty'
    default:
      return error.message ?? 'is not valid'
  }
}
