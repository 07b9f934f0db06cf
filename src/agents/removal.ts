import { getOwn, isObject } from '../json/own.ts'
import type { DeliveryConfig } from '../model/delivery-config.ts'
import type { Fleet } from '../model/fleet.ts'
import type { JsonObject } from '../model/json.ts'
import { inCluster } from '../output/layout.ts'
import type { Agent } from './agent.ts'
import { agents } from './agents.ts'

/**
 * What becomes of a live object whose file goes: it is deleted; it is deleted once something is placed again in what is
 * delivered from its directory, which is empty now; its annotations keep it; or the agent forgets it.
 */
export type Removal = 'pruned' | 'postponed' | 'kept' | 'orphaned'

/** Says what becomes of an object of a cluster, by its path below the cluster's directory, and as it was rendered last. */
export type RemovalJudge = (cluster: string, path: string, object?: JsonObject) => Removal

const worstFirst: readonly Removal[] = ['pruned', 'postponed', 'kept', 'orphaned']

/**
 * The judge of a fleet as it is to be, where agents deliver it: what the least careful of them does; undefined where none is
 * configured.
 *
 * @param findFilled the directories of the output that hold a file of an object; asked for where an agent is configured
 */
export function createRemovalJudge(
  fleet: Fleet,
  config: DeliveryConfig,
  findFilled: () => ReadonlySet<string>,
): RemovalJudge | undefined {
  const configured = agents.filter((agent) => agent.isConfigured(config))
  if (configured.length === 0) return undefined
  const filled = findFilled()
  const judges = configured.map((agent) => judgeOf(agent, fleet, config, filled))
  return (cluster, path, object) => {
    const found = new Set(judges.map((judge) => judge(cluster, path, object)))
    return worstFirst.find((each) => found.has(each)) ?? 'pruned'
  }
}

function judgeOf(
  agent: Agent,
  fleet: Fleet,
  config: DeliveryConfig,
  filled: ReadonlySet<string>,
): RemovalJudge {
  const units = new Set(agent.units(fleet, config))
  const prunesLast = agent.prunesLast(config)
  return (cluster, path, object) => {
    const directories = [inCluster(cluster), inCluster(cluster, path.slice(0, path.indexOf('/')))]
    const unit = directories.find((each) => units.has(each))
    if (unit === undefined) return 'orphaned'
    if (object !== undefined && agent.isKept(annotationsOf(object))) return 'kept'
    return filled.has(unit) || prunesLast ? 'pruned' : 'postponed'
  }
}

function annotationsOf({ metadata }: JsonObject): JsonObject {
  const annotations = isObject(metadata) ? getOwn(metadata, 'annotations') : undefined
  return isObject(annotations) ? annotations : {}
}
