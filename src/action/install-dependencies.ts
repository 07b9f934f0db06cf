import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs the packages that the lock file names, by their hashes and without any script of theirs, where that was not
 * done yet. Throws where npm fails.
 */
export function installDependencies(root: string): void {
  // npm writes this file last, so that an installation that was cut short is not taken for one.
  if (existsSync(join(root, 'node_modules/.package-lock.json'))) return
  const commandArguments = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status, error } = spawnSync('npm', commandArguments, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm is a script there.
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    throw new Error(`npm could not install fedrender's dependencies in ${root}`, { cause: error })
}
