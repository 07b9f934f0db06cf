import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { main, plainEnvironment, runCli, temporaryDirectory, type ProcessResult } from '../e2e/run-cli.ts'
import { sourcesOf } from '../e2e/two-versions.ts'

let [repository, output] = ['', '']
beforeEach(() => {
  repository = temporaryDirectory()
  output = temporaryDirectory()
})
afterEach(() => {
  rmSync(repository, { recursive: true })
  rmSync(output, { recursive: true })
})

/** Starts a render of a version's sources into the one output directory. */
async function start(version: 'one' | 'two'): Promise<ProcessResult> {
  const directory = join(repository, version)
  return new Promise((resolve) => {
    const options = { cwd: directory, encoding: 'utf8', env: plainEnvironment } as const
    const child = execFile(
      process.execPath,
      [main, 'render', '--out', output],
      options,
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    )
  })
}

function renderOf(version: 'one' | 'two'): ReadonlyMap<string, string> {
  const directory = join(repository, `${version}-alone`)
  runCli(join(repository, version), ['render', '--out', directory])
  return readTree(directory)
}

describe('two runs at once into one output directory', () => {
  it('leave what one of them would have left alone; a run that could not write says so', async () => {
    for (const version of ['one', 'two'] as const) writeTree(join(repository, version), sourcesOf(version))
    const [one, two] = [renderOf('one'), renderOf('two')]
    expect(one).not.toStrictEqual(two)
    for (let round = 0; round < 8; round++) {
      const results = await Promise.all([start('one'), start('two')])
      expect(results.map(({ status }) => status)).toContain(0)
      for (const { status, stderr } of results.filter((each) => each.status !== 0)) {
        expect(status, stderr).toBe(2)
        expect(stderr).toMatch(/error output-(?:locked|changed-meanwhile|unreadable): /)
      }
      const left = readTree(output)
      expect([one.get(probe), two.get(probe)]).toContain(left.get(probe))
      expect(left).toStrictEqual(left.get(probe) === one.get(probe) ? one : two)
    }
  })
})

const probe = 'clusters/c0/shop/configmaps/changes-0.yaml'
