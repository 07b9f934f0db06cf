import { Ajv, type Options, type ValidateFunction } from 'ajv'

/** How ajv reads the JSON Schemas of the package, here and where `.ci/compile-schemas.mjs` compiles them ahead. */
export const schemaOptions: Options = {
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  verbose: true,
}

/** A compiler of JSON Schemas; the one file has another in its place, which knows the package's own schemas by their `$id`. */
export function createSchemaCompiler(): (schema: object) => ValidateFunction {
  // A test asks whether the schemas are valid: asking here would compile that of draft-07, which takes longer than all of ours.
  const ajv = new Ajv({ ...schemaOptions, validateSchema: false })
  return (schema) => ajv.compile(schema)
}
