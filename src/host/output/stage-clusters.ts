import type { FileMatrix, Files } from '../../model/file-tree.ts'
import { cellsOfRows, wholeRows, withoutRows } from '../../output/file-matrix.ts'
import { inClusterDirectory } from '../../output/layout.ts'
import type { Host } from '../host.ts'
import { unlessRefused } from '../system-error.ts'
import { type ClusterFiles, shareFiles, stopAt, takeNext } from '../writers/shared-files.ts'
import { writeClusters } from '../writers/write-clusters.ts'
import type { EncodedTexts } from './encoded-texts.ts'
import type { Staging } from './stage-files.ts'

/** Fewer files are written sooner than a thread starts. */
const leastShared = 10_000

/**
 * Stages whole the directories of clusters that the output lacks and of which every file is added, and gives the files that
 * are left of those that are added. `isMixed` says whether anything else comes into such a directory.
 */
export function stageClusters(
  { host, stagedDirectory }: Staging,
  files: FileMatrix,
  added: Files,
  { encode, isMixed }: { readonly encode: EncodedTexts; readonly isMixed: (directory: string) => boolean },
): Files {
  const rows: number[] = []
  const places: string[] = []
  for (const row of wholeRows(files, added)) {
    const directory = inClusterDirectory(files.directories[row] ?? '')
    const place = isMixed(directory) ? undefined : stagedDirectory(directory)
    if (place === undefined) continue
    rows.push(row)
    places.push(place)
  }
  if (rows.length === 0) return added
  const rest = withoutRows(added, new Set(rows))
  const { paths, texts } = files
  const staged = { places, paths, cells: cellsOfRows(files, rows), contents: texts.map(encode) }
  if (added.length - rest.length < leastShared || !writeTogether(host, staged)) writeAlone(host, staged)
  return rest
}

function writeAlone(host: Host, files: ClusterFiles): void {
  const indexes = files.places.keys()
  writeClusters(host, files, () => indexes.next().value)
}

/** Writes with a second writer, if the host has one. Ends when both have ended, so that nobody writes any more. */
function writeTogether(host: Host, files: ClusterFiles): boolean {
  const shared = shareFiles(files)
  const second = host.startWriter?.(shared)
  if (second === undefined) return false
  try {
    writeClusters(host, files, () => {
      second.collect()
      return takeNext(shared)
    })
  } catch (error) {
    Atomics.store(shared.signal, stopAt, 1)
    // The first fault is the one to report.
    unlessRefused(second.finish)
    throw error
  }
  second.finish()
  return true
}
