import type { FederatedObject, Federation } from '../../model/federation.ts'
import type { HeldCommit, Wave } from '../../model/wave.ts'
import type { SchedulingState } from '../plan/scheduling/schedule-object.ts'

/** What the sources of one commit come to before they are planned; the first of several is what is rendered. */
export interface DeclaredSource {
  /** Absent for what is rendered. */
  readonly held?: HeldCommit
  readonly federation: Federation
  readonly scheduling: SchedulingState
}

/** The clusters that get what the sources of a commit make, or what is rendered. */
export function clustersOf(held: HeldCommit | undefined, waves: readonly Wave[]): readonly string[] {
  return waves
    .flatMap((wave) => {
      if (held !== undefined) {
        const newer = new Set(wave.newer)
        return wave.held?.commit === held.commit ? wave.clusters.filter((each) => !newer.has(each)) : []
      }
      return wave.held === undefined ? wave.clusters : wave.newer
    })
    .sort()
}

/** What an object is the same by in the sources of two commits. */
export function objectKey({ type, namespace, name }: FederatedObject): string {
  return JSON.stringify([type.name, namespace ?? null, name])
}
