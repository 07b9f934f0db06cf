import { mkdirSync, realpathSync, renameSync } from 'node:fs'
import process from 'node:process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shortPath } from '../../src/host/short-path.ts'
import { scratchDirectory } from '../helpers/git-repository.ts'

const before = process.cwd()
let root = ''
beforeEach(() => {
  root = realpathSync(scratchDirectory())
  mkdirSync(`${root}/work/rendered`, { recursive: true })
  process.chdir(`${root}/work`)
})
afterEach(() => process.chdir(before))

it('shortens paths below the working directory alone', () => {
  expect(shortPath(`${root}/work/rendered/clusters`)).toBe('rendered/clusters')
  expect(shortPath(`${root}/work`)).toBe(`${root}/work`)
  expect(shortPath(`${root}/work-2/rendered`)).toBe(`${root}/work-2/rendered`)
  expect(shortPath(root)).toBe(root)
})

it('follows a working directory that another one replaces', () => {
  shortPath(root)
  process.chdir(root)
  expect(shortPath(`${root}/work/rendered`)).toBe('work/rendered')
  process.chdir('/')
  expect(shortPath(`${root}/work`)).toBe(`${root}/work`)
})

it('shortens nothing where another directory is at the path of the working directory', () => {
  // Node.js asks the system for the working directory once, so that this is to it what a mount is to the system.
  expect(process.cwd()).toBe(`${root}/work`)
  renameSync(`${root}/work`, `${root}/moved`)
  mkdirSync(`${root}/work/rendered`, { recursive: true })
  expect(shortPath(`${root}/work/rendered`)).toBe(`${root}/work/rendered`)
})
