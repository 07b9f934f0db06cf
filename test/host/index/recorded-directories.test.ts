import { expect, it } from 'vitest'
import { directoryEntry } from '../../../src/host/directory-entry.ts'
import type { DirectoryEntry } from '../../../src/host/host.ts'
import { createDirectoryLookup } from '../../../src/host/index/recorded-directories.ts'
import { kindNumber } from '../../../src/host/index/tree-records.ts'
import { createTreeRecorder } from '../../../src/host/index/tree-recorder.ts'

const content = { hash: 'a', length: 1n }

it.each([
  { title: 'that were read', isRead: () => true },
  { title: 'of which each other was not read', isRead: (index: number) => index % 2 === 0 },
])(
  'a directory that is asked for with each of its files, $title, is walked through a few times',
  ({ isRead }) => {
    const recorder = createTreeRecorder()
    const names = Array.from({ length: 100 }, (_, index) => `${index}.yaml`)
    recorder.list(
      '/out',
      names.map((name) => directoryEntry(name, 'file')),
    )
    const read = new Set(names.filter((_, index) => isRead(index)))
    for (const name of read) recorder.read('/out', name, content, undefined)
    const records = recorder.finish()
    let asked = 0
    const counted = new Proxy(records.names, {
      get: (target, key, receiver) => {
        asked += 1
        return Reflect.get(target, key, receiver) as unknown
      },
    })
    const directoryOf = createDirectoryLookup({ ...records, names: counted })
    asked = 0
    for (const name of names) expect(directoryOf('/out')?.hasRead(name)).toBe(read.has(name))
    expect(asked).toBeLessThan(3 * names.length)
  },
)

it('an entry that is listed from records is of the kind that it was, whatever that is', () => {
  const recorder = createTreeRecorder()
  const none = directoryEntry('none', 'special')
  const entries: readonly DirectoryEntry[] = [
    directoryEntry('file', 'file'),
    directoryEntry('directory', 'directory'),
    directoryEntry('link', 'link'),
    { ...none, name: 'pipe', isFIFO: () => true },
    { ...none, name: 'socket', isSocket: () => true },
    { ...none, name: 'disk', isBlockDevice: () => true },
    { ...none, name: 'terminal', isCharacterDevice: () => true },
    none,
  ]
  recorder.list('/other', [directoryEntry('first', 'file')])
  recorder.list('/out', entries)
  const found = createDirectoryLookup(recorder.finish())('/out')
  expect(found?.listsSame(entries)).toBe(true)
  const kinds = (of: readonly DirectoryEntry[] = []): readonly unknown[] =>
    of.map((entry) => [
      entry.name,
      kindNumber(entry),
      [entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()],
      [entry.isFIFO(), entry.isSocket(), entry.isBlockDevice(), entry.isCharacterDevice()],
    ])
  expect(kinds(found?.entries())).toStrictEqual(kinds(entries))
})
