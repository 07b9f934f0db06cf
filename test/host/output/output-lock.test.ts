import { expect, it } from 'vitest'
import { releaseLock, takeLock } from '../../../src/host/output/output-lock.ts'
import { createMemoryHost, type MemoryHost } from '../../helpers/memory-host.ts'

const token = '00000000-0000-4000-8000-000000000000'

function hostWith(lock?: string): MemoryHost {
  const host = createMemoryHost({ '/out/.fedrender/': '' }, { processId: 1000, hostName: 'here' })
  if (lock !== undefined) host.put('/out/.fedrender/lock', lock)
  return host
}

function record(processId: number, hostName: string): string {
  return `${processId} 2026-01-01T00:00:00.000Z ${token} ${hostName}\n`
}

it('takes a free lock, which says who holds it, and gives it back', () => {
  const host = hostWith()
  expect(takeLock(host, '/out/.fedrender')).toBeUndefined()
  expect(host.dump('/out/.fedrender')['lock']).toMatch(/^1000 \d{4}-\d\d-\d\dT[\d:.]+Z [-0-9a-f]{36} here\n$/)
  releaseLock(host, '/out/.fedrender')
  expect(host.dump('/out')).toEqual({ '.fedrender/': '' })
})

it('gives the holder of a lock whose process runs', () => {
  const host = hostWith(record(7, 'here'))
  host.running.add(7)
  expect(takeLock(host, '/out/.fedrender')).toMatchObject({ processId: 7, hostName: 'here' })
  expect(host.operations).toEqual(['createFile /out/.fedrender/lock'])
})

it.each(['1969-12-31T23:59:59.999Z', '9999-12-31T00:00:00.000Z', '+010000-01-01T00:00:00.000Z'])(
  'keeps the lock of a process that runs, also where its clock was at %s',
  (started) => {
    const host = hostWith(record(7, 'here').replace('2026-01-01T00:00:00.000Z', started))
    host.running.add(7)
    expect(takeLock(host, '/out/.fedrender')).toMatchObject({ processId: 7, started })
  },
)

it.each([
  ['a process that runs no more', record(7, 'here')],
  ['an earlier process of the same id, as in a container that is started again', record(1000, 'here')],
  ['a run that died before it could write its name', ''],
  ['garbage', 'lock\n'],
  [
    'a token that names another file',
    `7 2026-01-01T00:00:00.000Z ../../../../../../../../../../etc/passwd here\n`,
  ],
])('breaks the lock of %s, and leaves nothing else', (_, lock) => {
  const host = hostWith(lock)
  host.running.add(host.processId)
  expect(takeLock(host, '/out/.fedrender')).toBeUndefined()
  expect(host.dump('/out/.fedrender')).toEqual({ lock: expect.stringMatching(/^1000 /) as string })
})

it('never breaks the lock of another host', () => {
  const host = hostWith(record(7, 'there'))
  expect(takeLock(host, '/out/.fedrender')).toMatchObject({ processId: 7, hostName: 'there' })
})

it('does not remove the lock of a run that broke the dead one’s first', () => {
  const host = hostWith(record(7, 'here'))
  host.running.add(8)
  host.onOperation = (operation) => {
    // Just before this run may break the dead run's lock, another one has done it and runs.
    if (operation === `createFile /out/.fedrender/breaking-${token}`) {
      host.put('/out/.fedrender/lock', record(8, 'here').replace(token, token.replace(/^0/, '1')))
    }
  }
  expect(takeLock(host, '/out/.fedrender')).toMatchObject({ processId: 8 })
  expect(Object.keys(host.dump('/out/.fedrender'))).toEqual(['lock'])
})

it('waits for a run that is breaking the same lock, and breaks on for one that died doing so', () => {
  const host = hostWith(record(7, 'here'))
  host.put(`/out/.fedrender/breaking-${token}`, record(9, 'here').replace(token, token.replace(/^0/, '2')))
  host.running.add(9)
  expect(takeLock(host, '/out/.fedrender')).toMatchObject({ processId: 9 })
  host.running.delete(9)
  expect(takeLock(host, '/out/.fedrender')).toBeUndefined()
  expect(Object.keys(host.dump('/out/.fedrender'))).toEqual(['lock'])
})

it('takes a lock that is given back while it looks', () => {
  const host = hostWith(record(7, 'here'))
  host.running.add(7)
  host.onRead = () => {
    host.onRead = undefined
    releaseLock(host, '/out/.fedrender')
  }
  expect(takeLock(host, '/out/.fedrender')).toBeUndefined()
})
