import { computeChangeSet } from '../../host/output/compute-change-set.ts'
import { clusterDirectory, currentPath, nameOfSegment, readOutputPath } from '../../output/layout.ts'
import { findGone } from '../../output/judge-prune.ts'
import { openOutput } from '../../host/output/output.ts'
import { emit } from '../../stages/emit/emit.ts'
import type { EarlierFiles } from '../../views/status.ts'
import type { CompiledRepository } from '../repository/compile-repository.ts'
import type { Workspace } from '../workspace.ts'

/**
 * What a render of these sources would prune or hold, by the object's path; nothing where no fleet follows from them, or the
 * output cannot be read.
 */
export function findEarlierFiles(
  { host }: Workspace,
  { repository, result }: CompiledRepository,
): EarlierFiles {
  const [output] = openOutput(host, { root: repository.root, directory: repository.output })
  if (output === undefined || result?.fleet === undefined) return { removed: new Map() }
  const [{ pruned, held }] = computeChangeSet(output, emit(result.fleet, undefined, result.delivery))
  const names = new Map(result.fleet.clusters.map(({ name }) => [clusterDirectory(name), name]))
  return {
    removed: clustersByPath(findGone(pruned), names),
    held: clustersByPath(held, names),
  }
}

/** The names of clusters by the path of an object in their directories; `names` are by directory. */
function clustersByPath(
  files: readonly { readonly path: string }[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const clusters = new Map<string, Set<string>>()
  for (const { path } of files) {
    const { cluster: directory, below } = readOutputPath(currentPath(path))
    if (directory === undefined || below === undefined) continue
    const known = clusters.get(below) ?? new Set()
    clusters.set(below, known.add(names.get(directory) ?? nameOfSegment(directory)))
  }
  return new Map(Array.from(clusters, ([path, known]) => [path, [...known]]))
}
