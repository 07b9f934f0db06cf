import type { RenderedFile } from '../../model/file-tree.ts'
import { hashText } from '../../text/hash-text.ts'
import type { Host } from '../host.ts'
import { dryShaTrailer, type PublishedBranch } from './published-branch.ts'
import type { SourceCommit } from '../commit/source-commit.ts'

/** What a commit does to the files of a branch; all others stay. */
export interface FileChanges {
  /** Each path once; the files can be walked through any number of times. */
  readonly written: Iterable<RenderedFile>
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
  for (const { text } of written) if (!texts.has(text)) texts.set(text, texts.size + firstMark)
  const title = subject.includes('>8') ? indent(subject) : subject
  const message = [title, indent(body)].filter((part) => part !== '')
  const stream = createStream()
  for (const [text, mark] of texts) stream.add(`blob\nmark :${mark}\n${data(text)}`)
  stream.add(`commit ${ref}\nmark :1\n`)
  stream.add(`author ${author} ${authored}\ncommitter ${committer} ${committed}\n`)
  stream.add(data(`${[...message, `${dryShaTrailer}: ${id}`].join('\n\n')}\n`))
  if (parent !== undefined) stream.add(`from ${parent}\n`)
  for (const path of deleted) stream.add(`D ${quotePath(path)}\n`)
  for (const { path, text } of written) stream.add(`M 100644 :${texts.get(text)} ${quotePath(path)}\n`)
  stream.add('get-mark :1\n')
  // It is set back before fast-import writes it, so that none is left, however this process ends.
  stream.add(`reset ${ref}\nfrom ${id.replaceAll(/./g, '0')}\n\n`)
  return stream.finish()
}

/** The mark of the first text; the commit has 1. */
const firstMark = 2

/** The most characters of a part of a stream. */
const longestPart = 1 << 20

/** Puts texts one after another; no more than a part is kept as text. */
function createStream(): { readonly add: (text: string) => void; readonly finish: () => Buffer } {
  const parts: Buffer[] = []
  let texts: string[] = []
  let length = 0
  const close = (): void => {
    parts.push(Buffer.from(texts.join('')))
    texts = []
    length = 0
  }
  return {
    add: (text) => {
      if (length + text.length > longestPart) close()
      texts.push(text)
      length += text.length
    },
    finish: () => {
      close()
      return Buffer.concat(parts)
    },
  }
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
