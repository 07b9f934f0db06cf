import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command line in one file, as it is released, which `npm test` builds. */
export const main: string = fileURLToPath(new URL('../../dist/fedrender.mjs', import.meta.url))

/** What a process wrote and how it ended. */
export interface ProcessResult {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `fedrender` as a process of its own in a directory. */
export function runCli(directory: string, commandLine: readonly string[], input = ''): ProcessResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...commandLine], {
    cwd: directory,
    input,
    encoding: 'utf8',
    // 2,000 objects have several MiB of diagnostics.
    maxBuffer: 1 << 28,
    env: plainEnvironment,
  })
  return { status, stdout, stderr }
}

/** Without colours, whatever the terminal of the tests shows. */
export const plainEnvironment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }

/** An empty directory below the system's temporary one, by its real path. */
export function temporaryDirectory(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'fedrender-e2e-')))
}
