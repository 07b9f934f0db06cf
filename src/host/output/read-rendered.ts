import type { JsonObject } from '../../model/json.ts'
import { parse } from '../../stages/parse/parse.ts'
import { conflictSides } from '../../text/conflict-markers.ts'
import type { Output } from './output.ts'
import { sourceSizeLimit } from '../sources/sources.ts'
import { isSystemError } from '../system-error.ts'
import { belowCluster, inCluster } from '../../output/layout.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'

/** The present text of a rendered file, of an unfinished merge our side; undefined where there is none that can be read. */
export function readRenderedText(output: Output, path: string): string | undefined {
  return readRenderedSides(output, path)[0]
}

/** The present text of a rendered file, of an unfinished merge both sides; none where there is none that can be read. */
export function readRenderedSides(output: Output, path: string): readonly string[] {
  const text = readWrittenText(output, path)
  return text === undefined ? [] : conflictSides(text)
}

/** What is written in a file of the output, conflict markers and all; undefined where there is none that can be read. */
export function readWrittenText({ host, directory }: Output, path: string): string | undefined {
  try {
    if (host.kindOf(`${directory}/${path}`) !== 'file') return undefined
    return host.readFile(`${directory}/${path}`, sourceSizeLimit)?.toString('utf8')
  } catch (error) {
    // What cannot be read is reported where the output is compared.
    if (isSystemError(error)) return undefined
    throw error
  }
}

/** What a file held before a run, by its cluster and its path below the cluster's directory. */
export type EarlierObject = (cluster: string, below: string) => JsonObject | undefined

/**
 * Reads the object that a file held before a run changed it, by its cluster and its path below the cluster's directory: what
 * is on disk, or in the previous output where the disk lacks it; of an object whose path an earlier release wrote otherwise,
 * what that file held. Undefined for a file that the run does not change, or that holds none.
 */
export function createEarlierReader(
  output: Output,
  { changed, republished, pruned }: Pick<ChangeSet, 'changed' | 'republished' | 'pruned'>,
  previous: PreviousOutput | undefined,
): EarlierObject {
  const onDisk = new Set(Array.from(changed, (file) => file.path))
  const onlyPrevious = new Set(republished)
  const moved = new Map(pruned.flatMap((file) => (file.movedTo === undefined ? [] : [[file.movedTo, file]])))
  // Most files are asked for in vain: whether any cluster's changes is found without a path of each.
  const anywhere = new Set(
    [onDisk, onlyPrevious, moved].flatMap((files) => Array.from(files.keys(), belowCluster)),
  )
  const readPrevious = (path: string): string | undefined =>
    conflictSides(Buffer.from(previous?.read(path) ?? []).toString('utf8'))[0]
  const textOf = (path: string): string | undefined => {
    if (onDisk.has(path)) return readRenderedText(output, path)
    const earlier = moved.get(path)
    if (earlier?.onDisk === true) return readRenderedText(output, earlier.path)
    if (earlier !== undefined) return readPrevious(earlier.path)
    return onlyPrevious.has(path) ? readPrevious(path) : undefined
  }
  return (cluster, below) => {
    const path = anywhere.has(below) ? inCluster(cluster, below) : undefined
    const text = path === undefined ? undefined : textOf(path)
    if (path === undefined || text === undefined) return undefined
    const [{ manifests }] = parse([{ path, text }])
    return manifests[0]?.value
  }
}
