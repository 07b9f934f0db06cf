import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { DeliveryConfig, ProjectConfig, DeliveryFile, DeliveryPlace } from '../model/delivery-config.ts'
import type { Fleet } from '../model/fleet.ts'
import type { ObeyedBy } from '../model/foreign-file.ts'
import type { JsonObject } from '../model/json.ts'

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

/** An agent that applies the output in the clusters, with settings of a type of its own. */
export interface AgentDefinition<Settings> {
  /** At the top of the output directory: the folder of its files, in which a run prunes; no other agent has it. */
  readonly folder: string
  /** Its own part of `delivery`; undefined where it is not configured. */
  readonly settings: (config: DeliveryConfig) => Settings | undefined
  /** The files that tell it what to deliver, by their paths in its folder; always of the whole fleet. */
  readonly files: (delivery: Delivery, settings: Settings) => readonly DeliveryFile[]
  /** Reports what it cannot deliver, or would deliver otherwise than asked. */
  readonly check: (fleet: Fleet, settings: Settings, place: DeliveryPlace) => readonly Diagnostic[]
  /** The directories, from the output directory, from which one Application or Kustomization each delivers. */
  readonly units: (fleet: Fleet, settings: Settings) => readonly string[]
  /** Whether it also deletes the last object of such a directory, where the directory goes with the file. */
  readonly prunesLast: (settings: Settings) => boolean
  /**
   * The directories, from the output directory, where it deletes all that it has applied from there once it finds the directory
   * without an object; one that is missing it reports.
   */
  readonly emptiable: (fleet: Fleet, settings: Settings) => readonly string[]
  /** The annotations by which it leaves a live object alone when its file goes, from those that the object has. */
  readonly keep: (annotations: JsonObject, reason: KeepReason) => JsonObject
  /** Whether it reads a file as a manifest or as what leads to others, by its name in lower case. */
  readonly reads: (name: string) => boolean
  /** What a file does that it obeys wherever it meets it, by its name in lower case; undefined for every other file. */
  readonly obeys: (name: string) => ObeyedBy | undefined
  /** Whether an object with these annotations stays when its file goes. */
  readonly isKept: (annotations: JsonObject) => boolean
}

/** An agent, by the whole of `delivery`: what it is asked for is empty where it is not configured. */
export interface Agent extends Pick<
  AgentDefinition<unknown>,
  'folder' | 'keep' | 'isKept' | 'reads' | 'obeys'
> {
  readonly isConfigured: (config: DeliveryConfig) => boolean
  /** The files that tell it what to deliver, by their paths in the output directory. */
  readonly files: (delivery: Delivery, config: DeliveryConfig) => readonly DeliveryFile[]
  readonly check: (fleet: Fleet, config: DeliveryConfig, place: DeliveryPlace) => readonly Diagnostic[]
  /** As of its definition; none where it is not configured. */
  readonly units: (fleet: Fleet, config: DeliveryConfig) => readonly string[]
  readonly emptiable: (fleet: Fleet, config: DeliveryConfig) => readonly string[]
  readonly prunesLast: (config: DeliveryConfig) => boolean
}

/** The agent of a definition. */
export function createAgent<Settings>(definition: AgentDefinition<Settings>): Agent {
  const { settings: settingsOf, files, check, units, prunesLast, emptiable, ...same } = definition
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
    prunesLast: (config) => {
      const settings = settingsOf(config)
      return settings !== undefined && prunesLast(settings)
    },
    emptiable: (fleet, config) => {
      const settings = settingsOf(config)
      return settings === undefined ? [] : emptiable(fleet, settings)
    },
  }
}
