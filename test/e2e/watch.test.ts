import { spawn } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { writeTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, temporaryDirectory } from './run-cli.ts'

/** A run of `fedrender render --watch` in a directory. */
interface WatchingRun {
  /** Waits until standard error has text that matches, after what was waited for before. */
  readonly until: (pattern: RegExp) => Promise<string>
  readonly interrupt: () => void
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>
}

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

function startWatch(directory: string): WatchingRun {
  const child = spawn(process.execPath, [main, 'render', '--watch'], {
    cwd: directory,
    env: plainEnvironment,
  })
  let written = ''
  let look = (): void => undefined
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written += text
    look()
  })
  stops.push(() => child.kill('SIGKILL'))
  return {
    until: async (pattern) =>
      new Promise((resolve) => {
        look = () => {
          const match = pattern.exec(written)
          if (match === null) return
          const end = match.index + match[0].length
          resolve(written.slice(0, end))
          written = written.slice(end)
          look = () => undefined
        }
        look()
      }),
    interrupt: () => child.kill('SIGINT'),
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal]))),
  }
}

it('renders each save, goes on after an error, and ends when it is interrupted', async () => {
  const repository = temporaryDirectory()
  stops.push(() => rmSync(repository, { recursive: true, force: true }))
  writeTree(
    repository,
    new Map([
      ['clusters.yaml', inventoryYaml('east', 'west')],
      ['shop/namespace.yaml', namespaceYaml('shop')],
      ['shop/settings.yaml', configMapYaml('shop/settings', 'one')],
    ]),
  )
  const source = join(repository, 'shop/settings.yaml')
  const rendered = join(repository, 'rendered/clusters/west/shop/configmaps/settings.yaml')
  const run = startWatch(repository)
  expect(await run.until(/watching.*\n/)).toContain('wrote 5 files')
  expect(readFileSync(rendered, 'utf8')).toContain('one')

  writeFileSync(`${source}~`, configMapYaml('shop/settings', 'two'))
  renameSync(`${source}~`, source)
  expect(await run.until(/\d s\n/)).toMatch(
    /^\d\d:\d\d:\d\dZ shop\/settings\.yaml changed: wrote 2 files in 2 clusters, 0 pruned; \d+\.\d\d s\n$/,
  )
  expect(readFileSync(rendered, 'utf8')).toContain('two')

  writeFileSync(source, 'kind: {')
  expect(await run.until(/nothing written: 1 error.*\n/)).toContain('shop/settings.yaml:1:')
  expect(readFileSync(rendered, 'utf8')).toContain('two')

  writeFileSync(source, configMapYaml('shop/settings', 'three'))
  await run.until(/wrote 2 files in 2 clusters.*\n/)
  expect(readFileSync(rendered, 'utf8')).toContain('three')

  run.interrupt()
  expect(await run.ended).toStrictEqual([0, null])
})
