import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  readdirSync,
  existsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { applyChangeSet } from '../../src/host/output/apply-change-set.ts'
import { computeChangeSet } from '../../src/host/output/compute-change-set.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import { openOutput, type Output } from '../../src/host/output/output.ts'
import { fileTree, rendered } from '../helpers/file-tree.ts'

let root = ''
beforeEach(() => {
  root = realpathSync(mkdtempSync(`${tmpdir()}/fedrender-host-`))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const host = createNodeHost()

function open(): Output {
  return openOutput(host, { root, directory: `${root}/rendered` })[0]!
}

it('writes, keeps, changes and prunes real files, and keeps the time of an unchanged one', () => {
  const first = fileTree({
    'clusters/a/x/keep.yaml': 'keep',
    'clusters/a/x/change.yaml': '1',
    'clusters/b/y/go.yaml': 'go',
  })
  const output = open()
  expect(applyChangeSet(output, computeChangeSet(output, first)[0], first)).toEqual([])
  const kept = `${root}/rendered/clusters/a/x/keep.yaml`
  utimesSync(kept, 1, 1)

  const second = fileTree({
    'clusters/a/x/keep.yaml': 'keep',
    'clusters/a/x/change.yaml': '2',
    'clusters/a/x/new.yaml': 'ü',
  })
  expect(applyChangeSet(output, computeChangeSet(output, second)[0], second)).toEqual([])
  expect(readdirSync(`${root}/rendered`, { recursive: true, encoding: 'utf8' }).sort()).toEqual([
    'clusters',
    'clusters/a',
    'clusters/a/x',
    'clusters/a/x/change.yaml',
    'clusters/a/x/keep.yaml',
    'clusters/a/x/new.yaml',
  ])
  expect(readFileSync(`${root}/rendered/clusters/a/x/change.yaml`, 'utf8')).toBe(rendered('2'))
  expect(readFileSync(`${root}/rendered/clusters/a/x/new.yaml`, 'utf8')).toBe(rendered('ü'))
  expect(statSync(kept).mtimeMs).toBe(1000)
})

it('writes through no link: neither one to a directory nor one to a file', () => {
  mkdirSync(`${root}/rendered/clusters/a`, { recursive: true })
  mkdirSync(`${root}/elsewhere`)
  writeFileSync(`${root}/victim.yaml`, rendered('victim'))
  symlinkSync('../../elsewhere', `${root}/rendered/clusters/b`)
  symlinkSync('../../../victim.yaml', `${root}/rendered/clusters/a/x.yaml`)
  const tree = fileTree({ 'clusters/a/x.yaml': 'new', 'clusters/b/x.yaml': 'new' })
  const output = open()
  const [changes, diagnostics] = computeChangeSet(output, tree)
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual(['output-obstructed', 'output-obstructed'])
  // Not even a caller that goes on gets through.
  expect(applyChangeSet(output, changes, tree).map((diagnostic) => diagnostic.code)).toContain(
    'output-obstructed',
  )
  expect(readFileSync(`${root}/victim.yaml`, 'utf8')).toBe(rendered('victim'))
  expect(readdirSync(`${root}/elsewhere`)).toEqual([])
  expect(existsSync(`${root}/rendered/.fedrender`)).toBe(false)
})

it('reads neither through a link nor from what is no file', () => {
  writeFileSync(`${root}/file`, 'text')
  symlinkSync('file', `${root}/link`)
  const buffer = Buffer.alloc(10)
  expect(host.readHead(`${root}/file`, buffer, 2)).toBe(2)
  expect(() => host.readHead(`${root}/link`, buffer, 2)).toThrow(/ELOOP/)
  expect(() => host.readFile(`${root}/link`, 100)).toThrow(/ELOOP/)
  expect(() => host.readFile(root, 100)).toThrow('not a regular file')
  expect(['file', 'link', 'absent', '.'].map((name) => host.kindOf(`${root}/${name}`))).toEqual([
    'file',
    'link',
    'absent',
    'directory',
  ])
})

it('knows the processes that run', () => {
  expect(host.isRunning(process.pid)).toBe(true)
  expect(host.isRunning(1)).toBe(true)
  expect(host.isRunning(2 ** 22 + 1)).toBe(false)
})

it('removes a tree without following the links in it', () => {
  mkdirSync(`${root}/tree`)
  mkdirSync(`${root}/outside`)
  writeFileSync(`${root}/outside/keep`, '')
  symlinkSync('../outside', `${root}/tree/link`)
  host.removeTree(`${root}/tree`)
  host.removeTree(`${root}/absent`)
  expect(readdirSync(root)).toEqual(['outside'])
  expect(readdirSync(`${root}/outside`)).toEqual(['keep'])
})

it('gives no status of what cannot be looked at', () => {
  for (const path of [`${root}/absent`, `/${'x'.repeat(300)}`, `${'/x'.repeat(3000)}`]) {
    expect(host.statusOf?.(path)).toBeUndefined()
  }
})
