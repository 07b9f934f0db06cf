import { expect, it } from 'vitest'
import { openOutput } from '../../../src/host/output/output.ts'
import { createMemoryHost, systemError } from '../../helpers/memory-host.ts'

it('opens a directory that is there and one that is not yet', () => {
  const host = createMemoryHost({ '/repo/rendered/x': '' })
  expect(openOutput(host, { root: '/repo', directory: '/repo/rendered' })[0]?.directory).toBe(
    '/repo/rendered',
  )
  expect(openOutput(host, { root: '/repo', directory: '/repo/a/b' })[0]?.directory).toBe('/repo/a/b')
  expect(openOutput(host, { root: '/repo', directory: '/other/c' })[0]?.directory).toBe('/other/c')
})

it('opens a directory through a link that stays in the repository, and in a repository that is named by a link', () => {
  const host = createMemoryHost({ '/disk/repo/deploy/x': '' })
  host.link('/disk/repo/rendered', 'deploy')
  host.link('/repo', '/disk/repo')
  const [output, diagnostics] = openOutput(host, { root: '/repo', directory: '/repo/rendered' })
  expect([output?.directory, diagnostics]).toEqual(['/disk/repo/deploy', []])
})

it.each([
  ['/repo', 'holds the sources themselves'],
  ['/', 'holds the sources themselves'],
  ['/repo/source.yaml', 'is not a directory'],
  ['/repo/source.yaml/out', 'cannot be used: a part of the path is not a directory (ENOTDIR)'],
  ['/repo/escape', 'leads out of the repository through a symbolic link'],
  ['/repo/escape/below', 'leads out of the repository through a symbolic link'],
  ['/repo/up', 'holds the sources themselves'],
  ['/repo/dangling', 'is not a directory'],
])('refuses %s as output: it %s', (directory, problem) => {
  const host = createMemoryHost({ '/repo/source.yaml': '', '/elsewhere/x': '' })
  host.link('/repo/escape', '/elsewhere')
  host.link('/repo/up', '.')
  host.link('/repo/dangling', 'nowhere')
  const [output, diagnostics] = openOutput(host, { root: '/repo', directory })
  expect(output).toBeUndefined()
  expect(diagnostics).toMatchObject([
    { code: 'output-directory-invalid', message: `The output directory "${directory}" ${problem}.` },
  ])
})

it('refuses a directory that the system does not let it look at', () => {
  const host = createMemoryHost({ '/repo/': '' })
  const refused = {
    ...host,
    realPath: (path: string): string => {
      throw systemError('EACCES', path)
    },
  }
  expect(openOutput(refused, { root: '/repo', directory: '/repo/rendered' })[1]).toMatchObject([
    { code: 'output-directory-invalid', message: expect.stringContaining('EACCES') as string },
  ])
})
