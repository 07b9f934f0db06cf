import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The command of the package as a commit of this repository builds it, in a checkout of its own that is kept for the next time. It has
 * this checkout's packages where both lock files agree, else it installs its own.
 */
export function buildBase(reference) {
  const commit = must('git', ['rev-parse', '--verify', '--end-of-options', `${reference}^{commit}`], project)
  const directory = join(project, 'node_modules/.cache/fedrender/bench', commit)
  const finished = join(directory, 'built')
  if (!existsSync(finished)) {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true })
    const archive = join(directory, 'archive.tar')
    must('git', ['archive', '--format=tar', `--output=${archive}`, commit], project)
    must('tar', ['-xf', archive], directory)
    installPackages(directory)
    must('npm', ['run', '--silent', 'build'], directory)
    writeFileSync(finished, '')
  }
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  return { commit, cli: join(directory, bin.fedrender) }
}

function installPackages(directory) {
  const [ours, theirs] = [project, directory].map((each) => readFileSync(join(each, 'package-lock.json')))
  if (ours.equals(theirs)) symlinkSync(join(project, 'node_modules'), join(directory, 'node_modules'), 'dir')
  else must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], directory)
}

function must(command, words, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  return stdout.trim()
}
