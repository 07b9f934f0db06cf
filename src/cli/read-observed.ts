import { resolve } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { nameSide } from '../diagnostics/name-side.ts'
import { readSources } from '../host/sources.ts'
import type { FleetCluster } from '../model/fleet.ts'
import type { JsonObject } from '../model/json.ts'
import { parseObserved } from '../stages/parse/parse-observed.ts'
import { groupObserved } from '../stages/resolve/observed-state.ts'
import { indexLiveObjects, type LiveObjects } from '../views/adopt/live-objects.ts'
import type { Repository } from './repository.ts'
import type { Terminal } from './terminal.ts'

/**
 * What runs in each cluster, as the files of a directory say, or those that the repository holds as observed. Reports
 * what `readSources` and `parseObserved` do, `observed-cluster-unknown` and `adopt-nothing-observed`.
 */
export function readObservedObjects(
  terminal: Terminal,
  repository: Repository,
  directory: string | undefined,
  clusters: readonly FleetCluster[],
): DiagnosticResult<ReadonlyMap<string, LiveObjects>> {
  if (directory === undefined) {
    // What is wrong with the repository's own was told when it was compiled.
    const [manifests] = parseObserved(repository.observed)
    return indexed(groupObserved(manifests, clusters)[0], undefined)
  }
  const [files, reading] = readSources(terminal.host, resolve(terminal.directory, directory))
  const [manifests, parsing] = parseObserved(files)
  const [objects, unknown] = groupObserved(manifests, clusters)
  const placing = [...unknown].map((file) =>
    createDiagnostic('observed-cluster-unknown', {}, { at: { file, start: 0, end: 0 } }),
  )
  const prefix = `${directory.replace(/\/+$/, '')}/`
  const [live, missing] = indexed(objects, directory)
  return [live, [...nameSide([...reading, ...parsing, ...placing], prefix), ...missing]]
}

function indexed(
  objects: ReadonlyMap<string, readonly JsonObject[]>,
  directory: string | undefined,
): DiagnosticResult<ReadonlyMap<string, LiveObjects>> {
  const live = new Map([...objects].map(([cluster, values]) => [cluster, indexLiveObjects(values)]))
  return [live, live.size === 0 ? [createDiagnostic('adopt-nothing-observed', { directory })] : []]
}
