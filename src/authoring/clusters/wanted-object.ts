import { isObject } from '../../json/own.ts'
import { without } from '../../json/without.ts'
import { managedLabel } from '../../kubefed/managed-label.ts'
import { serverSetMetadata } from '../../kubernetes/server-set-metadata.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import { templateOf } from '../objects/federate-object.ts'

/** Whether an API server wrote an object, and not a person or a program that renders. */
export function isLive({ metadata }: JsonObject): boolean {
  if (!isObject(metadata)) return false
  return ['uid', 'resourceVersion', 'managedFields'].some((key) => Object.hasOwn(metadata, key))
}

/**
 * What a cluster is to have of an object that it has: the object without its status and what an API server sets; of one
 * that an API server wrote, also without what the controllers of its cluster set. The label of KubeFed is left out, since
 * every rendered object has it.
 */
export function wantedObject(object: JsonObject, type: FederatedTypeConfig): JsonObject {
  const { apiVersion, kind, metadata, ...content } = isLive(object)
    ? liveObject(object, type)
    : without(object, 'status')
  const own = isObject(metadata) ? without(metadata, ...serverSetMetadata) : {}
  return {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(kind !== undefined && { kind }),
    metadata: withoutManagedLabel(own),
    ...content,
  }
}

function liveObject(object: JsonObject, type: FederatedTypeConfig): JsonObject {
  const { apiVersion = null, kind = null, metadata } = object
  const { name = null, namespace } = isObject(metadata) ? metadata : {}
  const template = templateOf(object, type, true)
  const kept = isObject(template['metadata']) ? template['metadata'] : {}
  const names = { name, ...(namespace !== undefined && { namespace }) }
  return { ...template, apiVersion, kind, metadata: { ...names, ...kept } }
}

function withoutManagedLabel(metadata: JsonObject): JsonObject {
  const { labels } = metadata
  if (!isObject(labels) || !Object.hasOwn(labels, managedLabel)) return metadata
  const rest = without(labels, managedLabel)
  return Object.keys(rest).length === 0 ? without(metadata, 'labels') : { ...metadata, labels: rest }
}
