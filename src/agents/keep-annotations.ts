import { getOwn, isObject } from '../json/own.ts'
import type { JsonObject } from '../model/json.ts'
import type { Agent, KeepReason } from './agent.ts'
import { agents } from './agents.ts'

/** Which agents are to leave an object in the clusters when its file goes. */
export interface Keep {
  readonly reason: KeepReason
  readonly agents: readonly Agent[]
}

/** The annotations of an object with those by which the agents keep it, to be put into its metadata; `{}` for no agent. */
export function keepAnnotations(metadata: JsonObject, keep: Keep): JsonObject {
  if (keep.agents.length === 0) return {}
  const own = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  const added: JsonObject = Object.assign({}, ...keep.agents.map((agent) => agent.keep(own, keep.reason)))
  return { annotations: { ...own, ...added } }
}

/** Whether every agent leaves an object in the cluster when its file goes; agents read that from the live object. */
export function isKeptByAgents(object: JsonObject): boolean {
  const annotations = annotationsOf(object)
  return agents.every((agent) => agent.isKept(annotations))
}

/** The annotations of an object; `{}` where it has none. */
export function annotationsOf({ metadata }: JsonObject): JsonObject {
  const annotations = isObject(metadata) ? getOwn(metadata, 'annotations') : undefined
  return isObject(annotations) ? annotations : {}
}
