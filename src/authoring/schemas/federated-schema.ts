import { getOwn, isObject } from '../../json/own.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { ApiResource } from '../../model/api-resource.ts'
import type { JsonObject } from '../../model/json.ts'
import type { JSONSchema } from './json-schema.ts'

/**
 * The JSON Schema of one federated type: that of every federated object with the schema of the target type in
 * `spec.template`, where that is known.
 */
export function federatedSchema(
  everyFederated: JsonObject,
  { group, version, kind }: ApiResource,
  target: JSONSchema | undefined,
): JsonObject {
  const properties = child(everyFederated, 'properties')
  const spec = child(properties, 'spec')
  const fields = child(spec, 'properties')
  const { description } = child(fields, 'template')
  const { $id: _, ...rest } = everyFederated
  return {
    ...rest,
    title: kind,
    description: `A ${kind} of ${apiVersionOf(group, version)}.`,
    properties: {
      ...properties,
      apiVersion: { const: apiVersionOf(group, version) },
      kind: { const: kind },
      spec: {
        ...spec,
        properties: {
          ...fields,
          ...(target && {
            template: { ...(description !== undefined && { description }), allOf: [target.schema] },
          }),
        },
      },
    },
    ...(target && { definitions: target.definitions }),
  }
}

function child(object: JsonObject, key: string): JsonObject {
  const value = getOwn(object, key)
  return isObject(value) ? value : {}
}
