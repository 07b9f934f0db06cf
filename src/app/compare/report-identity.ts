import { askGit } from '../../host/git/ask-git.ts'
import { addressWithoutCredentials } from '../../host/git/address-without-credentials.ts'
import { findCommit, gitIn, type Git } from '../../host/git/git.ts'
import { describeCommit } from '../../host/commit/source-commit.ts'
import { readVersion } from '../../host/version.ts'
import type { ReportIdentity } from '../../views/report/identity.ts'
import type { Workspace } from '../workspace.ts'

/** What a report of a repository is of; without Git no more than the version of fedrender is known. */
export function findReportIdentity(
  { host }: Workspace,
  root: string,
  base: string | undefined,
): ReportIdentity {
  const version = readVersion()
  const [known] = askGit(() => [describeHead(gitIn(host, root))])
  return { version, ...known, ...(base && { base }) }
}

function describeHead(git: Git): Omit<ReportIdentity, 'version' | 'base'> {
  const head = findCommit(git, 'HEAD')
  if (head === undefined) return {}
  const { date } = describeCommit(git, head)
  const branch = git(['branch', '--show-current']).toString('utf8').trim()
  const hasOrigin = git(['remote']).toString('utf8').split('\n').includes('origin')
  const repository = hasOrigin
    ? addressWithoutCredentials(git(['remote', 'get-url', 'origin']).toString('utf8').trim())
    : ''
  return { commit: head, date, ...(branch && { branch }), ...(repository && { repository }) }
}
