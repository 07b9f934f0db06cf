import { filledDirectories } from '../output/filled-directories.ts'
import { nameOfSegment, readOutputPath } from '../output/layout.ts'
import {
  appliersOf,
  createRemovalJudge,
  isDeletedBy,
  unitOf,
  type AppliedObject,
  type DeliveredFleet,
  type Removal,
} from './removal.ts'

/**
 * What becomes of an object that went earlier, or goes now: it is deleted, is still to be deleted, may be deleted now or else
 * later, or stays for good.
 */
export type PendingState = 'deleted' | 'pending' | 'uncertain' | 'settled'

/** What is asked of objects that agents may still have, by paths in the output directory. */
export interface PendingJudge {
  readonly stateOf: (path: string, applied: AppliedObject) => PendingState
  /** Undefined where no agent is known. */
  readonly removalOf: (path: string, applied: AppliedObject) => Removal | undefined
  /** By the folder of an agent, the Application or Kustomization that applied what is there; undefined where nobody knows. */
  readonly unitsOf: (path: string) => Readonly<Record<string, string>> | undefined
}

/**
 * The judge of what is still to be deleted. What an agent has forgotten is too where that would recall it. Where no agent is
 * known, any is taken to deliver one cluster's directory each.
 *
 * @param there the paths of the output
 */
export function createPendingJudge(delivered: DeliveredFleet, there: ReadonlySet<string>): PendingJudge {
  const filled = filledDirectories(there)
  const judge = createRemovalJudge(delivered, filled)
  const removalOf: PendingJudge['removalOf'] = (path, applied) => {
    const { cluster = '', below = '' } = readOutputPath(path)
    return judge(nameOfSegment(cluster), below, applied)
  }
  const isRecalled = (applied: AppliedObject): boolean =>
    appliersOf(delivered, applied).some(
      (agent) => agent.recallsOrphans && (!applied.object || isDeletedBy(agent, applied.object)),
    )
  return {
    removalOf,
    stateOf: (path, applied) => {
      const removal = removalOf(path, applied)
      if (removal === 'pruned') return 'deleted'
      if (removal === 'postponed') return 'pending'
      if (removal === 'uncertain') return isRecalled(applied) ? 'uncertain' : 'deleted'
      if (removal === 'orphaned') return isRecalled(applied) ? 'pending' : 'settled'
      if (removal !== undefined) return 'settled'
      return filled.has(readOutputPath(path).folder) ? 'deleted' : 'pending'
    },
    unitsOf: (path) => {
      const { cluster = '', below = '' } = readOutputPath(path)
      const units = appliersOf(delivered).flatMap((agent): readonly [string, string][] => {
        const unit = unitOf(agent, delivered, nameOfSegment(cluster), below)
        return unit === undefined ? [] : [[agent.folder, unit]]
      })
      return units.length === 0 ? undefined : Object.fromEntries(units)
    },
  }
}
