import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { recipes, type Recipe } from './recipes.ts'

/** A program to test with, or why there is none. */
export type Binary = { readonly path: string } | { readonly missing: string }

declare module 'vitest' {
  interface ProvidedContext {
    readonly binaries: Readonly<Record<string, Binary>>
    /** When tests no longer begin, in milliseconds since 1970. */
    readonly deadline: number
  }
}

/** Where built programs are kept from one run to the next. */
export const cacheDirectory: string =
  process.env['FEDRENDER_E2E_CACHE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'fedrender-e2e')

/** For building all programs together, in seconds. */
const buildSeconds = 600

/** For building and testing, in seconds; a test that has begun goes on. */
const allSeconds = Number(process.env['FEDRENDER_E2E_SECONDS'] ?? Infinity)

/** Programs of the machine that are taken as they are: packages of the system have them. */
const ofTheMachine = ['etcd', 'jq', 'git', 'kpt']

/** Which package of Debian has a program. */
const packages: Readonly<Record<string, string>> = {
  etcd: 'etcd-server',
  jq: 'jq',
  chromium: 'chromium',
}

/** Builds what is not in the cache, as long as there is time, and tells the tests what there is. */
export default function setup(project: TestProject): void {
  const end = Date.now() + allSeconds * 1000
  const deadline = Math.min(Date.now() + buildSeconds * 1000, end)
  installPackages(deadline)
  const binaries = [
    ...ofTheMachine.map((name): [string, Binary] => [name, find(name)]),
    ...recipes.map((recipe): [string, Binary] => [recipe.name, install(recipe, deadline)]),
  ]
  project.provide('binaries', Object.fromEntries(binaries))
  project.provide('deadline', end)
}

/** Packages of Debian, which who may do so installs; one at a time, since one may be refused. */
function installPackages(deadline: number): void {
  const missing = Object.entries(packages).filter(([program]) => 'missing' in find(program))
  if (missing.length === 0 || process.getuid?.() !== 0) return
  const install = missing.map(([, name]) => `apt-get install -qq --yes ${name}`)
  const script = ['export DEBIAN_FRONTEND=noninteractive', 'apt-get update -qq', ...install].join('; ')
  spawnSync('sh', ['-c', script], { timeout: (deadline - Date.now()) / 2, stdio: 'ignore' })
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

/** A program from the cache, or built by a recipe until a deadline in milliseconds since 1970. */
export function install(recipe: Recipe, deadline: number): Binary {
  const { name, version } = recipe
  const digest = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 12)
  const path = join(cacheDirectory, `${name}-${digest}`)
  if (existsSync(path)) return { path }
  if ('missing' in find('go'))
    return { missing: `${name} ${version} is not in the cache, and there is no go to build it` }
  mkdirSync(cacheDirectory, { recursive: true })
  const directory = mkdtempSync(join(cacheDirectory, `.build-${name}-`))
  try {
    const problem = build(recipe, directory, deadline)
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
  { name, version, install, build, copy }: Recipe,
  directory: string,
  deadline: number,
): string | undefined {
  const go = goIn(directory, deadline)
  const made = join(directory, name)
  if (copy !== undefined) {
    const { problem, output } = go('mod', 'download', '-json', `${copy.module}@${version}`)
    if (problem !== undefined) return problem
    copyFileSync(join((JSON.parse(output) as { readonly Dir: string }).Dir, copy.path), made)
    return undefined
  }
  if (install !== undefined) {
    const { problem } = go('install', `${install}@${version}`)
    if (problem === undefined) renameSync(join(directory, basename(install.replace(/\/v\d+$/, ''))), made)
    return problem
  }
  for (const [file, text] of Object.entries(build?.files ?? {})) writeFileSync(join(directory, file), text)
  return go('mod', 'tidy').problem ?? go('build', '-ldflags', build?.linkFlags ?? '', '-o', name, '.').problem
}

/** What go did; `problem` is the last line that it complained with. */
interface GoResult {
  readonly problem: string | undefined
  readonly output: string
}

function goIn(directory: string, deadline: number): (...args: readonly string[]) => GoResult {
  const env = { ...process.env, GOBIN: directory, GOFLAGS: '-mod=mod -buildvcs=false' }
  return (...args) => {
    const timeout = deadline - Date.now()
    if (timeout < 1000) return { problem: 'there was not time enough', output: '' }
    const { status, signal, stdout, stderr } = spawnSync('go', args, {
      cwd: directory,
      env,
      timeout,
      encoding: 'utf8',
    })
    if (status === 0) return { problem: undefined, output: stdout }
    const complaint = stderr.trim().split('\n').at(-1) ?? ''
    return { problem: signal === null ? complaint : 'there was not time enough', output: stdout }
  }
}
