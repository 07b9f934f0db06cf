import { spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { largeFleet } from '../helpers/large-fleet.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { preload } from '../e2e/preloads.ts'
import { main, plainEnvironment, temporaryDirectory } from '../e2e/run-cli.ts'

const repository = temporaryDirectory()
afterAll(() => rmSync(repository, { recursive: true }))

/** Renders with two threads and kills the process so many milliseconds after its second one began; gives whether it still ran. */
async function renderAndKill(output: string, milliseconds: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [...preload('watched-threads'), main, 'render', '--no-index', '--out', output],
    { cwd: repository, env: { ...plainEnvironment, PROCESSORS: '2' } },
  )
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('a thread starts')) setTimeout(() => child.kill('SIGKILL'), milliseconds)
  })
  return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal === 'SIGKILL')))
}

it('puts nothing in place when it is killed while two threads write, and the next run writes all', async () => {
  writeTree(repository, largeFleet)
  const whole = join(repository, 'whole')
  expect(await renderAndKill(whole, 100_000)).toBe(false)
  const files = readTree(whole)
  expect(files.size).toBeGreaterThan(10_000)
  const output = join(repository, 'output')
  let staged = 0
  for (let kill = 0; kill < 8; kill += 1) {
    if (!(await renderAndKill(output, Math.random() * 120))) rmSync(output, { recursive: true })
    if (!existsSync(output)) continue
    const entries = readdirSync(output)
    if (entries.length === 1) staged += 1
    const found = [...readTree(output)].filter(([path]) => !path.startsWith('.fedrender/'))
    for (const [path, text] of found) expect(files.get(path), path).toBe(text)
    if (kill % 4 !== 3) continue
    expect(await renderAndKill(output, 100_000)).toBe(false)
    expect(readTree(output)).toStrictEqual(files)
    rmSync(output, { recursive: true })
  }
  expect(staged).toBeGreaterThan(2)
})
