import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { main, temporaryDirectory, type ProcessResult } from './run-cli.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const quickstart = new Map(readTree(join(project, 'examples/quickstart')))
const isRendered = ([path]: readonly [string, string]): boolean => path.startsWith('rendered/')

/** The user of the image. */
const unprivileged = 65532

/** An empty directory with nothing in it but the one file, which nobody may write to. */
let alone = ''

beforeAll(() => {
  alone = temporaryDirectory()
  copyFileSync(main, join(alone, 'fedrender.mjs'))
})
afterAll(() => {
  chmodSync(alone, 0o755)
  rmSync(alone, { recursive: true })
})

/** Runs the file as the image does: as nobody in particular, with no home and no place for temporary files. */
function run(directory: string, ...commandLine: readonly string[]): ProcessResult {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(alone, 'fedrender.mjs'), ...commandLine],
    {
      cwd: directory,
      encoding: 'utf8',
      env: { TMPDIR: join(alone, 'nowhere') },
      ...(process.getuid?.() === 0 && { uid: unprivileged, gid: unprivileged }),
    },
  )
  return { status, stdout, stderr }
}

describe('the one file', () => {
  it('needs nothing beside it, and writes nowhere but to the repository', () => {
    const work = join(alone, 'work')
    mkdirSync(work)
    writeTree(work, new Map([...quickstart].filter((each) => !isRendered(each))))
    if (process.getuid?.() === 0) chownSync(work, unprivileged, unprivileged)
    chmodSync(alone, 0o555)
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }
    expect(run(work, '--version')).toStrictEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
    expect(run(work, 'render').status).toBe(0)
    expect([...readTree(work)].filter(isRendered)).toStrictEqual([...quickstart].filter(isRendered))
  })

  it('starts with the line that makes it a program, and may be run', () => {
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    const { status } = spawnSync(main, ['--version'])
    expect(process.platform === 'win32' || status === 0).toBe(true)
  })
})

describe('the Dockerfile', () => {
  const instructions = readFileSync(join(project, 'Dockerfile'), 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => line.split(/ +/))
  const lastStage = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'))

  it('copies what there is, and the build context holds it', () => {
    const ignore = readFileSync(join(project, '.dockerignore'), 'utf8').split('\n')
    const copied = instructions
      .filter(([name, first]) => name === 'COPY' && !first?.startsWith('--'))
      .flatMap((words) => words.slice(1, -1))
    expect(copied).toContain('src')
    for (const path of copied) {
      expect(existsSync(join(project, path)), path).toBe(true)
      expect(ignore).toContain(`!${path}`)
    }
  })

  it('makes an image of the one file alone, which runs without privileges', () => {
    const copied = lastStage.filter(([name]) => name === 'COPY')
    expect(copied.map((words) => words.slice(1, -1))).toStrictEqual([
      ['--from=build', '/build/dist/fedrender.mjs', '/build/dist/fedrender.LICENSES.txt'],
    ])
    expect(existsSync(join(project, 'dist/fedrender.LICENSES.txt'))).toBe(true)
    expect(lastStage).toContainEqual(['USER', `${unprivileged}:${unprivileged}`])
    expect(lastStage).toContainEqual(['ENTRYPOINT', '["fedrender"]'])
  })
})
