import { isObject } from '../json/own.ts'
import type { JsonObject } from '../model/json.ts'

/** Whether a federated object leaves the replica count to its member clusters (KubeFed: pkg/controller/sync/dispatch/retain.go, retainReplicas). */
export function retainsReplicas({ spec }: JsonObject): boolean {
  return isObject(spec) && spec['retainReplicas'] === true
}

/** Whether an object sets a replica count. */
export function hasReplicas({ spec }: JsonObject): boolean {
  return isObject(spec) && spec['replicas'] !== undefined
}
