import { relative, resolve, sep } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { contains } from '../../host/contains.ts'
import { findLinkedPart } from '../../host/git/find-linked-part.ts'
import type { Workspace } from '../workspace.ts'
import { configName, dnsLockName, observedPatterns } from './repository-files.ts'
import type { Repository, RepositoryOptions } from './repository.ts'

/**
 * Whether what a base judges can be read at the same place in the base: no symbolic link of the Git repository leads to
 * the directory that the command line names, nor to its configuration, its lock of names, its output or what was
 * observed. Links above the top of the work tree are the machine's own. Reports `base-path-linked`; nothing outside of
 * a Git repository.
 */
export function checkBasePaths(
  workspace: Workspace,
  { named: directory, root, config }: Pick<Repository, 'named' | 'root' | 'config'>,
  { config: named, out }: Pick<RepositoryOptions, 'config' | 'out'>,
): readonly Diagnostic[] {
  const { host } = workspace
  const workTree = host.findRepository(root)?.workTree
  if (workTree === undefined) return []
  const inRoot = [
    ...(named === undefined ? [configName] : []),
    ...(out === undefined ? [config.output] : []),
    ...observedPatterns(config).map(withoutGlob),
    dnsLockName,
  ]
  const outside = [directory, ...(named === undefined ? [] : [named]), ...(out === undefined ? [] : [out])]
  const paths = [
    ...outside.map((path) => resolve(logicalDirectory(workspace), path)),
    ...inRoot.map((path) => resolve(root, path)),
  ]
  return paths.flatMap((path): readonly Diagnostic[] => {
    const link = findLinkedPart(host, workTree, path)
    if (link === undefined) return []
    const shown = contains(root, path) ? relative(root, path) : path
    return [createDiagnostic('base-path-linked', { path: shown.split(sep).join('/') || directory, link })]
  })
}

/** The working directory as the shell named it, links and all, where that is what the process was given. */
function logicalDirectory({ host, directory, environment }: Workspace): string {
  const named = environment('PWD')
  return named !== undefined && host.kindOf(named) !== 'absent' && host.realPath(named) === directory
    ? named
    : directory
}

/** The directories of a glob before the first that is not a plain name. */
function withoutGlob(pattern: string): string {
  const segments = pattern.split('/')
  const first = segments.findIndex((segment) => /[*?[\](){}!+@\\]/.test(segment))
  return segments.slice(0, first === -1 ? segments.length : first).join('/')
}
