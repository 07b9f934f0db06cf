import type { Dirent, Stats } from 'node:fs'
import { globSync } from 'glob'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { AbsentSubmodule } from '../git/absent-submodule.ts'
import { findSubmodules } from '../git/find-submodules.ts'
import type { EntryKind, Host } from '../host.ts'
import { hasSourceExtension, judgeLinks } from './judge-links.ts'
import { describeSystemError, isSystemError } from '../system-error.ts'

/** Which files of a repository are its sources. */
export interface SourceSelection {
  /** Globs relative to the repository, from `sources` of the configuration. Default: every file in it. */
  readonly patterns?: readonly string[] | undefined
  /** Files and directories to leave out, relative to the repository: the output directory. Default: none. */
  readonly skip?: readonly string[]
  /** The option that names the directory. Default: none, as it is the repository. */
  readonly option?: string | undefined
}

/**
 * The sorted paths of a repository's YAML and JSON files, without those below `node_modules`, below a directory
 * whose name starts with a dot (unless a glob spells the dot out), or below `skip`.
 * A symbolic link is never followed: what it points to inside the repository is read at its own path, and what lies
 * outside isn't the repository's. Reports `source-links-skipped`, `source-link-unread`, `source-directory-unreadable`,
 * `source-pattern-outside`, `source-pattern-unmatched`, `submodule-absent`.
 */
export function findSources(
  host: Host,
  root: string,
  selection: SourceSelection,
): DiagnosticResult<readonly string[]> {
  const diagnostics: Diagnostic[] = []
  const links = new Set<string>()
  const vacant = new Set<string>()
  const listing = listDirectories(host, root, { links, vacant, option: selection.option }, diagnostics)
  const mayRead = directoryFilter(host, root, selection.skip ?? [])
  const paths = new Set<string>()
  for (const pattern of selection.patterns ?? ['**/*.{yaml,yml,json}']) {
    if (leavesRepository(pattern)) {
      diagnostics.push(createDiagnostic('source-pattern-outside', { pattern }))
      continue
    }
    const matches = globSync(pattern, {
      cwd: root,
      nodir: true,
      withFileTypes: true,
      fs: { readdirSync: listing, lstatSync: (path) => statusOf(host.kindOf(path)) },
      ignore: { childrenIgnored: (path) => !mayRead(path.relativePosix()) },
    })
    const files = matches
      .filter((match) => match.isFile() && hasSourceExtension(match.name))
      .map((match) => match.relativePosix())
      .filter((path) => mayRead(parentOf(path)) && !selection.skip?.includes(path))
    if (files.length === 0 && selection.patterns !== undefined) {
      diagnostics.push(createDiagnostic('source-pattern-unmatched', { pattern }))
    }
    for (const path of files) paths.add(path)
  }
  for (const each of judgeLinks(host, root, links, paths)) diagnostics.push(each)
  for (const { path, commit } of findSubmodules({ host, directory: root }, [...vacant])) {
    diagnostics.push(createDiagnostic('submodule-absent', { path, commit }))
  }
  return [[...paths].sort(), diagnostics]
}

function leavesRepository(pattern: string): boolean {
  return /^([A-Za-z]:|[\\/])/.test(pattern) || pattern.split(/[\\/]/).includes('..')
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

interface ListedSelection extends Pick<SourceSelection, 'option'> {
  /** Takes the links that are found. */
  readonly links: Set<string>
  /** Takes the directories that are empty. */
  readonly vacant: Set<string>
}

/** Lists directories for `glob`, which would pass over one that can't be read without a word. */
function listDirectories(
  host: Host,
  root: string,
  { links, vacant, option }: ListedSelection,
  diagnostics: Diagnostic[],
): (path: string) => Dirent[] {
  const unreadable = new Set<string>()
  return (path) => {
    try {
      const entries = host.readDirectory(path)
      if (entries.length === 0) vacant.add(path.slice(root.length + 1))
      for (const entry of entries) {
        if (entry.isSymbolicLink()) links.add(`${path}/${entry.name}`.slice(root.length + 1))
      }
      return entries as Dirent[]
    } catch (error) {
      if (error instanceof AbsentSubmodule) {
        const submodule = { path: path.slice(root.length + 1), commit: error.commit }
        if (!unreadable.has(path)) diagnostics.push(createDiagnostic('submodule-absent', submodule))
        unreadable.add(path)
      }
      if (!isSystemError(error)) throw error
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR' && !unreadable.has(path)) {
        unreadable.add(path)
        const directory = path.slice(root.length + 1) || '.'
        const problem = describeSystemError(error)
        diagnostics.push(
          createDiagnostic('source-directory-unreadable', { directory, problem, option, isBelow: true }),
        )
      }
      throw error
    }
  }
}

/** As much of a file's status as `glob` looks at. */
function statusOf(kind: EntryKind): Stats {
  const is = (wanted: EntryKind) => (): boolean => kind === wanted
  const no = (): boolean => false
  return {
    isFile: is('file'),
    isDirectory: is('directory'),
    isSymbolicLink: is('link'),
    isFIFO: is('special'),
    isSocket: no,
    isBlockDevice: no,
    isCharacterDevice: no,
  } as Stats
}

/** Whether the sources in a directory count; asks the system once for each directory. */
function directoryFilter(host: Host, root: string, skip: readonly string[]): (directory: string) => boolean {
  const known = new Map<string, boolean>([['', true]])
  const mayRead = (directory: string): boolean => {
    const answer = known.get(directory)
    if (answer !== undefined) return answer
    const name = directory.slice(directory.lastIndexOf('/') + 1)
    const may =
      name !== 'node_modules' &&
      !skip.includes(directory) &&
      mayRead(parentOf(directory)) &&
      host.kindOf(`${root}/${directory}`) === 'directory'
    known.set(directory, may)
    return may
  }
  return mayRead
}
