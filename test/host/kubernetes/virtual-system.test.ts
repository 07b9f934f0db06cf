import { expect, it } from 'vitest'
import { createVirtualSystem, ExitError } from '../../../src/host/kubernetes/virtual-system.ts'

function start(): {
  readonly call: (name: string, ...values: readonly number[]) => number
  readonly bytes: Buffer
  readonly log: () => string
} {
  const memory = { buffer: new ArrayBuffer(65_536) }
  const { functionOf, log } = createVirtualSystem(() => memory)
  return { call: (name, ...values) => functionOf(name)(...values), bytes: Buffer.from(memory.buffer), log }
}

it('has the same random numbers and the same time in each run', () => {
  const seen = [start(), start()].map(({ call, bytes }) => {
    call('random_get', 0, 64)
    call('clock_time_get', 0, 0, 64)
    call('clock_time_get', 1, 0, 72)
    return bytes.subarray(0, 80).toString('hex')
  })
  expect(seen[0]).toBe(seen[1])
  expect(new Set(seen[0]?.slice(0, 128).match(/../g)).size).toBeGreaterThan(20)
})

it('lets waiting be over at once, and time have passed', () => {
  const { call, bytes } = start()
  // One subscription to the clock, of ten seconds.
  bytes.writeBigUInt64LE(7n, 0)
  bytes.writeBigUInt64LE(10_000_000_000n, 24)
  expect(call('poll_oneoff', 0, 100, 1, 200)).toBe(0)
  expect([bytes.readUInt32LE(200), bytes.readBigUInt64LE(100)]).toStrictEqual([1, 7n])
  call('clock_time_get', 0, 0, 300)
  expect(bytes.readBigUInt64LE(300)).toBeGreaterThanOrEqual(10_000_000_000n)
})

it('keeps the beginning of what is written', () => {
  const { call, bytes, log } = start()
  bytes.write('panic: ', 1000)
  bytes.writeUInt32LE(1000, 0)
  bytes.writeUInt32LE(7, 4)
  for (let count = 0; count < 10_000; count++) call('fd_write', 2, 0, 1, 8)
  expect(bytes.readUInt32LE(8)).toBe(7)
  expect(log()).toHaveLength(10_000)
  expect(log()).toMatch(/^panic: panic: /)
})

it('has neither files nor an environment, and knows its own name', () => {
  const { call, bytes } = start()
  expect(['path_open', 'sock_accept', 'fd_read', 'toString'].map((name) => call(name, 0, 0))).toStrictEqual([
    52, 52, 52, 52,
  ])
  expect(call('fd_prestat_get', 3, 0)).toBe(8)
  expect(call('environ_sizes_get', 0, 4)).toBe(0)
  expect([bytes.readUInt32LE(0), bytes.readUInt32LE(4)]).toStrictEqual([0, 0])
  call('args_sizes_get', 0, 4)
  call('args_get', 8, 16)
  expect(bytes.toString('latin1', bytes.readUInt32LE(8), bytes.readUInt32LE(8) + bytes.readUInt32LE(4))).toBe(
    'kubernetes\0',
  )
})

it('ends where the program does', () => {
  expect(() => start().call('proc_exit', 2)).toThrow(new ExitError('exit 2'))
})
