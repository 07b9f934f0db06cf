import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Recipe } from './recipes/recipe.ts'
import { agentRecipes, recipes } from './recipes/recipes.ts'

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

/** For building and testing, in seconds; a test that has begun goes on. */
const allSeconds = Number(process.env['FEDRENDER_E2E_SECONDS'] ?? Infinity)

/** For building all programs together, in seconds. */
const buildSeconds = allSeconds === Infinity ? 3600 : 600

/** Programs of the machine that are taken as they are: packages of the system have them. */
const ofTheMachine = ['etcd', 'jq', 'git', 'kpt', 'redis-server']

/** Which package of Debian has a program. */
const packages: Readonly<Record<string, string>> = {
  etcd: 'etcd-server',
  jq: 'jq',
  'redis-server': 'redis-server',
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
    // They would leave no time for the tests where that is limited.
    ...agentRecipes.map((recipe): [string, Binary] => [
      recipe.name,
      install(recipe, allSeconds === Infinity ? deadline : 0),
    ]),
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
  spawnSync('sh', ['-c', script], { timeout: Math.floor((deadline - Date.now()) / 2), stdio: 'ignore' })
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
function build(recipe: Recipe, directory: string, deadline: number): string | undefined {
  const { name, version, install, copy } = recipe
  const go = goIn(directory, deadline)
  const made = join(directory, name)
  if (copy !== undefined) {
    const { problem, from } = download(go, `${copy.module}@${version}`)
    if (problem !== undefined) return problem
    writeFileSync(made, copy.paths.map((path) => readFileSync(join(from, path), 'utf8')).join('---\n'))
    return undefined
  }
  if (install !== undefined) {
    const { problem } = go('install', `${install}@${version}`)
    if (problem === undefined) renameSync(join(directory, basename(install.replace(/\/v\d+$/, ''))), made)
    return problem
  }
  return buildOwn(recipe, directory, go)
}

/** Builds a main of ours, or a program of a module that ours requires. */
function buildOwn({ name, build }: Recipe, directory: string, go: Go): string | undefined {
  const { files = {}, package: program, linkFlags = '', completed } = build ?? {}
  writeFiles(directory, files)
  if (completed !== undefined) {
    const { problem, from } = download(go, completed.module)
    if (problem !== undefined) return problem
    const copy = join(directory, completed.directory)
    cpSync(from, copy, { recursive: true })
    spawnSync('chmod', ['-R', 'u+w', copy])
    writeFiles(copy, completed.files)
  }
  // What is required for a program of it alone, "go mod tidy" would want the tests of, too.
  const tidied = program === undefined ? go('mod', 'tidy').problem : undefined
  return tidied ?? go('build', '-ldflags', linkFlags, '-o', name, program ?? '.').problem
}

/** Where a module is once it is downloaded. */
function download(go: Go, module: string): { readonly problem: string | undefined; readonly from: string } {
  const { problem, output } = go('mod', 'download', '-json', module)
  if (problem !== undefined) return { problem, from: '' }
  const { Dir } = JSON.parse(output) as { readonly Dir: string }
  return { problem, from: Dir }
}

function writeFiles(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
}

/** What go did; `problem` is the last line that it complained with. */
interface GoResult {
  readonly problem: string | undefined
  readonly output: string
}

/** Runs go in a directory. */
type Go = (...args: readonly string[]) => GoResult

function goIn(directory: string, deadline: number): Go {
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
