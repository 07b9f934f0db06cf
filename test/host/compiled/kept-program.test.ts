import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openKeptProgram } from '../../../src/host/compiled/kept-program.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'

let file = ''
let directory = ''
beforeEach(() => {
  const scratch = scratchDirectory()
  file = join(scratch, 'program.mjs')
  directory = join(scratch, 'compiled')
  mkdirSync(directory)
  writeProgram('1')
})

/** A program in the lines that a bundle has, which is a function that gives a value. */
function writeProgram(value: string): void {
  writeFileSync(file, `#!/usr/bin/env node\nimport 'node:fs';\n(function(){return ${value}\n})\n();\n`)
}

/** What the program gives, which then keeps its code. */
function runAndKeep(): unknown {
  const { load, keep } = openKeptProgram(file, directory)
  const value = (load() as () => unknown)()
  keep()
  return value
}

function kept(): string {
  const names = readdirSync(directory)
  expect(names).toHaveLength(1)
  return join(directory, names[0] ?? '')
}

/** Whether a run takes the code that is kept: it then keeps none. */
function isTaken(): boolean {
  const { mtimeNs, ino } = statSync(kept(), { bigint: true })
  runAndKeep()
  const now = statSync(kept(), { bigint: true })
  return now.ino === ino && now.mtimeNs === mtimeNs
}

describe('openKeptProgram', () => {
  it('keeps what a run compiled, for the user alone, and takes it in the next', () => {
    expect(runAndKeep()).toBe(1)
    expect(statSync(kept()).mode & 0o077).toBe(0)
    expect(isTaken()).toBe(true)
    expect(runAndKeep()).toBe(1)
  })

  it('keeps code anew after a day, as a run may have compiled more of the program', () => {
    runAndKeep()
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000)
    utimesSync(kept(), yesterday, yesterday)
    expect(isTaken()).toBe(false)
    expect(isTaken()).toBe(true)
  })

  it('takes no code of another program, as long as it', () => {
    runAndKeep()
    writeProgram('2')
    expect(runAndKeep()).toBe(2)
    expect(isTaken()).toBe(true)
  })

  it.each([
    { what: 'is damaged', damage: (code: Buffer) => code.fill(0, code.length - 100) },
    { what: 'was cut off', damage: (code: Buffer) => code.subarray(0, code.length - 100) },
    { what: 'is empty', damage: (code: Buffer) => code.subarray(0, 0) },
    { what: 'has a head alone', damage: (code: Buffer) => code.subarray(0, 8) },
  ])('takes no code that $what, and keeps it anew', ({ damage }) => {
    runAndKeep()
    writeFileSync(kept(), damage(readFileSync(kept())))
    expect(isTaken()).toBe(false)
    expect(isTaken()).toBe(true)
  })

  it('reads nothing that is longer than code ever is, and keeps it anew', () => {
    runAndKeep()
    truncateSync(kept(), 3 * 2 ** 30)
    expect(isTaken()).toBe(false)
    expect(isTaken()).toBe(true)
  })

  it('runs where nothing can be kept', () => {
    directory = join(directory, 'missing')
    expect(runAndKeep()).toBe(1)
  })

  it('shows the lines of the file where the program throws', () => {
    writeProgram('missing.value')
    const { load } = openKeptProgram(file, directory)
    const stack = (): string => {
      try {
        return String((load() as () => unknown)())
      } catch (error) {
        return error instanceof Error ? String(error.stack) : ''
      }
    }
    expect(stack()).toContain(`${file}:3:`)
  })
})
