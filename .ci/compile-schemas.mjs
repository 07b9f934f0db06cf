// Compiles the JSON Schemas of the package ahead, for the one file: ajv takes longer to compile them than most commands
// to run, and is in the file no more.
import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { schemaOptions } from '../dist/stages/validate/compile-schema.js'

/** What commands print, which nothing checks by them. */
const ofResults = /\/(?:Adoption|Drill|Explanation|FleetDiff)\.json$/

/** The text of a module in place of src/stages/validate/compile-schema.ts, with a function for each schema by its path. */
export function compileSchemas(schemas) {
  const ajv = new Ajv({ ...schemaOptions, code: { source: true, esm: true } })
  const checked = schemas.filter(([path]) => !ofResults.test(path))
  const names = checked.map(([, schema], index) => {
    ajv.addSchema(withoutDescriptions(schema))
    return [`checks${index}`, schema.$id]
  })
  return `${standaloneCode.default(ajv, Object.fromEntries(names))}
const compiled = new Map([${names.map(([name, id]) => `[${JSON.stringify(id)}, ${name}]`).join(', ')}])
export const compileSchema = ({ $id }) => {
  const validate = compiled.get($id)
  if (validate === undefined) throw new Error(\`invariant: \${$id} is not compiled\`)
  return validate
}
`
}

/** A schema without its texts for people, which no fault quotes. */
function withoutDescriptions(schema) {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'description' && typeof value === 'string' ? undefined : value,
    ),
  )
}
