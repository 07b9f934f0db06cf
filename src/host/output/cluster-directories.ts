import type { Output } from './output.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { clustersFolder, pendingFolder, readOutputPath, recordedCluster } from '../../output/layout.ts'

/** The directories of clusters, and those of their records, that are on disk or in the previous output, unsorted and perhaps twice. */
export function clusterDirectories(output: Output | undefined, previous?: PreviousOutput): readonly string[] {
  const onDisk = output
    ? [clustersFolder, pendingFolder].flatMap((folder) => directoriesIn(output, folder))
    : []
  const earlier = (previous?.paths ?? []).flatMap(
    (path) => readOutputPath(path).cluster ?? recordedCluster(path) ?? [],
  )
  return [...onDisk, ...earlier]
}

function directoriesIn({ host, directory }: Output, folder: string): readonly string[] {
  const place = `${directory}/${folder}`
  if (host.kindOf(place) !== 'directory') return []
  return host
    .readDirectory(place)
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}
