import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { recipes, type Recipe } from './recipes.ts'

/** A program to test with, or why there is none. */
export type Binary = { readonly path: string } | { readonly missing: string }

declare module 'vitest' {
  interface ProvidedContext {
    readonly binaries: Readonly<Record<string, Binary>>
  }
}

/** Where built programs are kept from one run to the next. */
export const cacheDirectory: string =
  process.env['FEDRENDER_E2E_CACHE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fedrender-e2e')

/** For all programs together, in seconds. */
const buildSeconds = Number(process.env['FEDRENDER_E2E_BUILD_SECONDS'] ?? 600)

/** Programs of the machine that are taken as they are: packages of the system have them. */
const ofTheMachine = ['etcd', 'kpt', 'chromium']

/** Builds what is not in the cache, as long as there is time, and tells the tests what there is. */
export default function setup(project: TestProject): void {
  const deadline = Date.now() + buildSeconds * 1000
  installEtcd()
  const binaries = [
    ...ofTheMachine.map((name): [string, Binary] => [name, find(name)]),
    ...recipes.map((recipe): [string, Binary] => [recipe.name, install(recipe, deadline)]),
  ]
  project.provide('binaries', Object.fromEntries(binaries))
}

/** etcd is a package of Debian, which who may do so installs. */
function installEtcd(): void {
  if ('path' in find('etcd') || process.getuid?.() !== 0) return
  const script = 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes etcd-server'
  spawnSync('sh', ['-c', script], { timeout: buildSeconds * 1000, stdio: 'ignore' })
}

function find(name: string): Binary {
  const directories = (process.env['PATH'] ?? '').split(delimiter)
  const path = directories.map((each) => join(each, name)).find(isExecutable)
  return path === undefined ? { missing: `${name} is not on the PATH` } : { path }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function install(recipe: Recipe, deadline: number): Binary {
  const { name, version } = recipe
  const digest = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12)
  const path = join(cacheDirectory, `${name}-${digest}`)
  if (existsSync(path)) return { path }
  if ('missing' in find('go'))
    return { missing: `${name} ${version} is not in the cache, and there is no go to build it` }
  const left = deadline - Date.now()
  if (left < 1000) return { missing: `there was no time left to build ${name} ${version}` }
  mkdirSync(cacheDirectory, { recursive: true })
  const directory = mkdtempSync(join(cacheDirectory, `.build-${name}-`))
  try {
    const problem = build(recipe, directory, left)
    if (problem !== undefined) return { missing: `${name} ${version} could not be built: ${problem}` }
    // In one step, so that a run beside this one finds all of it or nothing.
    renameSync(join(directory, name), path)
    return { path }
  } finally {
    spawnSync('chmod', ['-R', 'u+w', directory])
    rmSync(directory, { recursive: true, force: true })
  }
}

/** What kept a program from being built, if anything did. */
function build(
  { name, version, install, build }: Recipe,
  directory: string,
  timeout: number,
): string | undefined {
  const env = { ...process.env, GOBIN: directory, GOFLAGS: '-mod=mod -buildvcs=false' }
  const run = (...args: readonly string[]): string | undefined => {
    const { status, signal, stderr } = spawnSync('go', args, {
      cwd: directory,
      env,
      timeout,
      encoding: 'utf8',
    })
    if (status === 0) return undefined
    return signal === null ? (stderr.trim().split('\n').at(-1) ?? '') : 'there was not time enough'
  }
  if (install !== undefined) return run('install', `${install}@${version}`)
  for (const [file, text] of Object.entries(build?.files ?? {})) writeFileSync(join(directory, file), text)
  return run('mod', 'tidy') ?? run('build', '-ldflags', build?.linkFlags ?? '', '-o', name, '.')
}
