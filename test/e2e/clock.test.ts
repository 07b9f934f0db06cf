import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { preload } from './preloads.ts'
import { main, plainEnvironment, runCli, temporaryDirectory } from './run-cli.ts'

const repository = temporaryDirectory()
afterAll(() => rmSync(repository, { recursive: true }))

const output = join(repository, 'rendered')
const source = join(repository, 'settings.yaml')
const jumping = [...preload('jumping-clock'), main]
const options = { cwd: repository, env: plainEnvironment, encoding: 'utf8' } as const

function begin(): void {
  writeTree(
    repository,
    new Map([
      ['clusters.yaml', inventoryYaml('a', 'b')],
      ['namespace.yaml', namespaceYaml('shop')],
      ['settings.yaml', configMapYaml('shop/settings', 'zero')],
    ]),
  )
}

it('renders the same bytes, and breaks the lock of a dead run only, while the clock jumps', () => {
  begin()
  expect(runCli(repository, ['render'])).toMatchObject({ status: 0 })
  const whole = readTree(output)
  begin()
  mkdirSync(join(output, '.fedrender'), { recursive: true })
  const lock = (processId: number, started: string): void =>
    writeFileSync(
      join(output, '.fedrender/lock'),
      `${processId} ${started} 00000000-0000-4000-8000-000000000000 ${hostname()}\n`,
    )
  // Of this process, which runs, and began at a time that may come only later.
  lock(process.pid, '+010000-01-01T00:00:00.000Z')
  const held = spawnSync(process.execPath, [...jumping, 'render'], options)
  expect(held.stderr).toContain('error output-locked')
  expect(held.status).toBe(2)
  lock(spawnSync(process.execPath, ['--version']).pid, '2999-01-01T00:00:00.000Z')
  expect(spawnSync(process.execPath, [...jumping, 'render'], options)).toMatchObject({ status: 0 })
  expect(readTree(output)).toStrictEqual(whole)
})

it('goes on with a watch while the clock jumps, and ends when it is interrupted', async () => {
  begin()
  const child = spawn(process.execPath, [...jumping, 'render', '--watch'], options)
  afterAll(() => child.kill('SIGKILL'))
  const values = ['one', 'two', 'three']
  let written = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written += text
    if (!/watching for changes|changed: wrote 2 files/.test(text)) return
    const value = values.shift()
    if (value === undefined) child.kill('SIGINT')
    else writeFileSync(source, configMapYaml('shop/settings', value))
  })
  const ended = await new Promise((resolve) => child.on('close', (...how) => resolve(how)))
  expect(ended, written).toStrictEqual([0, null])
  expect(written.match(/changed: wrote 2 files in 2 clusters/g)).toHaveLength(3)
  expect(readFileSync(join(output, 'clusters/b/shop/configmaps/settings.yaml'), 'utf8')).toContain('three')
  expect(existsSync(join(output, '.fedrender'))).toBe(false)
})
