import { mkdirSync, realpathSync, renameSync } from 'node:fs'
import process from 'node:process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shortPath } from '../../src/host/short-path.ts'
import { scratchDirectory } from '../helpers/git-repository.ts'

const before = process.cwd()
let root = ''
beforeEach(() => {
  root = realpathSync(scratchDirectory())
  mkdirSync(`${root}/fleet/rendered`, { recursive: true })
  process.chdir(`${root}/fleet`)
})
afterEach(() => process.chdir(before))

it('shortens paths below the working directory alone', () => {
  expect(shortPath(`${root}/fleet/rendered/clusters`)).toBe('rendered/clusters')
  expect(shortPath(`${root}/fleet`)).toBe(`${root}/fleet`)
  expect(shortPath(`${root}/fleet-2/rendered`)).toBe(`${root}/fleet-2/rendered`)
  expect(shortPath(root)).toBe(root)
})

it('follows a working directory that another one replaces', () => {
  shortPath(root)
  process.chdir(root)
  expect(shortPath(`${root}/fleet/rendered`)).toBe('fleet/rendered')
  process.chdir('/')
  expect(shortPath(`${root}/fleet`)).toBe(`${root}/fleet`)
})

it('shortens nothing where another directory is at the path of the working directory', () => {
  // Node.js asks the system for the working directory once, so that this is to it what a mount is to the system.
  expect(process.cwd()).toBe(`${root}/fleet`)
  renameSync(`${root}/fleet`, `${root}/moved`)
  mkdirSync(`${root}/fleet/rendered`, { recursive: true })
  expect(shortPath(`${root}/fleet/rendered`)).toBe(`${root}/fleet/rendered`)
})
