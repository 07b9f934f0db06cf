import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type {
  DeliveryConfig,
  DeliveryFile,
  DeliveryGranularity,
  DeliveryPlace,
  ProjectConfig,
} from '../model/delivery-config.ts'
import type { Fleet } from '../model/fleet.ts'
import type { ObeyedBy } from '../model/foreign-file.ts'
import type { JsonObject } from '../model/json.ts'
import type { Bootstrap, BootstrapRequest } from './bootstrap.ts'
import type { UnitPlace } from './delivery-units.ts'

/** What an agent is to deliver. */
export interface Delivery {
  readonly fleet: Fleet
  /** The output directory in the Git repository that agents read. */
  readonly output: string
  /** What each tenant may reach, for agents that confine tenants. */
  readonly tenants: readonly ProjectConfig[]
}

/**
 * Why an object stays in the clusters when its file goes: somebody asked for it, whichever agent comes to apply the
 * file; or it is a Namespace, which takes everything in it along.
 */
export type KeepReason = 'orphaned' | 'namespace'

/** A file of an agent's folder in an earlier output. */
export interface EarlierFile {
  /** Below the folder. */
  readonly path: string
  /** The object that it holds; undefined for a file that cannot be read. */
  readonly read: () => JsonObject | undefined
}

/** An agent that applies the output in the clusters, with settings of a type of its own. */
export interface AgentDefinition<Settings> {
  /** As people call it. */
  readonly title: string
  /** At the top of the output directory: the folder of its files, in which a run prunes; no other agent has it. */
  readonly folder: string
  /** Its own part of `delivery`; undefined where it is not configured. */
  readonly settings: (config: DeliveryConfig) => Settings | undefined
  /** The files from which it knows what to deliver, by their paths in its folder; always of the whole fleet. */
  readonly files: (delivery: Delivery, settings: Settings) => readonly DeliveryFile[]
  /** Reports what it cannot deliver, or would deliver otherwise than asked. */
  readonly check: (fleet: Fleet, settings: Settings, place: DeliveryPlace) => readonly Diagnostic[]
  /** The Applications or Kustomizations that it is to have, each by name with the directory from which it delivers. */
  readonly units: (fleet: Fleet, settings: Settings) => readonly UnitPlace[]
  /** What one of them delivers. */
  readonly granularity: (settings: Settings) => DeliveryGranularity
  /** What one of them delivered, by the files of an earlier output; undefined where none of them says it. */
  readonly granularityIn: (files: readonly EarlierFile[]) => DeliveryGranularity | undefined
  /** Whether it also deletes the last object of such a directory, where the directory goes with the file. */
  readonly prunesLast: (settings: Settings) => boolean
  /**
   * Whether an Application or a Kustomization that comes back under its name takes for its own what it applied before, and
   * deletes what of that is no longer rendered.
   */
  readonly recallsOrphans: boolean
  /**
   * The directories, from the output directory, where it deletes all that it has applied from there once it finds the directory
   * without an object; one that is missing it reports.
   */
  readonly emptiable: (fleet: Fleet, settings: Settings) => readonly string[]
  /** What it does where a cluster has another name, as a clause: `the Application "a" goes, …`. */
  readonly renames: (settings: Settings, from: string, to: string) => string
  /** What a person applies once, so that it reads the rest. */
  readonly bootstrap: (request: BootstrapRequest, settings: Settings) => Bootstrap
  /** The annotations by which it leaves a live object alone when its file goes, from those that the object has. */
  readonly keep: (annotations: JsonObject, reason: KeepReason) => JsonObject
  /** Why an object gets one of these annotations, as a clause; undefined for any other. */
  readonly reasonOf: (annotation: string) => string | undefined
  /** Whether it reads a file as a manifest or as what leads to others, by its name in lower case. */
  readonly reads: (name: string) => boolean
  /** What a file does that it obeys wherever it meets it, by its name in lower case; undefined for every other file. */
  readonly obeys: (name: string) => ObeyedBy | undefined
  /** Whether an object with these annotations stays when its file goes. */
  readonly isKept: (annotations: JsonObject) => boolean
  /** Whether it deletes no object of this one's kind, whatever its annotations are. */
  readonly neverDeletes: (object: JsonObject) => boolean
}

/** An agent, by the whole of `delivery`: what it is asked for is empty where it is not configured. */
export interface Agent extends Pick<
  AgentDefinition<unknown>,
  | 'title'
  | 'folder'
  | 'granularityIn'
  | 'recallsOrphans'
  | 'keep'
  | 'reasonOf'
  | 'isKept'
  | 'neverDeletes'
  | 'reads'
  | 'obeys'
> {
  readonly isConfigured: (config: DeliveryConfig) => boolean
  /** The files from which it knows what to deliver, by their paths in the output directory. */
  readonly files: (delivery: Delivery, config: DeliveryConfig) => readonly DeliveryFile[]
  readonly check: (fleet: Fleet, config: DeliveryConfig, place: DeliveryPlace) => readonly Diagnostic[]
  /** As of its definition; none where it is not configured. */
  readonly units: (fleet: Fleet, config: DeliveryConfig) => readonly UnitPlace[]
  readonly emptiable: (fleet: Fleet, config: DeliveryConfig) => readonly string[]
  readonly prunesLast: (config: DeliveryConfig) => boolean
  /** Undefined where it is not configured. */
  readonly granularity: (config: DeliveryConfig) => DeliveryGranularity | undefined
  /** Undefined where it is not configured. */
  readonly bootstrap: (request: BootstrapRequest, config: DeliveryConfig) => Bootstrap | undefined
  /** Undefined where it is not configured. */
  readonly renames: (config: DeliveryConfig, from: string, to: string) => string | undefined
}

/** The agent of a definition. */
export function createAgent<Settings>(definition: AgentDefinition<Settings>): Agent {
  const {
    settings: settingsOf,
    files,
    check,
    units,
    granularity,
    prunesLast,
    emptiable,
    renames,
    bootstrap,
    ...same
  } = definition
  return {
    ...same,
    isConfigured: (config) => settingsOf(config) !== undefined,
    files: (delivery, config) => {
      const settings = settingsOf(config)
      const own = settings === undefined ? [] : files(delivery, settings)
      return own.map((file) => Object.assign({}, file, { path: `${same.folder}/${file.path}` }))
    },
    check: (fleet, config, place) => {
      const settings = settingsOf(config)
      return settings === undefined ? [] : check(fleet, settings, place)
    },
    units: (fleet, config) => {
      const settings = settingsOf(config)
      return settings === undefined ? [] : units(fleet, settings)
    },
    granularity: (config) => {
      const settings = settingsOf(config)
      return settings === undefined ? undefined : granularity(settings)
    },
    prunesLast: (config) => {
      const settings = settingsOf(config)
      return settings !== undefined && prunesLast(settings)
    },
    bootstrap: (request, config) => {
      const settings = settingsOf(config)
      return settings === undefined ? undefined : bootstrap(request, settings)
    },
    renames: (config, from, to) => {
      const settings = settingsOf(config)
      return settings === undefined ? undefined : renames(settings, from, to)
    },
    emptiable: (fleet, config) => {
      const settings = settingsOf(config)
      return settings === undefined ? [] : emptiable(fleet, settings)
    },
  }
}
