import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Host } from '../../../src/host/host.ts'
import { rereadChanged } from '../../../src/host/index/reread-changed.ts'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { createMemoryHost } from '../../helpers/memory-host.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'

const limit = 1000

/** A directory with files, the rounds of a reader of it, and what the last round read of the disk. */
function openReader(
  granularity = 1n,
  environment: Readonly<Record<string, string>> = {},
): {
  readonly directory: string
  readonly begin: () => Host
  readonly reads: () => readonly string[]
} {
  const scratch = scratchDirectory()
  const directory = join(scratch, 'sources')
  const nodeHost = createNodeHost()
  nodeHost.createDirectory(directory)
  for (const name of ['a', 'b', 'c']) writeFileSync(join(directory, name), `${name} 0`)
  const coarse = (time: bigint): bigint => time - (time % granularity)
  const reads: string[] = []
  const host: Host = {
    ...nodeHost,
    statusOf: (path) => {
      const status = nodeHost.statusOf?.(path)
      if (status === undefined) return undefined
      const { dev, ino, mode, size, mtimeNs, ctimeNs } = status
      return { dev, ino, mode, size, mtimeNs: coarse(mtimeNs), ctimeNs: coarse(ctimeNs) }
    },
    readFile: (path, most) => {
      reads.push(path.slice(directory.length + 1))
      return nodeHost.readFile(path, most)
    },
  }
  const given: Readonly<Record<string, string>> = { XDG_CACHE_HOME: join(scratch, 'cache'), ...environment }
  const begin = rereadChanged({ host, environment: (name) => given[name] }, directory)
  return {
    directory,
    begin: () => {
      reads.length = 0
      return begin()
    },
    reads: () => reads.toSorted(),
  }
}

function readAll(host: Host, directory: string): Record<string, string | undefined> {
  return Object.fromEntries(
    readdirSync(directory).map((name) => [name, host.readFile(join(directory, name), limit)?.toString()]),
  )
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

it('reads what changed and what had just been changed, and nothing else', () => {
  const { directory, begin, reads } = openReader()
  pause(20)
  writeFileSync(join(directory, 'c'), 'c 1')
  utimesSync(join(directory, 'c'), 4_000_000_000, 4_000_000_000)
  readAll(begin(), directory)
  expect(reads()).toStrictEqual(['a', 'b', 'c'])
  readAll(begin(), directory)
  expect(reads()).toStrictEqual(['c'])
  pause(20)
  writeFileSync(join(directory, 'b'), 'b 1')
  expect(readAll(begin(), directory)).toStrictEqual({ a: 'a 0', b: 'b 1', c: 'c 1' })
  expect(reads()).toStrictEqual(['b', 'c'])
})

it('gives no more of a file than may be read, and forgets what a round does not ask for', () => {
  const { directory, begin, reads } = openReader()
  pause(20)
  begin().readFile(join(directory, 'a'), limit)
  const host = begin()
  expect(host.readFile(join(directory, 'a'), 2)).toBeUndefined()
  expect(reads()).toStrictEqual([])
  begin()
  begin().readFile(join(directory, 'a'), limit)
  expect(reads()).toStrictEqual(['a'])
})

it('reads everything where there is no place for an index', () => {
  const { directory, begin, reads } = openReader(1n, { XDG_CACHE_HOME: '' })
  pause(20)
  for (const _round of [1, 2]) {
    readAll(begin(), directory)
    expect(reads()).toStrictEqual(['a', 'b', 'c'])
  }
})

it('reads everything of a host that gives no status', () => {
  const host = createMemoryHost({ '/sources/a': 'a 0' })
  expect(rereadChanged({ host, environment: () => undefined }, '/sources')()).toBe(host)
})

const edits = fc.record({
  kind: fc.constantFrom('write', 'keepTime', 'replace', 'swap', 'remove', 'none'),
  name: fc.constantFrom('a', 'b', 'c'),
  text: fc.nat(3),
  wait: fc.constantFrom(0, 0, 1, 5),
})

it('gives what the files hold, however they are changed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(1n, 1n, 10_000_000n, 2_000_000_000n),
      fc.array(fc.array(edits, { maxLength: 3 }), { minLength: 10, maxLength: 10 }),
      (granularity, rounds) => {
        const { directory, begin } = openReader(granularity)
        for (const round of rounds) {
          for (const { kind, name, text, wait } of round) {
            const path = join(directory, name)
            const { atime, mtime } = statSync(path, { throwIfNoEntry: false }) ?? { atime: 1, mtime: 1 }
            if (kind === 'remove') rmSync(path, { force: true })
            if (kind === 'write' || kind === 'keepTime') writeFileSync(path, `${name} ${text}`)
            if (kind === 'keepTime') utimesSync(path, atime, mtime)
            if (kind === 'replace') {
              writeFileSync(`${path}.new`, `${name} ${text}`)
              utimesSync(`${path}.new`, atime, mtime)
              renameSync(`${path}.new`, path)
            }
            if (kind === 'swap') {
              writeFileSync(path, `${name} ${text}`)
              renameSync(path, join(directory, 'a'))
            }
            pause(wait)
          }
          const there = readdirSync(directory).map((name) => [
            name,
            readFileSync(join(directory, name), 'utf8'),
          ])
          expect(readAll(begin(), directory)).toStrictEqual(Object.fromEntries(there))
        }
      },
    ),
    { numRuns: 40 },
  )
})
