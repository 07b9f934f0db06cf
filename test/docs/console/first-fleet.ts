import { mkdirSync, readFileSync } from 'node:fs'
import { commit, git, scratchDirectory, write } from '../../helpers/git-repository.ts'
import { readRepositoryFile } from '../documents.ts'
import { readSteps } from './console-page.ts'
import { runLine, type Stage } from './run-line.ts'

/** What a reader of the first tutorial has at its end: the files that it shows, rendered and committed. */
export async function followFirstFleet(): Promise<Stage> {
  const directory = `${scratchDirectory()}/fleet`
  mkdirSync(directory)
  await runLine('fedrender init', { directory })
  for (const step of readSteps(readRepositoryFile('docs/tutorials/a-first-fleet.md'))) {
    if (step.kind === 'file') write(directory, { [step.path]: step.text })
  }
  await runLine('fedrender render', { directory })
  git(directory, 'init', '-q', '-b', 'main')
  commit(directory, {})
  return { directory }
}

/** The same without its output in the sources, and with a remote. */
export async function giveRemote(): Promise<Stage> {
  const stage = await followFirstFleet()
  git(stage.directory, 'rm', '-rq', 'rendered')
  write(stage.directory, { '.gitignore': '/rendered/\n' })
  git(stage.directory, 'init', '-q', '--bare', '../fleet.git')
  git(stage.directory, 'remote', 'add', 'origin', '../fleet.git')
  return stage
}

/** The same published to the branch `rendered` of a remote, for Argo CD. */
export async function publishFirstFleet(): Promise<Stage> {
  const stage = await giveRemote()
  const delivery =
    "delivery: {argocd: {repoURL: 'https://git.example.com/fleet.git', targetRevision: rendered}}"
  const config = readFileSync(`${stage.directory}/fedrender.yaml`, 'utf8')
  commit(stage.directory, { 'fedrender.yaml': `${config}${delivery}\n` })
  git(stage.directory, 'push', '-q', '-u', 'origin', 'HEAD')
  await runLine('fedrender publish --branch rendered --push', stage)
  return stage
}
