import { execFileSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { findRepository, isGitDirectory, type RepositoryFiles } from './find-repository.ts'
import { gitFailure, GitError } from './git-error.ts'
import type { Host, GitRepository } from '../host.ts'
import { isOwnedOrSafe } from './owned-repository.ts'
import { createSystemError, isSystemError } from '../system-error.ts'

/** The oldest version of Git that fedrender runs: the first in which `--end-of-options` works everywhere. */
const oldestGit: readonly [major: number, minor: number] = [2, 30]

/**
 * Everything that runs git. A repository is found by `findRepository`, checked by Git's rule of ownership, and named to
 * git, which searches for none. Nothing that a configuration can name is executed, and nothing is fetched, but where
 * the caller asks for the network.
 */
export function createGitRunner(files: RepositoryFiles): Pick<Host, 'findRepository' | 'runGit'> {
  const find = (directory: string): GitRepository | undefined => {
    try {
      return findRepository(files, files.realPath(directory), isSearchBound)
    } catch (error) {
      if (isSystemError(error)) return undefined
      throw error
    }
  }
  let program: string | undefined
  return {
    findRepository: find,
    runGit: (directory, words, { input = '', mayBeBare = false, mayFetch = false, objects = [] } = {}) => {
      program ??= findGit()
      const real = files.realPath(directory)
      const isBare = mayBeBare && isGitDirectory(files, real)
      const repository = isBare ? { gitDirectory: real } : find(real)
      if (repository === undefined)
        throw new GitError('fatal: not a git repository, nor is any directory above')
      requireOwner(program, repository)
      const place = nameRepository(repository)
      return execute(program, ['-C', real, ...place, ...settings, ...words], input, mayFetch, objects)
    },
  }
}

/** A repository, which is bare where it has no work tree. */
type NamedRepository = Pick<GitRepository, 'gitDirectory'> & Partial<Pick<GitRepository, 'workTree'>>

function nameRepository({ gitDirectory, workTree }: NamedRepository): readonly string[] {
  return [`--git-dir=${gitDirectory}`, ...(workTree === undefined ? [] : [`--work-tree=${workTree}`])]
}

function requireOwner(program: string, repository: NamedRepository): void {
  if (isOwnedOrSafe(program, repository)) return
  const place = repository.workTree ?? repository.gitDirectory
  throw new GitError(
    `Git refuses the repository ${place}, which belongs to another user`,
    `If you trust it, run: git config --global --add safe.directory ${place}`,
  )
}

/**
 * The settings that are off whatever a configuration sets: programs that it names, signatures, pagers, and other
 * encodings.
 */
const settings: readonly string[] = [
  '--no-replace-objects',
  '--no-optional-locks',
  '--no-pager',
  '--literal-pathspecs',
  ...[
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.askPass=',
    'core.alternateRefsCommand=',
    'diff.external=',
    'log.showSignature=false',
    'i18n.logOutputEncoding=UTF-8',
    'submodule.recurse=false',
    'fetch.recurseSubmodules=false',
    'gc.auto=0',
    'maintenance.auto=false',
  ].flatMap((setting) => ['-c', setting]),
]

/** Variables by which a hook of Git, or a caller, would name another repository (git rev-parse --local-env-vars). */
const repositoryVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_GRAFT_FILE',
  'GIT_SHALLOW_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_CONFIG',
  'GIT_EXTERNAL_DIFF',
]

/** The directory decides which repository is meant, and nobody is there to answer a prompt. */
function environmentOf(mayFetch: boolean, objects: readonly string[]): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...Object.fromEntries(repositoryVariables.map((name) => [name, undefined])),
    ...(objects.length > 0 && {
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects.map(quoteDirectory).join(delimiter),
    }),
    // What git says is read, also by its words.
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    // Git before 2.44 does not know the variable above; it may use no protocol then.
    ...(!mayFetch && { GIT_ALLOW_PROTOCOL: '' }),
  }
}

/** A directory in a list of them, as Git unquotes it (Git: object-file.c, parse_alt_odb_entry). */
function quoteDirectory(directory: string): string {
  const isPlain = !directory.includes(delimiter) && !directory.startsWith('"') && !directory.includes('\\')
  return isPlain ? directory : `"${directory.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

function execute(
  program: string,
  words: readonly string[],
  input: string | Buffer,
  mayFetch: boolean,
  objects: readonly string[] = [],
): Buffer {
  try {
    return execFileSync(program, words, {
      input,
      maxBuffer: Number.POSITIVE_INFINITY,
      env: environmentOf(mayFetch, objects),
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  } catch (error) {
    if (!(error instanceof Error) || isSystemError(error)) throw error
    throw gitFailure('stderr' in error ? String(error.stderr) : error.message)
  }
}

/**
 * The path of git, looked for in the absolute directories of PATH alone: some systems look in the working directory
 * first, which is a stranger's. ENOENT where there is none; a `GitError` where it is too old.
 */
function findGit(): string {
  const name = process.platform === 'win32' ? 'git.exe' : 'git'
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)
  const found = directories.map((directory) => join(directory, name)).find(isFile)
  if (found === undefined) throw createSystemError('ENOENT', 'git')
  const printed = execute(found, ['--version'], '', false).toString('utf8')
  const [, major = 0, minor = 0] = (/^git version (\d+)\.(\d+)/.exec(printed) ?? []).map(Number)
  const [oldestMajor, oldestMinor] = oldestGit
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new GitError(`git ${oldestGit.join('.')} or later is needed; ${found} reports "${printed.trim()}"`)
  }
  return found
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

/** Git's bounds of its own search (git: GIT_CEILING_DIRECTORIES and GIT_DISCOVERY_ACROSS_FILESYSTEM). */
function isSearchBound(directory: string, parent: string): boolean {
  const ceilings = (process.env['GIT_CEILING_DIRECTORIES'] ?? '').split(delimiter).filter(isAbsolute)
  if (ceilings.some((each) => each === parent || realPathOf(each) === parent)) return true
  const crosses = /^(?:true|yes|on|1)$/i.test(process.env['GIT_DISCOVERY_ACROSS_FILESYSTEM'] ?? '')
  return !crosses && statSync(directory).dev !== statSync(parent).dev
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}
