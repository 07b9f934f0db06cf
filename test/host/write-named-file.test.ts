import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../src/host/node-host.ts'
import { writeNamedFile } from '../../src/host/write-named-file.ts'
import { scratchDirectory } from '../helpers/git-repository.ts'
import { createMemoryHost, systemError } from '../helpers/memory-host.ts'

const host = createNodeHost()
const write = (path: string, text: string): void => writeNamedFile(host, path, Buffer.from(text))
const isRoot = process.getuid?.() === 0

describe('a result that goes to a path that a person named', () => {
  it('replaces a file in one step and keeps its mode; other hard links to it keep the old content', () => {
    const directory = scratchDirectory()
    const [path, other] = [join(directory, 'a'), join(directory, 'b')]
    writeFileSync(path, 'old')
    chmodSync(path, 0o640)
    linkSync(path, other)
    const before = statSync(path).ino
    write(path, 'new')
    expect([readFileSync(path, 'utf8'), readFileSync(other, 'utf8')]).toStrictEqual(['new', 'old'])
    expect(statSync(path).mode & 0o7777).toBe(0o640)
    expect(statSync(path).ino).not.toBe(before)
    expect(readdirSync(directory).sort()).toStrictEqual(['a', 'b'])
  })

  it.runIf(isRoot)('keeps the owner of a file that root replaces', () => {
    const path = join(scratchDirectory(), 'a')
    writeFileSync(path, 'old')
    chownSync(path, 1234, 2345)
    chmodSync(path, 0o4750)
    write(path, 'new')
    const { uid, gid, mode } = statSync(path)
    expect([uid, gid, mode & 0o7777, readFileSync(path, 'utf8')]).toStrictEqual([1234, 2345, 0o4750, 'new'])
  })

  it('follows links to a file, also to one that is not there yet, and leaves the links', () => {
    const directory = scratchDirectory()
    mkdirSync(join(directory, 'real'))
    writeFileSync(join(directory, 'real/there'), 'old')
    symlinkSync('real', join(directory, 'way'))
    symlinkSync('way/there', join(directory, 'a'))
    symlinkSync('../b', join(directory, 'real/new'))
    symlinkSync('way/new', join(directory, 'c'))
    write(join(directory, 'a'), 'new')
    write(join(directory, 'c'), 'created')
    expect(readlinkSync(join(directory, 'a'))).toBe('way/there')
    expect(readFileSync(join(directory, 'real/there'), 'utf8')).toBe('new')
    expect(readlinkSync(join(directory, 'real/new'))).toBe('../b')
    expect(lstatSync(join(directory, 'b')).isFile()).toBe(true)
    symlinkSync('round', join(directory, 'round'))
    expect(() => write(join(directory, 'round'), 'x')).toThrow('ELOOP')
  })

  it('goes through a named pipe to who reads it', async () => {
    const path = join(scratchDirectory(), 'pipe')
    execFileSync('mknod', [path, 'p'])
    const reader = spawn('cat', [path], { stdio: ['ignore', 'pipe', 'ignore'] })
    const read = reader.stdout.toArray()
    const text = 'all of it\n'.repeat(20_000)
    write(path, text)
    expect(Buffer.concat((await read) as Buffer[]).toString()).toBe(text)
    expect(lstatSync(path).isFIFO()).toBe(true)
  })

  it.runIf(isRoot)('goes through a device, which stays one', ({ skip }) => {
    const path = join(scratchDirectory(), 'null')
    execFileSync('mknod', [path, 'c', '1', '3'])
    try {
      closeSync(openSync(path, 'w'))
    } catch {
      skip('the file system of the scratch directory has no devices')
    }
    write(path, 'x')
    expect(lstatSync(path).isCharacterDevice()).toBe(true)
  })

  it('leaves nothing of what could not be put in place, and replaces no directory', () => {
    const memory = createMemoryHost({ '/here/a': 'old', '/here/b/': '' })
    memory.onOperation = (operation) => {
      if (operation.startsWith('rename')) throw systemError('ENOSPC', operation)
    }
    expect(() => writeNamedFile(memory, '/here/a', Buffer.from('new'))).toThrow('ENOSPC')
    expect(() => writeNamedFile(memory, '/here/b', Buffer.from('new'))).toThrow('EISDIR')
    expect(memory.dump('/here')).toStrictEqual({ a: 'old', 'b/': '' })
  })

  it('writes into a device of the host in memory, through a link', () => {
    const memory = createMemoryHost()
    memory.device('/dev/null')
    memory.link('/here/out', '/dev/null')
    writeNamedFile(memory, '/here/out', Buffer.from('x'))
    expect([memory.dump('/dev'), memory.dump('/here')]).toStrictEqual([
      { null: 'device: x' },
      { out: '-> /dev/null' },
    ])
  })
})
