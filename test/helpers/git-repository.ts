import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'

const directories: string[] = []
afterEach(() => {
  for (const directory of directories.splice(0)) {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
  }
})

/** An empty directory by its real path, which is gone after the test. */
export function scratchDirectory(): string {
  const directory = realpathSync(mkdtempSync(`${tmpdir()}/fedrender-git-`))
  directories.push(directory)
  return directory
}

/** Variables by which git reads the configuration of tests, and no other but the repository's. */
export const gitConfiguration: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: fileURLToPath(new URL('gitconfig', import.meta.url)),
  GIT_CONFIG_SYSTEM: '/dev/null',
}

/** Variables by which git makes the same commits on every machine. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  ...gitConfiguration,
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
}

/** Runs git in a directory and gives what it wrote. */
export function git(directory: string, ...commandArguments: readonly string[]): string {
  return execFileSync('git', ['-C', directory, ...commandArguments], {
    env: gitEnvironment,
    stdio: 'pipe',
    encoding: 'utf8',
  }).trimEnd()
}

/** Writes files by their paths in a directory. */
export function write(directory: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(`${directory}/${path}`), { recursive: true })
    writeFileSync(`${directory}/${path}`, content)
  }
}

/** Writes files and commits all that is in the work tree. */
export function commit(directory: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  write(directory, files)
  git(directory, 'add', '-A')
  git(directory, 'commit', '-q', '--allow-empty', '-m', 'change')
  return git(directory, 'rev-parse', 'HEAD')
}

/** A repository whose branch `main` has one commit that holds the files; they are on disk too. */
export function gitRepository(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...initOptions: readonly string[]
): string {
  const directory = scratchDirectory()
  git(directory, 'init', '-q', '-b', 'main', ...initOptions)
  commit(directory, files)
  return directory
}
