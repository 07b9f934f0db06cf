import type { Output } from './output.ts'
import type { PreviousOutput } from '../previous/previous-output.ts'
import { clustersFolder, readOutputPath } from '../../output/layout.ts'

/** The directories below `clusters/` that are on disk or in the previous output, unsorted and perhaps twice. */
export function clusterDirectories(output: Output | undefined, previous?: PreviousOutput): readonly string[] {
  const place = output && `${output.directory}/${clustersFolder}`
  const onDisk =
    output && place !== undefined && output.host.kindOf(place) === 'directory'
      ? output.host.readDirectory(place).filter((entry) => entry.isDirectory())
      : []
  const earlier = (previous?.paths ?? []).flatMap((path) => readOutputPath(path).cluster ?? [])
  return [...onDisk.map((entry) => entry.name), ...earlier]
}
