import { spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { preload } from '../e2e/preloads.ts'
import { main, plainEnvironment, runCli, temporaryDirectory } from '../e2e/run-cli.ts'

const repository = temporaryDirectory()
afterAll(() => rmSync(repository, { recursive: true }))

const output = join(repository, 'rendered')
const source = join(repository, 'settings.yaml')

type Output = ReadonlyMap<string, string>

function render(value: string): Output {
  writeFileSync(source, configMapYaml('shop/settings', value))
  expect(runCli(repository, ['render'])).toMatchObject({ status: 0 })
  expect(existsSync(join(output, '.fedrender'))).toBe(false)
  return readTree(output)
}

/** Saves a value while `render --watch` runs, which dies at the n-th effect on the file system; gives whether it did. */
async function watchAndDie(value: string, dieAt: number): Promise<boolean> {
  const child = spawn(process.execPath, [...preload('die-between-effects'), main, 'render', '--watch'], {
    cwd: repository,
    env: { ...plainEnvironment, DIE_AT: String(dieAt) },
  })
  let written = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const isWatching = written.includes('watching for changes')
    written += text
    if (!isWatching && written.includes('watching for changes')) {
      writeFileSync(source, configMapYaml('shop/settings', value))
    }
    if (written.includes('settings.yaml changed: wrote')) child.kill('SIGTERM')
  })
  return new Promise((resolve) => child.on('close', (_, signal) => resolve(signal === 'SIGKILL')))
}

it('leaves every file old or new when a watch is killed at any effect of a cycle, and the next run completes', async () => {
  writeTree(
    repository,
    new Map([
      ['clusters.yaml', inventoryYaml('a', 'b')],
      ['namespace.yaml', namespaceYaml('shop')],
    ]),
  )
  const after = render('new')
  const before = render('old')
  let mixed = 0
  let kills = 0
  for (let dieAt = 1; await watchAndDie('new', dieAt); dieAt += 1) {
    kills += 1
    const found = [...readTree(output)].filter(([path]) => !path.startsWith('.fedrender/'))
    expect(found.map(([path]) => path)).toStrictEqual([...before.keys()])
    for (const [path, text] of found) expect([before.get(path), after.get(path)], path).toContain(text)
    const changed = found.filter(([path, text]) => text !== before.get(path)).length
    // Both clusters have the object: a reader may see one of the two files changed.
    if (changed === 1) mixed += 1
    expect(render('old'), `effect ${dieAt}`).toStrictEqual(before)
  }
  expect(readTree(output)).toStrictEqual(after)
  expect(kills).toBeGreaterThan(8)
  expect(mixed).toBeGreaterThan(0)
})
