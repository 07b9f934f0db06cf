import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { watchDirectory } from '../../../src/host/sources/watch-directory.ts'

let root = ''
let changes: AsyncGenerator<void, void, void>
beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fedrender-watch-')))
  for (const name of ['shop', 'rendered', 'node_modules', '.git']) mkdirSync(join(root, name))
  writeFileSync(join(root, 'shop/a.yaml'), 'a')
  changes = watchDirectory(createNodeHost(), root, (path) => path === join(root, 'rendered'))
  // The first is given when everything is watched.
  await changes.next()
})
afterEach(async () => {
  await changes.return()
  rmSync(root, { recursive: true, force: true })
})

/** Below the time of the poll, so that only an event of the system can be what was seen. */
const soon = 2500

/** Whether a change is told of soon after something is done. */
async function tells(action: () => unknown): Promise<boolean> {
  const next = changes.next().then(() => true)
  // A generator goes on with its wait only then.
  await sleep(20)
  await action()
  const told = await Promise.race([next, sleep(soon, false)])
  if (!told) await next
  return told
}

it('tells of a file that is written, added, removed, and replaced by a rename', async () => {
  expect(await tells(() => writeFileSync(join(root, 'shop/a.yaml'), 'b'))).toBe(true)
  expect(await tells(() => writeFileSync(join(root, 'b.yaml'), 'b'))).toBe(true)
  expect(await tells(() => rmSync(join(root, 'b.yaml')))).toBe(true)
  const save = (): void => {
    writeFileSync(join(root, 'shop/.a.swp'), 'c')
    renameSync(join(root, 'shop/.a.swp'), join(root, 'shop/a.yaml'))
  }
  expect(await tells(save)).toBe(true)
  expect(await tells(save)).toBe(true)
})

it('tells of files in new directories, and in ones that took the place of others', async () => {
  expect(await tells(() => mkdirSync(join(root, 'new/deep'), { recursive: true }))).toBe(true)
  expect(await tells(() => writeFileSync(join(root, 'new/deep/a.yaml'), 'a'))).toBe(true)
  const replace = (): void => {
    rmSync(join(root, 'new'), { recursive: true })
    mkdirSync(join(root, 'new/deep'), { recursive: true })
  }
  expect(await tells(replace)).toBe(true)
  expect(await tells(() => writeFileSync(join(root, 'new/deep/a.yaml'), 'b'))).toBe(true)
})

it('tells of a burst once, when it is over', async () => {
  const burst = (): void => {
    for (let number = 0; number < 50; number += 1) writeFileSync(join(root, `shop/${number}.yaml`), 'x')
  }
  expect(await tells(burst)).toBe(true)
  expect(await tells(() => undefined)).toBe(false)
})

it('tells at last of what never ends', async () => {
  const timer = setInterval(() => writeFileSync(join(root, 'shop/a.yaml'), String(performance.now())), 10)
  try {
    expect(await tells(() => undefined)).toBe(true)
  } finally {
    clearInterval(timer)
  }
})

it('looks by itself from time to time, but is not told of what is ignored', async () => {
  const write = (): void => {
    for (const name of ['rendered', 'node_modules', '.git']) writeFileSync(join(root, name, 'a.yaml'), 'x')
  }
  expect(await tells(write)).toBe(false)
})

it('keeps what happens while nobody waits', async () => {
  writeFileSync(join(root, 'shop/a.yaml'), 'b')
  await sleep(100)
  expect(await tells(() => undefined)).toBe(true)
})

it('goes on when the directory itself is taken away and put back', async () => {
  expect(await tells(() => rmSync(root, { recursive: true }))).toBe(true)
  mkdirSync(root)
  await changes.next()
  expect(await tells(() => writeFileSync(join(root, 'a.yaml'), 'a'))).toBe(true)
})
