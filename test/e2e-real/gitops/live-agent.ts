import type { FleetRepository } from './fleet-repository.ts'

/** What an agent says of one of its units, an Application or a Kustomization. */
export interface UnitState {
  /** Whether everything is applied, and runs. */
  readonly isReady: boolean
  /** What it says in words. */
  readonly message: string
}

/** The units by name. */
export type UnitStates = Readonly<Record<string, UnitState>>

/** Argo CD or Flux, which delivers a fleet. */
export interface LiveAgent {
  readonly title: string
  /** Whether a unit that comes back under its name deletes what it applied and is no longer rendered. */
  readonly recallsUnits: boolean
  /** Points it at the output as the steps of `fedrender bootstrap` say, which has written its files to the repository. */
  begin(repository: FleetRepository): Promise<void>
  /** Has it read a commit, as a webhook would, and waits until it has done with every unit what it does. */
  follow(commit: string): Promise<UnitStates>
  /** Has it only look for new commits, and waits for nothing. */
  notice(): Promise<void>
  /** Has it compare everything again, as it does by itself after its interval, and waits until it is done. */
  reconcile(): Promise<UnitStates>
  /** Has it look for a branch that is not there any more, and waits until it has found that out. */
  lose(): Promise<void>
  stop(): Promise<void>
}
