import type { DeliveryConfig, DeliveryGranularity } from '../model/delivery-config.ts'
import type { Fleet } from '../model/fleet.ts'
import type { JsonObject } from '../model/json.ts'
import { inCluster } from '../output/layout.ts'
import type { Agent } from './agent.ts'
import { agents } from './agents.ts'
import { unitNameFor } from './delivery-units.ts'
import { annotationsOf } from './keep-annotations.ts'

/**
 * What becomes of a live object whose file goes:
 *
 * - `pruned`: it is deleted.
 * - `uncertain`: what applied it, an Application or a Kustomization, goes with the same change, and deletes it only if it
 *   reads the change before.
 * - `postponed`: it is deleted once something is placed again in what is delivered from its directory, which is empty now.
 * - `kept`: its annotations keep it.
 * - `untouched`: the agent never deletes an object of its kind.
 * - `orphaned`: the agent forgets it.
 */
export type Removal = 'pruned' | 'uncertain' | 'postponed' | 'kept' | 'untouched' | 'orphaned'

/** What is known of an object whose file goes, or went. */
export interface AppliedObject {
  /** As it was rendered last. Default: only its path is known. */
  readonly object?: JsonObject
  /**
   * By the folder of an agent, the name of the Application or Kustomization that applied it. Default: the one that delivers its
   * directory.
   */
  readonly units?: Readonly<Record<string, string>>
}

/** By the folder of an agent, what each of its Applications or Kustomizations delivered before. */
export type Granularities = ReadonlyMap<string, DeliveryGranularity>

/** A fleet as it is to be, and who delivers it. */
export interface DeliveredFleet {
  readonly fleet: Fleet
  readonly delivery: DeliveryConfig
  /** Who delivered it before; empty where nobody is known to. */
  readonly earlier: Granularities
}

/** Says what becomes of an object of a cluster, by its path below the cluster's directory; undefined where no agent is known. */
export type RemovalJudge = (cluster: string, path: string, applied: AppliedObject) => Removal | undefined

const worstFirst: readonly Removal[] = ['pruned', 'uncertain', 'postponed', 'kept', 'untouched', 'orphaned']

/**
 * The judge of a fleet: what the least careful of those agents does that applied the object, or else deliver the fleet. It says
 * nothing where no agent is known.
 *
 * @param filled the directories of the output that hold a file of an object
 */
export function createRemovalJudge(delivered: DeliveredFleet, filled: ReadonlySet<string>): RemovalJudge {
  const judges = new Map(agents.map((agent) => [agent, judgeOf(agent, delivered, filled)]))
  return (cluster, path, applied) => {
    const found = new Set(
      appliersOf(delivered, applied).map((agent) => judges.get(agent)?.(cluster, path, applied)),
    )
    return worstFirst.find((each) => found.has(each))
  }
}

/** Those agents that applied an object, as far as anybody knows; else those that are to deliver. */
export function appliersOf(
  { delivery, earlier }: Omit<DeliveredFleet, 'fleet'>,
  { units }: AppliedObject = {},
): readonly Agent[] {
  if (units !== undefined) return agents.filter(({ folder }) => Object.hasOwn(units, folder))
  return earlier.size > 0 ? agents.filter(({ folder }) => earlier.has(folder)) : configuredAgents(delivery)
}

/** The agents that are to deliver. */
function configuredAgents(config: DeliveryConfig): readonly Agent[] {
  return agents.filter((agent) => agent.isConfigured(config))
}

/** What the agents of a configuration deliver by one Application or Kustomization each. */
export function granularitiesOf(config: DeliveryConfig): Granularities {
  return new Map(
    agents.flatMap((agent): readonly [string, DeliveryGranularity][] => {
      const granularity = agent.granularity(config)
      return granularity === undefined ? [] : [[agent.folder, granularity]]
    }),
  )
}

/** The name of the Application or Kustomization that applied what is at a path of a cluster; undefined where nobody knows. */
export function unitOf(
  agent: Agent,
  { delivery, earlier }: Omit<DeliveredFleet, 'fleet'>,
  cluster: string,
  path: string,
): string | undefined {
  const granularity = earlier.get(agent.folder) ?? agent.granularity(delivery)
  return granularity && unitNameFor(granularity, cluster, topOf(path))
}

/** Whether an agent deletes an object that it applied and that is no longer rendered. */
export function isDeletedBy(agent: Agent, object: JsonObject): boolean {
  return stayingBy(agent, object) === undefined
}

function judgeOf(
  agent: Agent,
  delivered: DeliveredFleet,
  filled: ReadonlySet<string>,
): (cluster: string, path: string, applied: AppliedObject) => Removal {
  const { fleet, delivery, earlier } = delivered
  const names = new Map(agent.units(fleet, delivery).map(({ name, directory }) => [directory, name]))
  const prunesLast = agent.prunesLast(delivery)
  const before = earlier.get(agent.folder)
  return (cluster, path, { object, units }) => {
    const [whole, part] = [inCluster(cluster), inCluster(cluster, topOf(path))]
    const ofDirectory = unitOf(agent, delivered, cluster, path)
    const applied = units?.[agent.folder] ?? ofDirectory
    const staying = object && stayingBy(agent, object)
    const unit = [whole, part].find((each) => names.has(each) && names.get(each) === applied)
    if (unit !== undefined) return staying ?? (filled.has(prunesLast ? whole : unit) ? 'pruned' : 'postponed')
    const goes = before !== undefined && applied === ofDirectory
    const isFilled = filled.has(before === 'cluster' ? whole : part)
    return goes && isFilled && staying === undefined ? 'uncertain' : 'orphaned'
  }
}

/** How an agent leaves an object that it applied; undefined where it deletes it. */
function stayingBy(agent: Agent, object: JsonObject): 'kept' | 'untouched' | undefined {
  if (agent.neverDeletes(object)) return 'untouched'
  return agent.isKept(annotationsOf(object)) ? 'kept' : undefined
}

/** The directory of a namespace, or of what has none, at the top of a path below a cluster's directory. */
function topOf(path: string): string {
  return path.slice(0, path.indexOf('/'))
}
