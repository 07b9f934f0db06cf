import { markup, type Markup } from './markup.ts'

/** What a report is of, as far as it is known. */
export interface ReportIdentity {
  /** The version of fedrender. */
  readonly version: string
  /** The address of the repository, without credentials. */
  readonly repository?: string
  readonly branch?: string
  /** The commit that is checked out; files that are not committed are shown too. */
  readonly commit?: string
  /** When it was authored, by RFC 3339: the page has no clock. */
  readonly date?: string
  /** The commit with which it is compared. */
  readonly base?: string
}

const shownDigits = 12

/** One line for the top of a page that is sent around: whose state it shows, and of when. */
export function formatIdentity({ version, repository, branch, commit, date, base }: ReportIdentity): Markup {
  const facts = [
    repository !== undefined && markup`<code>${repository}</code>`,
    branch !== undefined && markup`branch <code>${branch}</code>`,
    commit !== undefined && markup`commit <code>${commit.slice(0, shownDigits)}</code>`,
    date !== undefined && markup`<time datetime="${date}">${date}</time>`,
    base !== undefined && markup`compared with <code>${base.slice(0, shownDigits)}</code>`,
    markup`fedrender ${version}`,
  ].filter(Boolean)
  return markup`<p class="identity">${facts.map((fact, index) => markup`${index > 0 && ' · '}${fact}`)}</p>`
}
