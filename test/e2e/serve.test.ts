import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, temporaryDirectory } from './run-cli.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

it('serves the report, has it loaded again after a save, and ends when it is interrupted', async () => {
  const repository = temporaryDirectory()
  stops.push(() => rmSync(repository, { recursive: true, force: true }))
  writeTree(
    repository,
    new Map([
      ['clusters.yaml', inventoryYaml('east', 'west')],
      ['shop.yaml', namespaceYaml('shop') + configMapYaml('shop/settings', 'first-value')],
    ]),
  )
  const child = spawn(process.execPath, [main, 'serve', '--port', '0'], {
    cwd: repository,
    env: plainEnvironment,
  })
  stops.push(() => child.kill('SIGKILL'))
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal])))
  const url = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
  })
  const { body } = await fetch(`${url}events`)
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  const nextVersion = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value)
  const first = await nextVersion()
  expect(await (await fetch(url)).text()).toContain('first-value')

  writeFileSync(
    join(repository, 'shop.yaml'),
    namespaceYaml('shop') + configMapYaml('shop/settings', 'second-value'),
  )
  expect(await nextVersion()).not.toBe(first)
  expect(await (await fetch(url)).text()).toContain('second-value')
  expect([...readTree(repository).keys()].sort()).toStrictEqual(['clusters.yaml', 'shop.yaml'])

  child.kill('SIGINT')
  expect(await ended).toStrictEqual([0, null])
})
