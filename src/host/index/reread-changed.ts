import type { FileStatus, Host } from '../host.ts'
import { beginIndexFile } from './index-file.ts'
import { findIndexPlace } from './index-place.ts'
import type { Asked } from './question.ts'
import { formatStatus } from './run-record.ts'
import { isSettled } from './settled.ts'

/**
 * Gives a host for each round of one process that reads again and again: it reads a file only where its status is not what
 * it was when an earlier round read it, or said nothing of its content. Every round reads everything where the host gives no
 * status or there is no place for an index, by whose clock a status is judged. `root` is as `openRunIndex` has it.
 */
export function rereadChanged(asked: Asked, root: string): () => Host {
  const { statusOf } = asked.host
  const place = findIndexPlace(asked, root)
  if (statusOf === undefined || place === undefined) return () => asked.host
  let latest = new Map<string, KnownContent>()
  return () => {
    const earlier = latest
    // What this round does not ask for is forgotten.
    latest = new Map()
    let moment: bigint | undefined
    const findMoment = (): bigint | undefined => {
      const draft = beginIndexFile(place)
      draft?.drop()
      return draft?.moment
    }
    return {
      ...asked.host,
      readFile: (path, limit) => {
        const known = latest.get(path) ?? earlier.get(path)
        const now = known && statusOf(path)
        if (now !== undefined && formatStatus(now) === known?.status) {
          latest.set(path, known)
          return known.content.length > limit ? undefined : known.content
        }
        moment ??= findMoment()
        const status = statusOf(path)
        const content = asked.host.readFile(path, limit)
        if (content !== undefined && isVouching(status, moment)) {
          latest.set(path, { status: formatStatus(status), content })
        }
        return content
      },
    }
  }
}

interface KnownContent {
  readonly status: string
  readonly content: Buffer
}

/** Whether a status from before a file was read says later whether the content is the same. */
function isVouching(status: FileStatus | undefined, moment: bigint | undefined): status is FileStatus {
  return status !== undefined && moment !== undefined && isSettled(status, moment)
}
