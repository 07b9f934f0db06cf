import { Ajv, type Options, type ValidateFunction } from 'ajv'

/** How ajv reads the JSON Schemas of the package, here and where `.ci/compile-schemas.mjs` compiles them ahead. */
export const schemaOptions: Options = {
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  verbose: true,
}

const compiled = new WeakMap<object, ValidateFunction>()

/**
 * The check of values by a JSON Schema, compiled once for each schema however many validators a process has; the one file has
 * another function in its place, which knows the package's own schemas by their `$id`.
 */
export function compileSchema(schema: object): ValidateFunction {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  // A test asks whether the schemas are valid: asking here would compile that of draft-07, which takes longer than all of ours.
  const validate = new Ajv({ ...schemaOptions, validateSchema: false }).compile(schema)
  compiled.set(schema, validate)
  return validate
}
