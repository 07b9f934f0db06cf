import { schemaFiles } from '../../../src/authoring/schemas/schema-files.ts'
import { readKubernetesSchemas, readSchemas } from '../../../src/host/schemas.ts'
import { getOwn, isArray, isObject } from '../../../src/json/own.ts'
import type { FederatedTypeConfig } from '../../../src/model/federated-type-config.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import type { CompileResult } from '../../../src/render.ts'
import { declaredDefinitions } from '../../../src/stages/check/declared-definitions.ts'

/** What a schema allows at a place. */
export interface FieldSchema {
  readonly fields: readonly {
    readonly name: string
    readonly about?: string
    readonly holds: 'scalar' | 'more'
  }[]
  readonly values: readonly string[]
}

/** A kind that has a schema. */
export interface SchemaKind {
  readonly apiVersion: string
  readonly kind: string
}

let known:
  | { readonly types: readonly FederatedTypeConfig[]; readonly files: ReadonlyMap<string, JsonObject> }
  | undefined

/** The schemas of `fedrender schema` for a repository; made again only where its types are others. */
function filesOf(result: CompileResult): ReadonlyMap<string, JsonObject> {
  const { types, federatedObjects } = result.plan.federation
  if (known?.types.length === types.length && types.every((each, index) => each === known?.types[index])) {
    return known.files
  }
  const kubernetes = readKubernetesSchemas()
  const schemas = readSchemas()
  const files = schemaFiles({
    types,
    definitions: declaredDefinitions(result.sources.manifests, federatedObjects),
    kubernetes,
    minor: kubernetes.minors[1],
    handWritten: (path) => schemas.get(path) as JsonObject,
  })
  known = { types, files }
  return files
}

/** The kinds that a repository may hold. */
export function schemaKinds(result: CompileResult | undefined): readonly SchemaKind[] {
  if (result === undefined) return []
  return [...filesOf(result).keys()].flatMap((path) => {
    const [, apiVersion, kind] = /^(.+)\/([^/]+)\.json$/.exec(path) ?? []
    return apiVersion === undefined || kind === undefined ? [] : [{ apiVersion, kind }]
  })
}

/** The schema of a kind, where a repository has one. */
export function schemaOfKind(
  result: CompileResult | undefined,
  apiVersion: string | undefined,
  kind: string | undefined,
): JsonObject | undefined {
  return result && filesOf(result).get(`${apiVersion}/${kind}.json`)
}

/** What a schema allows at a path of keys and items. */
export function fieldSchema(root: JsonObject | undefined, path: readonly string[]): FieldSchema {
  if (root === undefined) return { fields: [], values: [] }
  let found: readonly JsonObject[] = partsOf(root, root)
  for (const segment of path)
    found = found.flatMap((each) => below(each, segment)).flatMap((each) => partsOf(root, each))
  return { fields: found.flatMap((each) => fieldsOf(root, each)), values: found.flatMap(valuesOf) }
}

/** A schema with what it refers to and is made of, the alternatives too. */
function partsOf(root: JsonObject, schema: JsonObject, depth = 0): readonly JsonObject[] {
  if (depth > 8) return []
  const reference = getOwn(schema, '$ref')
  const target = typeof reference === 'string' ? definition(root, reference) : undefined
  const others = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => {
    const list = getOwn(schema, key)
    return isArray(list) ? list.filter(isObject) : []
  })
  return [
    schema,
    ...[...(target ? [target] : []), ...others].flatMap((each) => partsOf(root, each, depth + 1)),
  ]
}

function definition(root: JsonObject, reference: string): JsonObject | undefined {
  let value: Json | undefined = root
  for (const key of reference.replace(/^#\//, '').split('/'))
    value = isObject(value) ? getOwn(value, key) : undefined
  return isObject(value) ? value : undefined
}

function below(schema: JsonObject, segment: string): readonly JsonObject[] {
  if (segment === '-') return onlyObject(getOwn(schema, 'items'))
  const properties = getOwn(schema, 'properties')
  const own = isObject(properties) ? getOwn(properties, segment) : undefined
  return onlyObject(own ?? getOwn(schema, 'additionalProperties'))
}

function onlyObject(value: Json | undefined): readonly JsonObject[] {
  return isObject(value) ? [value] : []
}

function fieldsOf(root: JsonObject, schema: JsonObject): FieldSchema['fields'] {
  const properties = getOwn(schema, 'properties')
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([name, each]) => {
    if (!isObject(each)) return []
    const { description } = each
    const isMore = partsOf(root, each).some((part) => ['object', 'array'].some((type) => hasType(part, type)))
    return [
      {
        name,
        holds: isMore ? ('more' as const) : ('scalar' as const),
        ...(typeof description === 'string' && { about: description }),
      },
    ]
  })
}

function hasType(schema: JsonObject, wanted: string): boolean {
  const { type } = schema
  return (isArray(type) ? type : [type]).some((each) => each === wanted)
}

function valuesOf(schema: JsonObject): readonly string[] {
  const { enum: values, const: only } = schema
  const scalars = [...(isArray(values) ? values : []), ...(only === undefined ? [] : [only])]
  const written = scalars.filter((each) => each !== null && typeof each !== 'object').map(String)
  return hasType(schema, 'boolean') && written.length === 0 ? ['true', 'false'] : written
}
