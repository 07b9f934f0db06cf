import { relative, resolve, sep } from 'node:path'
import { askGit } from '../../host/git/ask-git.ts'
import { findGitPrefix } from '../../host/git/git-prefix.ts'
import { gitIn } from '../../host/git/git.ts'
import type { Host } from '../../host/host.ts'
import type { DeliveryPlace } from '../../model/delivery-config.ts'
import { joinPath } from '../../text/join-path.ts'
import type { Workspace } from '../workspace.ts'
import type { Repository } from './repository.ts'

/** What is known of the output beforehand. */
interface OutputTraits {
  /** The output directory that the command line names: nobody knows where agents get its files. */
  readonly out?: string
  /** Whether Git tracks files of the output. Default: Git is asked. */
  readonly isTracked?: boolean
}

/**
 * Where agents find what is rendered to disk: in the configured output directory, from the top of the Git repository. It is
 * known once Git tracks files there. `--out` changes no path, so that what it renders elsewhere can be compared.
 */
export function findDeliveryPlace(
  { host }: Workspace,
  { root, config: { output, delivery } }: Pick<Repository, 'root' | 'config'>,
  { out, isTracked }: OutputTraits,
): DeliveryPlace {
  const directory = resolve(root, output)
  const path = joinPath(findGitPrefix(host, root), relative(root, directory).split(sep).join('/'))
  const isSet = delivery.argocd?.path !== undefined || delivery.flux?.path !== undefined
  return {
    path,
    isKnown: isSet && out === undefined && (isTracked ?? isOutputTracked(host, root, directory)),
  }
}

/** Whether Git tracks files of an output directory, so that agents get them from there and not from a branch of their own. */
export function isOutputTracked(host: Host, root: string, directory: string): boolean {
  const tracked = askGit(() =>
    gitIn(host, root)(['ls-files', '-z', '--', directory]).toString('utf8').split('\0', 1),
  )
  return tracked.join('') !== ''
}
