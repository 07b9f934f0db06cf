import { describe, expect, it } from 'vitest'
import { findServer } from '../../editors/vscode/src/find-server.ts'

/** Programs by the paths that lead to them. */
const programs: Readonly<Record<string, string>> = {
  '/usr/bin/fedrender': '/usr/bin/fedrender',
  '/opt/bin/fedrender': '/opt/fedrender/fedrender.mjs',
  '/home/me/fleet/bin/fedrender': '/home/me/fleet/bin/fedrender',
  '/home/me/bin/fedrender': '/home/me/fleet/hidden/fedrender',
  '/home/me/fleet/link': '/usr/bin/fedrender',
}

const machine = {
  path: '/usr/bin',
  isWindows: false,
  node: '/usr/share/code/code',
  realProgram: (path: string): string | undefined => programs[path],
}
const folders = ['/home/me/fleet']
const inPath = (path: string): ReturnType<typeof findServer> => findServer('', folders, { ...machine, path })

describe('the server that the extension starts', () => {
  it('is the first in PATH', () => {
    expect(inPath('/nowhere:/usr/bin:/opt/bin')).toStrictEqual({
      server: { command: '/usr/bin/fedrender', arguments: ['lsp'], environment: {} },
    })
  })

  it('is run by the editor where it is JavaScript', () => {
    const server = {
      command: '/usr/share/code/code',
      arguments: ['/opt/fedrender/fedrender.mjs', 'lsp'],
      environment: { ELECTRON_RUN_AS_NODE: '1' },
    }
    expect(inPath('/opt/bin')).toStrictEqual({ server })
    expect(findServer('/opt/bin/fedrender', folders, machine)).toStrictEqual({ server })
  })

  it.each([
    ['a directory of an open folder', '/home/me/fleet/bin'],
    ['a link that leads into one', '/home/me/bin'],
    ['a relative directory', 'bin:.:'],
    ['nothing', ''],
  ])('is never from %s', (_, path) => {
    expect(inPath(path)).toStrictEqual({
      problem: expect.stringContaining('in no absolute directory of PATH'),
    })
    expect(inPath(`${path}:/usr/bin`)).toMatchObject({ server: { command: '/usr/bin/fedrender' } })
  })

  it.each([
    ['./node_modules/.bin/fedrender', 'no absolute path'],
    ['/home/me/fleet/bin/fedrender', 'into an open folder'],
    ['/home/me/fleet/link', 'into an open folder'],
    ['/home/me/bin/fedrender', 'into an open folder'],
    ['/usr/bin/other', 'leads to no program'],
  ])('is not what the setting names: %s', (setting, problem) => {
    expect(findServer(setting, folders, machine)).toStrictEqual({ problem: expect.stringContaining(problem) })
  })
})
