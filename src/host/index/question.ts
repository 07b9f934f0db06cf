import { createHash } from 'node:crypto'
import { GitError } from '../git/git-error.ts'
import type { DirectoryEntry, EntryKind, GitRepository, Host } from '../host.ts'
import { isSystemError } from '../system-error.ts'

/** Whom a run asks about the world. */
export interface Asked {
  readonly host: Host
  readonly environment: (name: string) => string | undefined
}

/** A question that can be asked again, in words. */
export interface Operation<T> {
  readonly ask: (asked: Asked, ...words: readonly string[]) => T
  /** What the answer comes to, in words; equal answers have equal words. */
  readonly describe: (value: T) => string
  /** Asks, and gives the answer or the refusal in words. */
  readonly answer: (asked: Asked, words: readonly string[]) => string
}

interface Operations {
  readonly kindOf: Operation<EntryKind>
  readonly kindBehind: Operation<EntryKind>
  readonly realPath: Operation<string>
  readonly readLink: Operation<string>
  readonly readDirectory: Operation<readonly DirectoryEntry[]>
  readonly readFile: Operation<Buffer | undefined>
  readonly readHead: Operation<Buffer>
  readonly findRepository: Operation<GitRepository | undefined>
  readonly listTracked: Operation<Buffer>
  readonly environment: Operation<string | undefined>
}

/** What a run asks of its host and its environment while it reads and compiles. What lists, reads and compares the output is recorded apart. */
export const operations: Operations = {
  kindOf: operation(({ host }, path) => host.kindOf(path), String),
  kindBehind: operation(({ host }, path) => host.kindBehind(path), String),
  realPath: operation(({ host }, path) => host.realPath(path), String),
  readLink: operation(({ host }, path) => host.readLink(path), String),
  readDirectory: operation(
    ({ host }, path) => host.readDirectory(path),
    () => 'a listing',
  ),
  readFile: operation(
    ({ host }, path, limit) => host.readFile(path, Number(limit)),
    (content) => (content === undefined ? 'larger' : digestOf(content)),
  ),
  readHead: operation(({ host }, path, length): Buffer => {
    const buffer = Buffer.alloc(Number(length))
    return buffer.subarray(0, host.readHead(path, buffer, buffer.length))
  }, digestOf),
  findRepository: operation(({ host }, directory) => host.findRepository(directory), describeJson),
  listTracked: operation(({ host }, directory, ...words) => host.runGit(directory, listing(words)), digestOf),
  environment: operation(({ environment }, name) => environment(name), describeJson),
}

/**
 * The words of `git ls-files` that a render asks for: whether with the ids of the contents, and of which paths. Git is asked
 * again for nothing else: whoever wrote an index would have it run what options of git can name.
 */
function listing([stage = '', ...paths]: readonly string[]): readonly string[] {
  const options = stage === 'stage' ? ['--stage'] : []
  return ['ls-files', '-z', ...options, ...(paths.length > 0 ? ['--', ...paths] : [])]
}

/** What `listTracked` is asked where git is given these words; undefined where they ask for anything else. */
export function trackedBy(words: readonly string[]): readonly string[] | undefined {
  const given = words[0] === '--literal-pathspecs' ? words.slice(1) : words
  const marker = given.indexOf('--')
  const paths = marker === -1 ? [] : given.slice(marker + 1)
  const asked = [given[2] === '--stage' ? 'stage' : '', ...paths]
  return JSON.stringify(listing(asked)) === JSON.stringify(given) ? asked : undefined
}

/** The name of an operation. */
export type OperationName = keyof typeof operations

/** Whether something is a question that can be asked. */
export function isQuestion(words: readonly unknown[]): words is readonly [OperationName, ...string[]] {
  const [name] = words
  return words.every((each) => typeof each === 'string') && Object.hasOwn(operations, String(name))
}

function operation<T>(
  ask: (asked: Asked, first: string, ...others: readonly string[]) => T,
  describe: (value: T) => string,
): Operation<T> {
  const askInWords = (asked: Asked, ...[first = '', ...others]: readonly string[]): T =>
    ask(asked, first, ...others)
  return {
    ask: askInWords,
    describe,
    answer: (asked, words) => orRefusal(() => describe(askInWords(asked, ...words))),
  }
}

function orRefusal(ask: () => string): string {
  try {
    return ask()
  } catch (error) {
    const refusal = describeRefusal(error)
    if (refusal === undefined) throw error
    return refusal
  }
}

function describeJson(value: unknown): string {
  return JSON.stringify(value ?? null)
}

/** The SHA-256 of a content, hexadecimal. */
export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** What a refusal comes to, in words; undefined for a bug. */
export function describeRefusal(error: unknown): string | undefined {
  if (error instanceof GitError) return `refused: ${error.message}`
  return isSystemError(error) ? `refused: ${error.code}` : undefined
}
