import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, runCli, temporaryDirectory } from '../e2e/run-cli.ts'
import { sourcesOf } from '../e2e/two-versions.ts'

type Version = 'one' | 'two'
const versions: readonly Version[] = ['one', 'two']

let workspace = ''
beforeAll(() => {
  workspace = temporaryDirectory()
  for (const version of versions) writeTree(join(workspace, version), sourcesOf(version))
})
afterAll(() => rmSync(workspace, { recursive: true }))

/** Renders a version and kills the process at a random moment; gives whether it still ran. */
async function renderAndKill(version: Version, output: string, isWriting: boolean): Promise<boolean> {
  const child = spawn(process.execPath, [main, 'render', '--out', output], {
    cwd: join(workspace, version),
    env: plainEnvironment,
    stdio: 'ignore',
  })
  const ended = new Promise<boolean>((resolve) =>
    child.on('exit', (_, signal) => resolve(signal === 'SIGKILL')),
  )
  if (isWriting) {
    // The work directory is there from the first thing that a run writes to the last.
    while (child.exitCode === null && !existsSync(join(output, '.fedrender'))) await pause(0)
    await pause(Math.random() * 40)
  } else {
    await pause(Math.random() * 600)
  }
  child.kill('SIGKILL')
  return ended
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    if (milliseconds < 1) setImmediate(resolve)
    else setTimeout(resolve, milliseconds)
  })
}

function render(version: Version, output: string): ReadonlyMap<string, string> {
  const { status, stderr } = runCli(join(workspace, version), ['render', '--out', output])
  expect(status, stderr).toBe(0)
  return readTree(output)
}

/** Every file is as one of the two versions has it, and what both have is never absent. */
function expectOldOrNew(
  found: ReadonlyMap<string, string>,
  whole: ReadonlyMap<Version, ReadonlyMap<string, string>>,
): void {
  const [one, two] = versions.map((version) => whole.get(version) ?? new Map<string, string>())
  for (const [path, text] of found) {
    if (path.startsWith('.fedrender/')) continue
    expect([one?.get(path), two?.get(path)], path).toContain(text)
  }
  for (const path of one?.keys() ?? []) if (two?.has(path)) expect(found.has(path), path).toBe(true)
}

/** Kills renders into one output directory until enough were killed; gives how many of them were writing. */
async function killMany(
  output: string,
  whole: Parameters<typeof expectOldOrNew>[1],
  kills: number,
): Promise<number> {
  render('one', output)
  let [killed, killedInWrite] = [0, 0]
  for (let attempt = 1; killed < kills; attempt++) {
    expect(attempt).toBeLessThan(kills * 4)
    const version = versions[attempt % 2] ?? 'one'
    if (!(await renderAndKill(version, output, attempt % 10 !== 0))) continue
    killed += 1
    if (existsSync(join(output, '.fedrender'))) killedInWrite += 1
    expectOldOrNew(readTree(output), whole)
    if (killed % 10 !== 0) continue
    expect(render(version, output)).toStrictEqual(whole.get(version))
    expect(existsSync(join(output, '.fedrender'))).toBe(false)
  }
  return killedInWrite
}

describe('kill -9', () => {
  it('at 40 random moments of a render leaves every file old or new, and the next run converges', async () => {
    const whole = new Map(
      versions.map((version) => [version, render(version, join(workspace, `${version}-whole`))]),
    )
    // Two at a time, as most of a run's time is that of starting Node.
    const outputs = ['left', 'right'].map((name) => join(workspace, name))
    const inWrite = await Promise.all(outputs.map(async (output) => killMany(output, whole, 20)))
    for (const count of inWrite) expect(count).toBeGreaterThan(4)
  }, 300_000)
})
