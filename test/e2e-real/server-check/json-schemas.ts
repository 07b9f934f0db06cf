import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getOwn, isObject } from '../../../src/json/own.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'

/** Where kubeconform finds the schema of a kind that `writeJsonSchemas` has written to a directory. */
export const schemaLocation = (directory: string): string =>
  join(directory, '{{ .ResourceKind }}{{ .KindSuffix }}.json')

const [stringOrNumber, stringOrInteger] = ['number', 'integer'].map((other) => ({
  oneOf: [{ type: 'string' }, { type: other }],
}))

/** What openapi2jsonschema writes in the place of definitions whose schema says less than kubectl knows. */
const fixed: ReadonlyMap<string, JsonObject> = new Map([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', stringOrNumber ?? {}],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', stringOrInteger ?? {}],
])

/**
 * Writes a JSON Schema of each kind, as openapi2jsonschema makes them for kubeconform with `--strict`: a field that is not known is a fault,
 * and null is as good as an absent field. Each has the definitions that it needs and no others.
 *
 * @param openapi what an API server gives at /openapi/v2
 * @param custom CustomResourceDefinitions, whose whole schemas an OpenAPI document of version 2 cannot have
 */
export function writeJsonSchemas(
  directory: string,
  openapi: JsonObject,
  custom: readonly JsonObject[],
): void {
  mkdirSync(directory, { recursive: true })
  const definitions = new Map(
    Object.entries(objectAt(openapi, 'definitions')).map(([name, schema]) => [
      name,
      fixed.get(name) ?? strict(asObject(schema)),
    ]),
  )
  const write = ({ group, version, kind }: Kind, schema: JsonObject): void => {
    const suffix = [...(group === '' ? [] : [group.split('.')[0] ?? '']), version].join('-')
    writeFileSync(join(directory, `${kind}-${suffix}.json`.toLowerCase()), JSON.stringify(schema))
  }
  for (const [name, schema] of definitions) {
    for (const kind of kindsOf(schema)) {
      const needed = new Map<string, JsonObject>()
      collect(name, definitions, needed)
      write(kind, { $ref: `#/definitions/${name}`, definitions: Object.fromEntries(needed) })
    }
  }
  for (const definition of custom) for (const [kind, schema] of customSchemas(definition)) write(kind, schema)
}

interface Kind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

function kindsOf(schema: JsonObject): readonly Kind[] {
  return (schema['x-kubernetes-group-version-kind'] ?? []) as unknown as readonly Kind[]
}

function customSchemas(definition: JsonObject): readonly (readonly [Kind, JsonObject])[] {
  const spec = objectAt(definition, 'spec')
  const [group, kind] = [String(spec['group']), String(objectAt(spec, 'names')['kind'])]
  const versions = (spec['versions'] ?? []) as unknown as readonly JsonObject[]
  return versions.map((version) => {
    const schema = objectAt(objectAt(version, 'schema'), 'openAPIV3Schema')
    const properties = { apiVersion: {}, kind: {}, metadata: {}, ...objectAt(schema, 'properties') }
    return [{ group, version: String(version['name']), kind }, strict({ ...schema, properties })]
  })
}

function collect(
  name: string,
  definitions: ReadonlyMap<string, JsonObject>,
  into: Map<string, JsonObject>,
): void {
  const schema = definitions.get(name)
  if (schema === undefined || into.has(name)) return
  into.set(name, schema)
  for (const [, referred = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g))
    collect(referred, definitions, into)
}

/** A schema that knows no other fields than its own, and takes null where a value is not required. */
function strict(schema: JsonObject, isRequired = false): JsonObject {
  if ('$ref' in schema) return schema
  if (isIntOrString(schema)) return stringOrInteger ?? {}
  const { type, properties, items, additionalProperties, required = [] } = schema
  const isClosed = isObject(properties) && additionalProperties === undefined && schema[preserving] !== true
  return {
    ...schema,
    ...(typeof type === 'string' && !isRequired && { type: [type, 'null'] }),
    ...(isClosed && { additionalProperties: false }),
    ...(isObject(items) && { items: strict(items) }),
    ...(isObject(additionalProperties) && { additionalProperties: strict(additionalProperties) }),
    ...(isObject(properties) && { properties: strictFields(properties, required as readonly string[]) }),
  }
}

function isIntOrString(schema: JsonObject): boolean {
  return schema['format'] === 'int-or-string' || schema['x-kubernetes-int-or-string'] === true
}

function strictFields(properties: JsonObject, required: readonly string[]): JsonObject {
  const entries = Object.entries(properties)
  return Object.fromEntries(
    entries.map(([key, each]) => [key, strict(asObject(each), required.includes(key))]),
  )
}

const preserving = 'x-kubernetes-preserve-unknown-fields'

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function objectAt(object: JsonObject, key: string): JsonObject {
  return asObject(getOwn(object, key))
}
