import type { FileStatus, Host } from '../host.ts'
import {
  type Asked,
  describeRefusal,
  type Operation,
  type OperationName,
  operations,
  trackedBy,
} from './question.ts'
import { type Fact, formatStatus, type RunRecord } from './run-record.ts'
import { ifSettled } from './settled.ts'
import { traceContents, type TracedContents, type TraceOptions } from './trace-contents.ts'
import { createTreeRecorder } from './tree-recorder.ts'

/** A host and an environment that answer as those that they come from, and what was asked of them. */
export interface Trace extends Asked {
  readonly finish: () => Traced
}

/** What was asked of a host and an environment. */
export interface Traced extends Pick<RunRecord, 'moment' | 'facts' | 'tree'> {
  /** Whether the answers make a whole: nothing was written, nothing was asked that cannot be asked again, and nothing was answered otherwise a second time. */
  readonly isWhole: boolean
  /** Files of which the earlier record was wrong although their status is what it was; known only where it is not trusted. */
  readonly wrong: readonly string[]
}

/** Traces what a run asks of a host, whose status of files `statusOf` gives, and of an environment. */
export function traceRun(
  asked: Asked,
  statusOf: (path: string) => FileStatus | undefined,
  options: TraceOptions,
): Trace {
  const notes = createNotes()
  const recorder = createTreeRecorder()
  const readDirectory = (path: string): ReturnType<Host['readDirectory']> =>
    notes.noteRefusal(['readDirectory', path], () => asked.host.readDirectory(path))
  const shorten = asked.host.shorten ?? ((path) => path)
  const contents = traceContents({ statusOf, shorten, readDirectory }, recorder, options, notes.spoil)
  const settled = (path: string): FileStatus | undefined => ifSettled(statusOf(path), options.moment)
  const trace = createTracing(asked, notes)
  return {
    host: {
      ...asked.host,
      ...spoiling(asked.host, notes.spoil),
      ...tracedReads(asked.host, { contents, trace, settled }),
      known: contents,
      kindOf: (path) => trace('kindOf', operations.kindOf, [path]),
      kindBehind: (path) => trace('kindBehind', operations.kindBehind, [path]),
      realPath: (path) => trace('realPath', operations.realPath, [path]),
      readLink: (path) => trace('readLink', operations.readLink, [path]),
      findRepository: (path) => trace('findRepository', operations.findRepository, [path]),
      readDirectory: (path) => {
        // A listing is kept among the others; what is refused is a fact.
        const entries = readDirectory(path)
        if (!recorder.list(path, entries)) notes.spoil()
        return entries
      },
      runGit: (directory, words, given = {}) => {
        const tracked = Object.values(given).some(Boolean) ? undefined : trackedBy(words)
        if (tracked !== undefined)
          return trace('listTracked', operations.listTracked, [directory, ...tracked])
        notes.spoil()
        return asked.host.runGit(directory, words, given)
      },
    },
    environment: (name) => trace('environment', operations.environment, [name]),
    finish: () => ({
      moment: options.moment,
      facts: notes.facts(),
      tree: recorder.finish(),
      isWhole: notes.isWhole(),
      wrong: contents.wrong,
    }),
  }
}

type Tracing = <T>(name: OperationName, how: Operation<T>, words: readonly string[], status?: FileStatus) => T

/** Asks questions and notes the answers. */
function createTracing(asked: Asked, notes: Notes): Tracing {
  return (name, { ask, describe }, words, status) => {
    // A run that writes is never answered for, and asks twice for each directory that it makes.
    if (!notes.isWhole()) return ask(asked, ...words)
    const value = notes.noteRefusal([name, ...words], () => ask(asked, ...words))
    notes.note({
      question: [name, ...words],
      answer: describe(value),
      ...(status && { status: formatStatus(status) }),
    })
    return value
  }
}

interface Notes {
  readonly note: (fact: Fact) => void
  /** Does something and notes where it is refused. */
  readonly noteRefusal: <T>(question: Fact['question'], action: () => T) => T
  readonly spoil: () => void
  readonly facts: () => readonly Fact[]
  readonly isWhole: () => boolean
}

function createNotes(): Notes {
  const facts = new Map<string, Fact>()
  let isWhole = true
  const spoil = (): void => {
    isWhole = false
  }
  const note = (fact: Fact): void => {
    const key = JSON.stringify(fact.question)
    const known = facts.get(key)
    if (known === undefined) facts.set(key, fact)
    else if (known.answer !== fact.answer) spoil()
  }
  return {
    note,
    noteRefusal: (question, action) => {
      try {
        return action()
      } catch (error) {
        const answer = describeRefusal(error)
        if (answer === undefined) spoil()
        else note({ question, answer })
        throw error
      }
    },
    spoil,
    facts: () => [...facts.values()],
    isWhole: () => isWhole,
  }
}

interface Reading {
  readonly contents: TracedContents
  readonly trace: Tracing
  /** The status of a file, where it says whether the content is what it was. */
  readonly settled: (path: string) => FileStatus | undefined
}

function tracedReads(host: Host, { contents, trace, settled }: Reading): Pick<Host, 'readFile' | 'readHead'> {
  return {
    readFile: (path, limit) => trace('readFile', operations.readFile, [path, String(limit)], settled(path)),
    readHead: (path, buffer, length) => {
      if (contents.isReading()) return host.readHead(path, buffer, length)
      const head = trace('readHead', operations.readHead, [path, String(length)], settled(path))
      return head.copy(buffer)
    },
  }
}

type Spoiling =
  | 'readStandardInput'
  | 'createFile'
  | 'writeInto'
  | 'createDirectory'
  | 'rename'
  | 'removeFile'
  | 'removeDirectory'
  | 'removeTree'
  | 'isRunning'
  | 'openApiServers'

/** What writes, and what cannot be asked again. */
function spoiling(host: Host, spoil: () => void): Pick<Host, Spoiling> {
  const also = <P extends readonly never[], T>(action: (...given: P) => T) => {
    return (...given: P): T => {
      spoil()
      return action(...given)
    }
  }
  return {
    readStandardInput: also(host.readStandardInput),
    createFile: also(host.createFile),
    writeInto: also(host.writeInto),
    createDirectory: also(host.createDirectory),
    rename: also(host.rename),
    removeFile: also(host.removeFile),
    removeDirectory: also(host.removeDirectory),
    removeTree: also(host.removeTree),
    isRunning: also(host.isRunning),
    // What Kubernetes' own code answers depends on packages that no record knows.
    ...(host.openApiServers && { openApiServers: also(host.openApiServers) }),
  }
}
