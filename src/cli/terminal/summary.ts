import type { Outcome } from '../../app/render/render-repository.ts'
import type { CompiledRepository } from '../../app/repository/compile-repository.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import type { CurrentReplicas } from '../../model/render-config.ts'
import { countFiles, type FileCounts } from '../../text/count-files.ts'
import { wholeObjects } from '../../model/whole-objects.ts'
import { count } from '../../text/count.ts'

/** The numbers of a run. */
export interface Summary extends FileCounts {
  readonly files: number
  readonly federatedObjects: number
  readonly plainObjects: number
  readonly clusters: number
  /** The ReplicaSchedulingPreferences that divide replicas. */
  readonly preferences: number
  /** Where the replicas that run already were taken from. */
  readonly currentReplicas: CurrentReplicas
  /** Objects in clusters: a federated object that is placed in three counts three times. */
  readonly placed: number
  readonly errors: number
  /** Whether the output was brought up to date; false under `--check`, `--dry-run` and on errors. */
  readonly applied: boolean
  readonly milliseconds: number
}

type Compared = Pick<ChangeSet, 'added' | 'changed' | 'unchanged' | 'pruned' | 'held'>

const noChanges: Compared = { added: [], changed: [], unchanged: [], pruned: [], held: [] }

/** Counts what a run read, placed and changed. */
export function summarize(
  { repository, result }: CompiledRepository,
  { changes, written: applied = false, diagnostics }: Outcome,
  milliseconds: number,
): Summary {
  const objects = result ? wholeObjects(result.plan) : []
  const { added, changed, unchanged, pruned, held }: Compared = changes ?? noChanges
  return {
    files: repository.files.length,
    federatedObjects: objects.length,
    plainObjects: result?.resources.plainObjects ?? 0,
    clusters: result?.plan.federation.clusters.length ?? 0,
    preferences: objects.filter((each) => each.division?.schedule !== undefined).length,
    currentReplicas: result?.scheduling.current ?? 'none',
    placed: objects.reduce((sum, { placement }) => sum + placement.clusters.length, 0),
    written: added.length + changed.length,
    unchanged: unchanged.length,
    pruned: pruned.length,
    held: held.length,
    errors: diagnostics.filter((each) => each.severity === 'error').length,
    applied,
    milliseconds: Math.round(milliseconds),
  }
}

/** The summary as one line for a person; `isCompared` is whether the output was looked at. */
export function formatSummary(summary: Summary, isCompared: boolean): string {
  const { files, federatedObjects, plainObjects, clusters, placed } = summary
  const found = [count(federatedObjects, 'federated object'), count(clusters, 'cluster')]
  const read = `read ${count(files, 'file')}: ${found.join(', ')}, ${count(plainObjects, 'plain object')} left alone`
  const divided = `divided the replicas of ${count(summary.preferences, 'workload')}, current ones: ${summary.currentReplicas}`
  const verb = summary.applied ? 'wrote' : 'would write'
  const compared = `${verb} ${countFiles(summary)}`
  const nothing = summary.errors > 0 && !summary.applied
  const parts = [
    read,
    ...(summary.preferences > 0 ? [divided] : []),
    `placed ${count(placed, 'object')}`,
    ...(nothing ? [`nothing written: ${count(summary.errors, 'error')}`] : isCompared ? [compared] : []),
    `${(summary.milliseconds / 1000).toFixed(2)} s`,
  ]
  return `${parts.join('; ')}\n`
}
