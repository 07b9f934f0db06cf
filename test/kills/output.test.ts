import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { applyChangeSet } from '../../src/host/output/apply-change-set.ts'
import { computeChangeSet } from '../../src/host/output/compute-change-set.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import { openOutput } from '../../src/host/output/output.ts'
import type { FileTree } from '../../src/model/file-tree.ts'
import { filesOf as eachFile } from '../../src/output/file-matrix.ts'
import { fileTree, listedTree } from '../helpers/file-tree.ts'

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
const driver = `${project}/test/e2e/fixtures/write-output.mjs`
/** What `npm run build` has made, which `npm test` runs first. */
const compiled = `${project}/dist`
let root = ''

beforeAll(() => {
  expect(existsSync(`${compiled}/host/output/apply-change-set.js`)).toBe(true)
  root = realpathSync(mkdtempSync(`${tmpdir()}/fedrender-kill-`))
  for (const [name, tree] of Object.entries(trees))
    writeFileSync(`${root}/${name}.json`, JSON.stringify(listedTree(tree)))
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** Two states of a fleet, which differ in changed files, in files that come and go, and in whole directories. */
const trees = { one: version('one', [1, 2, 3, 4]), two: version('two', [2, 3, 4, 5]) }
type Version = keyof typeof trees

function version(name: string, clusters: readonly number[]): FileTree {
  const files: Record<string, string> = { '.gitattributes': '*' }
  for (const cluster of clusters) {
    for (let index = 0; index < 5; index += 1) {
      files[`clusters/c${cluster}/shop/configmaps/same${index}.yaml`] = 'same'
      files[`clusters/c${cluster}/shop/configmaps/changes${index}.yaml`] = `content of ${name}`
      files[`clusters/c${cluster}/shop/configmaps/only-${name}-${index}.yaml`] = 'x'
      files[`clusters/c${cluster}/only-${name}/secrets/x${index}.yaml`] = 'x'
    }
  }
  return fileTree(files)
}

function filesOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(Array.from(eachFile(tree.files), (file) => [file.path, file.text]))
}

function readOutput(): Record<string, string> {
  const entries = readdirSync(`${root}/rendered`, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.slice(`${root}/rendered/`.length), readFileSync(path, 'utf8')]),
  )
}

/** Brings the output to a version in this process, as the run after a killed one does. */
function converge(to: Version): void {
  const [output] = openOutput(createNodeHost(), { root, directory: `${root}/rendered` })
  const [changes, diagnostics] = computeChangeSet(output!, trees[to])
  expect([...diagnostics, ...applyChangeSet(output!, changes, trees[to])]).toEqual([])
  expect(readOutput()).toEqual(filesOf(trees[to]))
  expect(readdirSync(`${root}/rendered`).sort()).toEqual(['.gitattributes', 'clusters'])
  expect(directoriesWithoutFiles()).toEqual([])
}

function directoriesWithoutFiles(): readonly string[] {
  return readdirSync(`${root}/rendered`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .filter((path) => readdirSync(path).length === 0)
}

function expectOldOrNew(from: Version, to: Version): void {
  const [old, next] = [filesOf(trees[from]), filesOf(trees[to])]
  const found = Object.entries(readOutput()).filter(([path]) => !path.startsWith('.fedrender/'))
  for (const [path, text] of found) expect([old[path], next[path]], path).toContain(text)
  const paths = new Set(found.map(([path]) => path))
  const lost = Object.keys(old).filter((path) => path in next && !paths.has(path))
  expect(lost).toEqual([])
}

it('leaves every file old or new when it is killed at any point, and the next run converges: 100 kills', () => {
  converge('one')
  const whole = execFileSync(process.execPath, [driver, compiled, root, `${root}/two.json`], {
    encoding: 'utf8',
  })
  const { codes, count } = JSON.parse(whole.split('\n')[1]!) as { codes: string[]; count: number }
  expect(codes).toEqual([])
  expect(count).toBeGreaterThan(100)

  const kills = 100
  let [from, to]: [Version, Version] = ['two', 'one']
  let killed = 0
  for (let index = 0; index < kills; index += 1) {
    // One point in each of as many equal stretches of the run, so that every phase of it is hit.
    const killAt = 1 + Math.floor(((index + Math.random()) * count) / kills)
    const run = spawnSync(process.execPath, [driver, compiled, root, `${root}/${to}.json`, String(killAt)])
    expect(run.signal, `effect ${killAt}: ${String(run.stderr)}`).toBe('SIGKILL')
    killed += 1
    expectOldOrNew(from, to)
    converge(to)
    ;[from, to] = [to, from]
  }
  expect(killed).toBe(kills)
}, 600_000)

it('survives a kill from outside, and a second kill of the run that clears up', async () => {
  converge('one')
  for (let index = 0; index < 10; index += 1) {
    await killAfter('two', Math.random() * 20)
    expectOldOrNew('one', 'two')
    await killAfter('one', Math.random() * 20)
    expectOldOrNew('one', 'two')
    converge('one')
  }
})

/** Starts a run and kills it some milliseconds after it begins to write, if it is still there. */
async function killAfter(to: Version, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [driver, compiled, root, `${root}/${to}.json`])
  const ended = new Promise((resolve) => child.on('close', resolve))
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds))
  await ended
}

it('lets one of two runs write at a time, also where both find the lock of a dead one', async () => {
  const outcomes = new Set<string>()
  for (let index = 0; index < 8; index += 1) {
    if (index % 2 === 1) {
      mkdirSync(`${root}/rendered/.fedrender`)
      const dead = spawnSync(process.execPath, ['--version']).pid
      const { hostName } = createNodeHost()
      const token = '00000000-0000-4000-8000-000000000000'
      writeFileSync(
        `${root}/rendered/.fedrender/lock`,
        `${dead} 2026-01-01T00:00:00.000Z ${token} ${hostName}\n`,
      )
    } else converge('one')
    const versions: readonly Version[] = ['one', 'two', 'one', 'two']
    const results = await Promise.all(versions.map(run))
    for (const codes of results) outcomes.add(codes)
    const matching = versions.filter(
      (to) => JSON.stringify(sorted(readOutput())) === JSON.stringify(sorted(filesOf(trees[to]))),
    )
    expect(matching, results.join(' ')).not.toEqual([])
    expect(readdirSync(`${root}/rendered`)).not.toContain('.fedrender')
  }
  for (const codes of outcomes) expect(['', 'output-locked', 'output-changed-meanwhile']).toContain(codes)
  expect(outcomes).toContain('')
  expect(outcomes.size).toBeGreaterThan(1)
})

async function run(to: Version): Promise<string> {
  const child = spawn(process.execPath, [driver, compiled, root, `${root}/${to}.json`])
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await new Promise((resolve) => child.on('close', resolve))
  const answer = text.split('\n')[1] ?? ''
  return answer.startsWith('{') ? (JSON.parse(answer) as { codes: string[] }).codes.join(' ') : text
}

function sorted(files: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1))
}
