import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { generate } from '../generate.mjs'
import { run } from '../measure/run.mjs'

/**
 * What a side of a comparison works on below its directory: a repository with one commit of generated sources, and the
 * same with one image changed since. Both sides have the same commit, and each a cache of its own.
 */
export function makeFleet(directory, size) {
  const [repository, changed] = ['repository', 'changed'].map((name) => join(directory, name))
  const made = generate(repository, size)
  commitAll(repository)
  cpSync(repository, changed, { recursive: true })
  const deployment = relative(
    repository,
    listFiles(repository).find((path) => basename(path).startsWith('deployment-')),
  )
  editImage(join(changed, deployment), '2.0.0')
  return { ...fleetAt(directory), made, deployment: join(repository, deployment) }
}

/** A second side with the same sources. */
export function copyFleet(fleet, directory) {
  cpSync(fleet.directory, directory, { recursive: true })
  const deployment = join(directory, relative(fleet.directory, fleet.deployment))
  return { ...fleetAt(directory), made: fleet.made, deployment }
}

function fleetAt(directory) {
  const repository = join(directory, 'repository')
  return {
    directory,
    repository,
    changed: join(directory, 'changed'),
    rendered: join(repository, 'rendered'),
    published: join(directory, 'published.git'),
    environment: { XDG_CACHE_HOME: join(directory, 'cache') },
  }
}

/** Puts another version into the first image of a source. */
export function editImage(path, version) {
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace(/image: \S+/, `image: registry.example.com/changed:${version}`))
}

const comment = '# Nothing follows from this.\n'

/** Adds a comment to a source, which changes nothing that is rendered. */
export function addComment(path) {
  writeFileSync(path, `${readFileSync(path, 'utf8')}${comment}`)
}

/** Takes the comment out again. */
export function removeComment(path) {
  writeFileSync(path, readFileSync(path, 'utf8').replace(comment, ''))
}

/** Makes a directory a Git repository of one commit, the same for the same files. */
export function commitAll(directory) {
  mkdirSync(directory, { recursive: true })
  const date = '2026-01-01T00:00:00Z'
  const environment = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
  const settings = ['gc.auto=0', 'maintenance.auto=false', 'user.name=bench', 'user.email=bench@example.com']
  const git = (...words) =>
    run('git', [...settings.flatMap((each) => ['-c', each]), ...words], { cwd: directory, environment })
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-qm', 'sources')
}

/** Every file below a directory with a digest of its bytes. */
export function readDigests(directory) {
  return new Map(
    listFiles(directory).map((path) => [
      relative(directory, path).replaceAll(sep, '/'),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  )
}

/** The paths of all files below a directory, sorted. */
export function listFiles(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
