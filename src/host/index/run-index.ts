import { readBuild } from '../version.ts'
import { beginIndexFile, type IndexDraft, readIndexFile, removeIndexFile } from './index-file.ts'
import { findIndexPlace } from './index-place.ts'
import type { Asked } from './question.ts'
import { type Replay, replay } from './replay.ts'
import type { RunRecord } from './run-record.ts'
import { decodeRun, encodeRun } from './run-record-bytes.ts'
import { type Trace, traceRun } from './trace.ts'

/** What is remembered of the last run of a repository. */
export interface RunIndex {
  /** The record of the last run; absent where there is none, or none that can be trusted. */
  readonly last?: RunRecord
  /** Whether the last run was asked for the same, and every answer that it got is what it was. */
  readonly isAsBefore: () => Replay
  /** Traces this run; undefined where nothing can be remembered of it. */
  readonly trace: (trusts: boolean) => Trace | undefined
  /** Remembers this run in place of the last one. */
  readonly keep: (record: Omit<RunRecord, 'request'>) => void
  /** Remembers nothing new. */
  readonly drop: () => void
  /** Forgets the last run. */
  readonly forget: () => void
}

/**
 * Opens the index of a repository; undefined where the host gives no status of files or there is no place for one. `root`
 * is absolute and free of links, `request` what the run was asked for.
 */
export function openRunIndex(asked: Asked, root: string, request: unknown): RunIndex | undefined {
  const { statusOf } = asked.host
  const place = findIndexPlace(asked, root)
  if (statusOf === undefined || place === undefined) return undefined
  const words = JSON.stringify([readBuild(), process.version, root, request])
  const content = readIndexFile(place)
  const last = content && inThePast(decodeRun(content))
  let draft: IndexDraft | undefined
  const findMoment = (): bigint | undefined => (draft ??= beginIndexFile(place))?.moment
  return {
    ...(last && { last }),
    isAsBefore: () => {
      if (last === undefined) return { differs: 'there is no index' }
      if (last.request !== words) return { differs: 'another build or command line' }
      const shorten = asked.host.shorten ?? ((path) => path)
      return replay(asked, last, { statusOf, shorten, findMoment })
    },
    trace: (trusts) => {
      const moment = findMoment()
      if (moment === undefined) return undefined
      return traceRun(asked, statusOf, { moment, earlier: last?.tree, trusts })
    },
    keep: (record) => draft?.keep(encodeRun({ ...record, request: words })),
    drop: () => draft?.drop(),
    forget: () => removeIndexFile(place),
  }
}

/** A clock that was set back gives old times to new changes. */
function inThePast(record: RunRecord | undefined): RunRecord | undefined {
  return record !== undefined && record.moment <= BigInt(Date.now() + 1) * 1_000_000n ? record : undefined
}
