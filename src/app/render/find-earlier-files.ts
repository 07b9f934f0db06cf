import { computeChangeSet } from '../../host/output/compute-change-set.ts'
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
  return { removed: clustersByPath(findGone(pruned)), held: clustersByPath(held) }
}

function clustersByPath(files: readonly { readonly path: string }[]): ReadonlyMap<string, readonly string[]> {
  const clusters = new Map<string, readonly string[]>()
  for (const { path } of files) {
    const [, cluster, ...rest] = path.split('/')
    const object = rest.join('/')
    clusters.set(object, [...(clusters.get(object) ?? []), cluster ?? ''])
  }
  return clusters
}
