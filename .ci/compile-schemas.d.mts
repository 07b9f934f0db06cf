/** The text of a module in place of src/stages/validate/compile-schema.ts, with a function for each schema by its path. */
export function compileSchemas(schemas: readonly (readonly [path: string, schema: object])[]): string
