import { computeChangeSet } from '../../host/output/compute-change-set.ts'
import { findGone } from '../../output/judge-prune.ts'
import { openOutput } from '../../host/output/output.ts'
import { emit } from '../../stages/emit/emit.ts'
import type { Removals } from '../../views/status.ts'
import type { CompiledRepository } from '../repository/compile-repository.ts'
import type { Workspace } from '../workspace.ts'

/** What a render of these sources would prune, by the object's path; nothing where they are in error. */
export function findRemovals({ host }: Workspace, { repository, result }: CompiledRepository): Removals {
  const removals = new Map<string, readonly string[]>()
  const [output] = openOutput(host, { root: repository.root, directory: repository.output })
  if (result?.fleet === undefined || output === undefined) return removals
  const [{ pruned }] = computeChangeSet(output, emit(result.fleet, undefined, result.delivery))
  for (const { path } of findGone(pruned)) {
    const [, cluster, ...rest] = path.split('/')
    const object = rest.join('/')
    removals.set(object, [...(removals.get(object) ?? []), cluster ?? ''])
  }
  return removals
}
