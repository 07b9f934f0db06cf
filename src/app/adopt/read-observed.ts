import { resolve } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { readSources } from '../../host/sources/sources.ts'
import type { FleetCluster } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parseObserved } from '../../stages/parse/parse-observed.ts'
import type { FileReader } from '../../stages/parse/read-file.ts'
import { groupObserved } from '../../stages/resolve/observed-state.ts'
import { indexLiveObjects, type LiveObjects } from '../../views/adopt/live-objects.ts'
import type { Workspace } from '../workspace.ts'

/** Where to find what runs in the clusters. */
export interface ObservedPlace {
  /** A directory, relative to the working directory; undefined for `files`. */
  readonly directory: string | undefined
  /** What the repository itself holds as observed; the compiler has reported its faults. */
  readonly files: readonly SourceFile[]
  /** The reader of the compiler, which has read `files`. */
  readonly readFile: FileReader
}

/**
 * What runs in each of the clusters. Reports what `readSources` and `parseObserved` do, `observed-cluster-unknown` and
 * `adopt-nothing-observed`.
 */
export function readObservedObjects(
  { host, directory: working }: Workspace,
  clusters: readonly FleetCluster[],
  { directory, files: own, readFile }: ObservedPlace,
): DiagnosticResult<ReadonlyMap<string, LiveObjects>> {
  if (directory === undefined) {
    const [manifests] = parseObserved(own, readFile)
    return indexed(groupObserved(manifests, clusters)[0], undefined)
  }
  const [files, reading] = readSources(host, resolve(working, directory), { option: '--observed' })
  const [manifests, parsing] = parseObserved(files)
  const [objects, unknown] = groupObserved(manifests, clusters)
  const placing = [...unknown].map((file) =>
    createDiagnostic('observed-cluster-unknown', {}, { at: { file, start: 0, end: 0 } }),
  )
  const prefix = `${directory.replace(/(?<!\/)\/+$/, '')}/`
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
