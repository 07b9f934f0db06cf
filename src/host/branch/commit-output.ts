import { hashText } from '../../text/hash-text.ts'
import type { Host } from '../host.ts'
import { dryShaTrailer, type PublishedBranch } from './published-branch.ts'
import type { SourceCommit } from '../commit/source-commit.ts'

/** What a commit does to the files of a branch; all others stay. */
export interface FileChanges {
  /** Texts by path. */
  readonly written: ReadonlyMap<string, string>
  readonly deleted: readonly string[]
}

/**
 * Writes a commit that builds on the branch, with no work tree and no index; the branch stays where it is. The author,
 * the committer and both dates are those of the source commit, so that the same commit on the same tip has the same id
 * wherever it is published.
 */
export function commitOutput(
  { processId, hostName }: Pick<Host, 'processId' | 'hostName'>,
  { git, tip }: PublishedBranch,
  source: SourceCommit,
  changes: FileChanges,
): string {
  // A reference of its own, because fast-import moves a branch without asking what it was.
  const staged = `refs/fedrender/${hashText(hostName)}-${processId}`
  const stream = importStream(staged, tip?.commit, source, changes)
  return git(['fast-import', '--quiet'], stream).toString('utf8').trim()
}

/**
 * The commands of `git fast-import`; lengths are in bytes. More than a string can hold may be published. Each text is given once,
 * however many files have it: few of a fleet's are of one cluster alone.
 */
function importStream(
  ref: string,
  parent: string | undefined,
  { author, authored, committer, committed, subject, body, id }: SourceCommit,
  { written, deleted }: FileChanges,
): Buffer {
  const texts = new Map<string, number>()
  for (const text of written.values()) if (!texts.has(text)) texts.set(text, texts.size + firstMark)
  const title = subject.includes('>8') ? indent(subject) : subject
  const message = [title, indent(body)].filter((part) => part !== '')
  const commands = [
    ...Array.from(texts, ([text, mark]) => `blob\nmark :${mark}\n${data(text)}`),
    `commit ${ref}\nmark :1\n`,
    `author ${author} ${authored}\ncommitter ${committer} ${committed}\n`,
    data(`${[...message, `${dryShaTrailer}: ${id}`].join('\n\n')}\n`),
    ...(parent === undefined ? [] : [`from ${parent}\n`]),
    ...deleted.map((path) => `D ${quotePath(path)}\n`),
    ...linesInParts(written, ([path, text]) => `M 100644 :${texts.get(text)} ${quotePath(path)}\n`),
    'get-mark :1\n',
    // It is set back before fast-import writes it, so that none is left, however this process ends.
    `reset ${ref}\nfrom ${id.replaceAll(/./g, '0')}\n\n`,
  ]
  return Buffer.concat(commands.map((each) => Buffer.from(each)))
}

/** The mark of the first text; the commit has 1. */
const firstMark = 2

/** So many lines are one text. */
const linesOfPart = 10_000

/** A line for each of many items, in few texts. */
function linesInParts<T>(items: Iterable<T>, lineOf: (item: T) => string): readonly string[] {
  const parts: string[] = []
  let lines: string[] = []
  for (const item of items) {
    lines.push(lineOf(item))
    if (lines.length < linesOfPart) continue
    parts.push(lines.join(''))
    lines = []
  }
  return [...parts, lines.join('')]
}

/**
 * Text of the source commit that no reader takes for a trailer, nor for the line of scissors that ends a message (Git:
 * trailer.c; wt-status.c, wt_status_locate_end): both begin a line.
 */
function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ')
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}

/** As a C string, which may hold anything. */
function quotePath(path: string): string {
  return `"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`
}
