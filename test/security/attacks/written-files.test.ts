import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { configMapYaml } from '../../helpers/kubefed-yaml.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'
import { attackedRepository, smallFleet } from './attacked-repository.ts'

const program = fileURLToPath(new URL('../../../dist/fedrender.mjs', import.meta.url))
const change = { 'more.yaml': configMapYaml('shop/more', 'x') }

/** A change that puts a link at a path, and what the action is told to write there. */
function linkedAt(path: string, target: string): ReturnType<typeof attackedRepository> {
  return attackedRepository(smallFleet, (directory) => {
    writeFileSync(join(directory, 'more.yaml'), change['more.yaml'])
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    symlinkSync(target, join(directory, path))
  })
}

describe('a file that a command writes', () => {
  it('does not take the place of a device or a pipe', ({ skip }) => {
    const { directory, fedrender } = attackedRepository(smallFleet, change)
    const place = scratchDirectory()
    const device = join(place, 'null')
    const made = spawnSync('mknod', [device, 'c', '1', '3'])
    if (made.status !== 0) skip('only root makes devices')
    for (const commandLine of [
      ['report', '-o', device],
      ['schema', '-o', device],
      ['enable', 'sts', '-o', device],
      ['federate', 'configmaps', 'x', '-o', device],
      ['join', 'x', '-o', device],
      ['init', device],
    ]) {
      fedrender(...commandLine)
      expect([commandLine, lstatSync(device).isCharacterDevice()]).toStrictEqual([commandLine, true])
    }
    const pipe = join(place, 'pipe')
    execFileSync('mknod', [pipe, 'p'])
    const page = execFileSync('sh', ['-c', `node "${program}" report --to "${pipe}" & cat "${pipe}"`], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(page).toMatch(/<\/html>\s*$/)
    expect(lstatSync(pipe).isFIFO()).toBe(true)
  })

  it('goes to standard output by its name, and is added to the file that it goes to', () => {
    const { directory } = attackedRepository(smallFleet, change)
    const log = join(scratchDirectory(), 'log')
    writeFileSync(log, 'earlier\n')
    const run = (command: string): string =>
      execFileSync('sh', ['-c', command], { cwd: directory, encoding: 'utf8' })
    run(`node "${program}" report --to /dev/stdout >> "${log}" 2> /dev/null`)
    expect(readFileSync(log, 'utf8')).toMatch(/^earlier\n<!doctype html>[\s\S]*<\/html>\s*$/i)
    expect(run(`node "${program}" report --to /dev/stdout 2> /dev/null | cat`)).toMatch(/<\/html>\s*$/)
    // Node gives its child a socket, which no path opens.
    expect(run(`node "${program}" report --to /dev/stdout 2> /dev/null`)).toMatch(/<\/html>\s*$/)
  })

  it('is not written through a link that the change put at the comment file of the action', () => {
    for (const [path, target] of [
      ['comment.md', '.git/hooks/post-checkout'],
      ['comment.md', 'shop.yaml'],
      ['out/comment.md', '../outside'],
      ['out', '.git/hooks'],
    ] as const) {
      const { directory, action } = linkedAt(path, target)
      const named = path === 'out' ? 'out/post-checkout' : path
      const { exitCode, log } = action({ 'comment-file': named, check: 'false' })
      expect([exitCode, log]).toStrictEqual([2, expect.stringContaining('it is a symbolic link')])
      expect(readlinkSync(join(directory, path))).toBe(target)
      expect(existsSync(join(directory, '.git/hooks/post-checkout'))).toBe(false)
      expect(existsSync(join(directory, 'outside'))).toBe(false)
      expect(readFileSync(join(directory, 'shop.yaml'), 'utf8')).toBe(smallFleet['shop.yaml'])
    }
  })

  it('is written to a link of the runner outside the workspace, and into the checkout where no link is', () => {
    const { directory, action } = attackedRepository(smallFleet, change)
    const place = scratchDirectory()
    symlinkSync('real.md', join(place, 'comment.md'))
    expect(action({ 'comment-file': join(place, 'comment.md'), check: 'false' }).exitCode).toBe(0)
    expect(readFileSync(join(place, 'real.md'), 'utf8')).toContain('more')
    expect(action({ 'comment-file': 'comment.md', check: 'false' }).exitCode).toBe(0)
    expect(readFileSync(join(directory, 'comment.md'), 'utf8')).toContain('more')
  })

  it('is no schema below a link that the change put at .fedrender', () => {
    const outside = scratchDirectory()
    for (const path of ['.fedrender', '.fedrender/schemas', '.fedrender/schemas/types.kubefed.io']) {
      const { fedrender } = linkedAt(path, outside)
      const { status, stderr } = fedrender('schema')
      expect([status, stderr]).toStrictEqual([2, expect.stringContaining('it is a symbolic link')])
      expect(execFileSync('ls', [outside], { encoding: 'utf8' })).toBe('')
    }
  })
})
