import { isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { OverrideOperation, OverrideItem } from '../../model/override-item.ts'
import type { PlacementFields } from '../../model/placement-fields.ts'
import type { FederatedResource } from '../../model/resources.ts'

/**
 * Reads `spec.placement` and `spec.overrides` of a federated object, once for every stage and view. Values are those
 * of the manifest. What the schema refuses counts as empty, and an item keeps its index, so that rules can read a
 * manifest that the schema has not checked.
 */
export function readFederatedSpec(value: JsonObject): Pick<FederatedResource, 'placement' | 'overrides'> {
  const { placement, overrides } = mapping(value['spec'])
  return { placement: readPlacement(mapping(placement)), overrides: items(overrides).map(readItem) }
}

function readPlacement({ clusters, clusterSelector }: JsonObject): PlacementFields {
  return {
    ...(isArray(clusters) && { clusters: items(clusters).map(({ name }) => text(name)) }),
    ...(isObject(clusterSelector) && { clusterSelector }),
  }
}

function readItem({ clusterName, clusterOverrides }: JsonObject, index: number): OverrideItem {
  const pointer = `/spec/overrides/${index}`
  return {
    clusterName: text(clusterName),
    pointer,
    clusterOverrides: items(clusterOverrides).map((each, position) =>
      readOperation(each, `${pointer}/clusterOverrides/${position}`),
    ),
  }
}

/** Reads one operation of overrides, which is at a pointer of its manifest. */
export function readOperation({ op, path, value = null }: JsonObject, pointer: string): OverrideOperation {
  return { op: text(op), path: text(path), value, pointer }
}

function items(list: Json | undefined): readonly JsonObject[] {
  return isArray(list) ? list.map(mapping) : []
}

function mapping(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}
