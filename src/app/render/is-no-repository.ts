import { currentGroup } from '../../kubefed/groups.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import type { CompileResult } from '../../render.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'

/** Whether a directory has nothing of KubeFed, and never had: more likely another one was meant. */
export function isNoRepository(
  { host }: Workspace,
  { root, configFile, output }: Repository,
  { plan, sources }: CompileResult,
  { file, previous }: RepositoryOptions,
): boolean {
  const hasSources = sources.manifests.some(({ value }) =>
    currentGroup(groupOf(String(value['apiVersion']))).endsWith('.kubefed.io'),
  )
  return (
    file === undefined &&
    previous === undefined &&
    configFile === undefined &&
    plan.objects.length + plan.federation.clusters.length === 0 &&
    !hasSources &&
    host.kindOf(root) === 'directory' &&
    host.kindOf(output) === 'absent'
  )
}
