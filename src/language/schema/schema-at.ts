import { getOwn, isArray, isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import { groupOf, versionOf } from '../../kubernetes/group-version-kind.ts'
import { currentGroup, servedVersions } from '../../kubefed/groups.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { pathSegment } from '../../output/path-segment.ts'
import type { Snapshot } from '../snapshot.ts'

/** More schemas are not followed for one value, whatever alternatives and references there are. */
const mostSchemas = 100

/**
 * The JSON Schemas of the value at a pointer of a manifest, by its apiVersion and kind: several where the schema has alternatives,
 * none where nothing is known of the kind or of the field.
 */
export function schemaAt(
  snapshot: Pick<Snapshot, 'schemas'>,
  { apiVersion, kind }: JsonObject,
  pointer: string,
): readonly JsonObject[] {
  const root =
    typeof apiVersion === 'string' && typeof kind === 'string'
      ? rootOf(snapshot, apiVersion, kind)
      : undefined
  if (root === undefined) return []
  let schemas = resolveAll(root, [root])
  for (const segment of pointerSegments(pointer)) {
    schemas = resolveAll(
      root,
      schemas.flatMap((each) => below(each, segment)),
    )
  }
  return schemas
}

/** What an apiVersion or a kind may hold. */
const nameable = /^[-\w./]*$/

/** Early spellings of KubeFed's groups, and other versions of them, have the schema of today's. */
function rootOf(
  { schemas }: Pick<Snapshot, 'schemas'>,
  apiVersion: string,
  kind: string,
): JsonObject | undefined {
  if (!nameable.test(apiVersion) || !nameable.test(kind)) return undefined
  const group = currentGroup(groupOf(apiVersion))
  const version = servedVersions[group] ?? versionOf(apiVersion)

  return schemas().get(`${pathSegment(group)}/${pathSegment(version)}/${pathSegment(kind, '.json')}`)
}

function below(schema: JsonObject, segment: string): readonly JsonObject[] {
  const properties = getOwn(schema, 'properties')
  const own = isObject(properties) ? getOwn(properties, segment) : undefined
  const others = own === undefined ? [schema['additionalProperties'], schema['items']] : [own]
  return others.filter((each) => isObject(each))
}

/** Some schemas with those that they refer to and combine, each once. */
function resolveAll(root: JsonObject, from: readonly JsonObject[]): readonly JsonObject[] {
  const found = new Set<JsonObject>()
  const left = [...from]
  for (let schema = left.pop(); schema !== undefined && found.size < mostSchemas; schema = left.pop()) {
    if (found.has(schema)) continue
    found.add(schema)
    const { $ref: reference } = schema
    if (typeof reference === 'string') {
      const target = referred(root, reference)
      if (target !== undefined) left.push(target)
    }
    for (const word of ['allOf', 'anyOf', 'oneOf']) {
      const parts = schema[word]
      if (isArray(parts)) left.push(...parts.filter((each) => isObject(each)))
    }
  }
  return [...found]
}

function referred(root: JsonObject, reference: string): JsonObject | undefined {
  if (!reference.startsWith('#')) return undefined
  let value: Json | undefined = root
  for (const segment of pointerSegments(decodeURIComponent(reference.slice(1)))) {
    value = isObject(value) ? getOwn(value, segment) : undefined
  }
  return isObject(value) ? value : undefined
}
