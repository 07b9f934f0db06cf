import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { beforeEach, describe, expect, it } from 'vitest'
import { findCompiledCode } from '../../../src/host/compiled/compiled-code.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'

const user = process.getuid?.()

let home = ''
let directory = ''
beforeEach(() => {
  home = join(scratchDirectory(), 'home')
  mkdirSync(home, { mode: 0o755 })
  directory = join(home, '.cache/fedrender/compiled')
})

function find(
  variables: Readonly<Record<string, string>> = { HOME: home },
  working = '/work',
  asked = user,
): string | undefined {
  return findCompiledCode({ environment: (name) => variables[name], directory: working, user: asked })
}

describe.skipIf(user === undefined)('findCompiledCode', () => {
  it('makes a directory that the user alone can enter, and finds it again', () => {
    expect(find()).toBe(directory)
    expect(lstatSync(directory).mode & 0o777).toBe(0o700)
    expect(find()).toBe(directory)
  })

  it('keeps to XDG_CACHE_HOME where that is absolute', () => {
    expect(find({ HOME: home, XDG_CACHE_HOME: join(home, 'kept') })).toBe(
      join(home, 'kept/fedrender/compiled'),
    )
    expect(find({ HOME: home, XDG_CACHE_HOME: 'kept' })).toBe(directory)
  })

  it.each(['CI', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION'])('makes none where %s is set', (name) => {
    expect(find({ HOME: home, [name]: 'true' })).toBeUndefined()
    expect(existsSync(join(home, '.cache'))).toBe(false)
  })

  it('makes none where the user wants no compiled code to be kept', () => {
    expect(find({ HOME: home, NODE_DISABLE_COMPILE_CACHE: '1' })).toBeUndefined()
    expect(existsSync(join(home, '.cache'))).toBe(false)
  })

  it('makes none without a home, and none on a system that knows no ids of users', () => {
    expect(find({})).toBeUndefined()
    expect(find({ HOME: 'home' })).toBeUndefined()
    const asking = { environment: () => home, directory: '/work', user: undefined }
    expect(findCompiledCode(asking)).toBeUndefined()
    expect(existsSync(join(home, '.cache'))).toBe(false)
  })

  it('makes none below the working directory', () => {
    expect(find({ HOME: home }, home)).toBeUndefined()
    expect(find({ HOME: home }, '/')).toBeUndefined()
    expect(existsSync(join(home, '.cache'))).toBe(false)
    expect(find({ HOME: home }, home.slice(0, -1))).toBe(directory)
  })

  it.each(['', '.cache', '.cache/fedrender'])('makes none in a repository at ~/%s', (top) => {
    mkdirSync(join(home, top), { recursive: true })
    // A linked work tree and a submodule have a file.
    writeFileSync(join(home, top, '.git'), '')
    expect(find()).toBeUndefined()
    expect(existsSync(directory)).toBe(false)
  })

  it.each([0o775, 0o757])('makes none below a directory that others can write to: %o', (mode) => {
    chmodSync(home, mode)
    expect(find()).toBeUndefined()
    expect(existsSync(join(home, '.cache'))).toBe(false)
  })

  it("makes one below a directory in which each can rename only his own, as in /tmp, where that is the system's", () => {
    chmodSync(home, 0o1777)
    expect(find()).toBe(user === 0 ? directory : undefined)
  })

  it.each([0o750, 0o705, 0o701])('takes no directory that others can enter: %o', (mode) => {
    find()
    chmodSync(directory, mode)
    expect(find()).toBeUndefined()
  })

  it.each(['.cache', '.cache/fedrender', '.cache/fedrender/compiled'])('follows no link at ~/%s', (at) => {
    find()
    renameSync(join(home, at), join(home, 'elsewhere'))
    symlinkSync(join(home, 'elsewhere'), join(home, at))
    expect(find()).toBeUndefined()
  })

  it('takes no directory of another user', () => {
    find()
    expect(find({ HOME: home }, '/work', Number(user) + 1)).toBeUndefined()
  })

  // The system alone may give a directory to another user.
  it.runIf(user === 0)(
    'makes none below a directory of another user, nor below one of his own as /tmp is',
    () => {
      chownSync(home, 1, 1)
      expect(find()).toBeUndefined()
      chmodSync(home, 0o1777)
      expect(find({ HOME: home }, '/work', 1)).toBeUndefined()
      expect(existsSync(join(home, '.cache'))).toBe(false)
    },
  )

  it('makes none where a file is in the way', () => {
    writeFileSync(join(home, '.cache'), '')
    expect(find()).toBeUndefined()
  })

  it('makes none where the system refuses', () => {
    expect(find({ HOME: `/${'a'.repeat(300)}` })).toBeUndefined()
  })
})
