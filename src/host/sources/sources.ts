import { isUtf8 } from 'node:buffer'
import { createDiagnostic, type DiagnosticResult, type Report } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { findSources, type SourceSelection } from './find-sources.ts'
import type { Host } from '../host.ts'
import { describeSystemError, isSystemError } from '../system-error.ts'

/** The most that is read of one source, in bytes: a bound on memory that no hand-written manifest comes near. */
export const sourceSizeLimit: number = 16 * 1024 * 1024

/**
 * Reads the source files of a repository, sorted by path; a file that can't be read is reported and left out:
 * `source-unreadable`, `source-too-large`, `source-not-utf8`, `source-directory-unreadable`, and what `findSources` reports.
 * A byte order mark stays in the text, so that an offset in the text is one in the file.
 */
export function readSources(
  host: Host,
  root: string,
  selection: SourceSelection = {},
): DiagnosticResult<readonly SourceFile[]> {
  const [directory, opening] = openRoot(host, root, selection)
  if (directory === undefined) return [[], opening]
  const [paths, found] = findSources(host, directory, selection)
  const diagnostics = [...found]
  const report: Report = (diagnostic) => diagnostics.push(diagnostic)
  host.announceReads?.(
    paths.map((path) => `${directory}/${path}`),
    sourceSizeLimit,
  )
  const sources = paths.flatMap(
    (path) => readSource(path, (limit) => host.readFile(`${directory}/${path}`, limit), report) ?? [],
  )
  return [sources, diagnostics]
}

/** The real path of the directory to render, which the user may name by a link. */
function openRoot(
  host: Host,
  root: string,
  { option }: SourceSelection,
): DiagnosticResult<string | undefined> {
  const refuse = (problem: string): DiagnosticResult<undefined> => [
    undefined,
    [createDiagnostic('source-directory-unreadable', { directory: root, problem, option, isBelow: false })],
  ]
  try {
    const directory = host.realPath(root)
    return host.kindOf(directory) === 'directory' ? [directory, []] : refuse('it is not a directory')
  } catch (error) {
    if (!isSystemError(error)) throw error
    return refuse(describeSystemError(error))
  }
}

/** Reads standard input as one source file, `<stdin>`, with the bounds and diagnostics of `readSources`. */
export function readStandardInput(host: Host): DiagnosticResult<readonly SourceFile[]> {
  const diagnostics: Parameters<Report>[0][] = []
  const source = readSource('<stdin>', host.readStandardInput, (diagnostic) => diagnostics.push(diagnostic))
  return [source ? [source] : [], diagnostics]
}

function readSource(
  path: string,
  read: (limit: number) => Buffer | undefined,
  report: Report,
): SourceFile | undefined {
  const context = { at: { file: { path, text: '' }, start: 0, end: 0 } }
  try {
    const content = read(sourceSizeLimit)
    if (content === undefined) {
      report(createDiagnostic('source-too-large', { limit: sourceSizeLimit, of: 'bytes' }, context))
    } else if (isUtf8(content)) {
      return { path, text: content.toString('utf8') }
    } else {
      report(createDiagnostic('source-not-utf8', { line: firstLineNotUtf8(content) }, context))
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    report(createDiagnostic('source-unreadable', { problem: describeSystemError(error) }, context))
  }
  return undefined
}

const lineFeed = 0x0a

/** Counted from 1; no byte of a longer UTF-8 sequence is a line feed, so that lines can be looked at one by one. */
function firstLineNotUtf8(content: Buffer): number {
  let line = 1
  let start = 0
  for (;;) {
    const end = content.indexOf(lineFeed, start)
    if (end === -1 || !isUtf8(content.subarray(start, end))) return line
    line += 1
    start = end + 1
  }
}
