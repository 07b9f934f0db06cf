import type { Git } from '../git/git.ts'

/** A commit as Git describes it. */
export interface SourceCommit {
  readonly id: string
  /** `Name <address>`. */
  readonly author: string
  /** In the raw form of Git: seconds since 1970 and the offset of the time zone. */
  readonly authored: string
  readonly committer: string
  readonly committed: string
  /** When it was authored, by RFC 3339. */
  readonly date: string
  readonly subject: string
  readonly body: string
}

const fields = ['%H', '%an <%ae>', '%ad', '%cn <%ce>', '%cd', '%aI', '%s', '%b'].join('%x00')

/** Describes a commit. */
export function describeCommit(git: Git, commit: string): SourceCommit {
  const described = git(['show', '--no-patch', '--date=raw', `--format=${fields}`, commit]).toString('utf8')
  const [
    id = '',
    author = '',
    authored = '',
    committer = '',
    committed = '',
    date = '',
    subject = '',
    body = '',
  ] = described.split('\0')
  // Some versions of Git write the offset of UTC, as Go never does.
  const utc = date.replace(/\+00:00$/, 'Z')
  return { id, author, authored, committer, committed, date: utc, subject, body: body.trim() }
}
