import type { FileStatus, Host } from '../host.ts'
import { unlessRefused } from '../system-error.ts'
import { type Asked, digestOf, operations } from './question.ts'
import { describeQuestion, type Fact, formatStatus, type RunRecord } from './run-record.ts'
import { ifSettled } from './settled.ts'
import {
  directoryPaths,
  hashOfFile,
  isClean,
  isCleanDirectory,
  listsSame,
  type TreeRecords,
} from './tree-records.ts'

/** What became of the answers that a run got. */
export interface Replay {
  /** The first question that has another answer now, in words; undefined where all have the same. */
  readonly differs?: string
  /** The record with the statuses of now, where files had to be read again to know. */
  readonly renewed?: RunRecord
}

/** What the statuses of files are taken with. */
export interface Statuses {
  readonly statusOf: (path: string) => FileStatus | undefined
  /** A path of a directory by which `statusOf` finds it, and what is in it. */
  readonly shorten: (directory: string) => string
  /** A moment before what is read from now on, by the clock of the file system; undefined where there is no place to find it out. */
  readonly findMoment: () => bigint | undefined
}

/**
 * Asks all questions of a run again: directories are listed, and files are read where their status is not what it was or
 * says nothing of the content.
 */
export function replay(asked: Asked, record: RunRecord, statuses: Statuses): Replay {
  const renewing: Renewing = { ...statuses, facts: new Map(), isRenewed: false }
  const differs =
    findOtherAnswer(asked, record.facts, renewing) ?? findOtherContent(asked.host, record.tree, renewing)
  if (differs !== undefined) return { differs }
  const { moment, isRenewed } = renewing
  if (!isRenewed || moment === undefined) return {}
  const facts = record.facts.map((fact) => renewing.facts.get(fact) ?? fact)
  return { renewed: { ...record, moment, facts } }
}

interface Renewing extends Statuses {
  moment?: bigint | undefined
  isRenewed: boolean
  readonly facts: Map<Fact, Fact>
}

/** The status of a file that is read next, where it will say later whether the content is the same. */
function statusToKeep(path: string, renewing: Renewing): FileStatus | undefined {
  if (!renewing.isRenewed) renewing.moment = renewing.findMoment()
  renewing.isRenewed = true
  return renewing.moment === undefined ? undefined : ifSettled(renewing.statusOf(path), renewing.moment)
}

function findOtherAnswer(asked: Asked, facts: readonly Fact[], renewing: Renewing): string | undefined {
  for (const fact of facts) {
    const [operation, ...words] = fact.question
    const [path = ''] = words
    const isRead = operation === 'readFile' || operation === 'readHead'
    const now = isRead ? renewing.statusOf(path) : undefined
    if (now !== undefined && formatStatus(now) === fact.status) continue
    const kept = now && statusToKeep(path, renewing)
    if (operations[operation].answer(asked, words) !== fact.answer) return describeQuestion(fact.question)
    if (kept) renewing.facts.set(fact, { ...fact, status: formatStatus(kept) })
  }
  return undefined
}

/** The first directory that lists something else, or file that holds something else. */
function findOtherContent(host: Host, tree: TreeRecords, renewing: Renewing): string | undefined {
  const { columns, names } = tree
  let [entry, file] = [0, 0]
  for (const [index, directory] of directoryPaths(tree).entries()) {
    if (!listsStillSame(host, { tree, index, first: entry }, directory, renewing))
      return `readDirectory ${directory}`
    entry += columns.entryCounts[index] ?? 0
    const end = file + (columns.fileCounts[index] ?? 0)
    const near = renewing.shorten(directory)
    for (; file < end; file += 1) {
      const name = names[columns.fileNames[file] ?? 0] ?? ''
      const status = renewing.statusOf(`${near}/${name}`)
      if (status !== undefined && isClean(tree, file, status)) continue
      const path = `${directory}/${name}`
      if (!holdsStillSame(host, { tree, file }, path, renewing)) return `readFile ${path}`
    }
  }
  return undefined
}

/** Lists a directory that its status does not vouch for, and keeps the new status where the record had one. */
function listsStillSame(
  host: Host,
  { tree, index, first }: { readonly tree: TreeRecords; readonly index: number; readonly first: number },
  path: string,
  renewing: Renewing,
): boolean {
  const { columns } = tree
  const isVouched = columns.directoryInodes[index] !== 0n
  const now = isVouched ? renewing.statusOf(renewing.shorten(path)) : undefined
  if (now !== undefined && isCleanDirectory(tree, index, now)) return true
  const status = isVouched ? statusToKeep(path, renewing) : undefined
  const entries = unlessRefused(() => host.readDirectory(path))
  if (entries === undefined || !listsSame(tree, first, columns.entryCounts[index] ?? 0, entries)) return false
  keepDirectory(tree, index, status)
  return true
}

/** Reads a file that its status does not vouch for, and keeps its new status. */
function holdsStillSame(
  host: Host,
  { tree, file }: { readonly tree: TreeRecords; readonly file: number },
  path: string,
  renewing: Renewing,
): boolean {
  const { columns, lengths } = tree
  const status = statusToKeep(path, renewing)
  const length = lengths[columns.fileTexts[file] ?? 0] ?? 0n
  const content = unlessRefused(() => host.readFile(path, Number(length)))
  if (content === undefined || digestOf(content) !== hashOfFile(tree, file)) return false
  keepFile(tree, file, status)
  return true
}

function keepDirectory(tree: TreeRecords, index: number, status: FileStatus | undefined): void {
  const { directoryTraits, directoryInodes, directoryModified, directoryChanged } = tree.columns
  const columns = [directoryTraits, directoryInodes, directoryModified, directoryChanged] as const
  keepStatus(columns, index, statusOrNone(tree, status))
}

function keepFile(tree: TreeRecords, file: number, status: FileStatus | undefined): void {
  const { fileTraits, inodes, modified, changed } = tree.columns
  keepStatus([fileTraits, inodes, modified, changed], file, statusOrNone(tree, status))
}

type StatusColumns = readonly [Uint32Array, ...(readonly [BigInt64Array, BigInt64Array, BigInt64Array])]

function keepStatus(columns: StatusColumns, at: number, { traits, ino, mtimeNs, ctimeNs }: KeptStatus): void {
  const [traitNumbers, inodes, modified, changed] = columns
  traitNumbers[at] = traits
  inodes[at] = ino
  modified[at] = mtimeNs
  changed[at] = ctimeNs
}

type KeptStatus = Pick<FileStatus, 'ino' | 'mtimeNs' | 'ctimeNs'> & { readonly traits: number }

/** A status as columns hold it; one of an entry with traits that no other had is not kept, and the entry is read each time. */
function statusOrNone({ traits }: TreeRecords, status: FileStatus | undefined): KeptStatus {
  const known = traits.findIndex(({ dev, mode }) => dev === status?.dev && mode === status.mode)
  return status === undefined || known === -1
    ? { traits: 0, ino: 0n, mtimeNs: 0n, ctimeNs: 0n }
    : { traits: known, ino: status.ino, mtimeNs: status.mtimeNs, ctimeNs: status.ctimeNs }
}
