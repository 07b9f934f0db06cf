import { expect, it } from 'vitest'
import { findRepository } from '../../../src/host/git/find-repository.ts'
import { createMemoryHost } from '../../helpers/memory-host.ts'

const repository = (at: string): Record<string, string> => ({
  [`${at}/HEAD`]: 'ref: refs/heads/main\n',
  [`${at}/objects/.keep`]: '',
  [`${at}/refs/.keep`]: '',
})

it('finds the nearest .git above a directory', () => {
  const host = createMemoryHost({ ...repository('/a/.git'), '/a/b/c/x.yaml': '' })
  const found = { workTree: '/a', gitDirectory: '/a/.git', commonDirectory: '/a/.git' }
  expect(['/a', '/a/b/c'].map((directory) => findRepository(host, directory))).toEqual([found, found])
  expect(findRepository(createMemoryHost({ '/a/x.yaml': '' }), '/a')).toBeUndefined()
})

it('takes no directory for a bare repository', () => {
  const host = createMemoryHost({ ...repository('/a/.git'), ...repository('/a/b'), '/a/b/config': '' })
  expect(findRepository(host, '/a/b')?.workTree).toBe('/a')
  expect(findRepository(createMemoryHost(repository('/b')), '/b')).toBeUndefined()
})

it('passes over a .git that is no repository, as Git does', () => {
  const host = createMemoryHost({ ...repository('/a/.git'), '/a/b/.git/HEAD': 'ref: refs/heads/main\n' })
  expect(findRepository(host, '/a/b')?.workTree).toBe('/a')
})

it('follows the .git of a linked work tree and of a submodule', () => {
  const host = createMemoryHost({
    ...repository('/a/.git'),
    ...repository('/a/.git/modules/m'),
    '/a/m/.git': 'gitdir: ../.git/modules/m\n',
    '/w/.git': 'gitdir: /a/.git/worktrees/w\n',
    '/a/.git/worktrees/w/HEAD': 'ref: refs/heads/other\n',
    '/a/.git/worktrees/w/commondir': '../..\n',
  })
  expect(findRepository(host, '/a/m')).toMatchObject({ workTree: '/a/m', gitDirectory: '/a/.git/modules/m' })
  expect(findRepository(host, '/w')).toEqual({
    workTree: '/w',
    gitDirectory: '/a/.git/worktrees/w',
    commonDirectory: '/a/.git',
  })
})

it.each(['gitdir: ../nowhere\n', 'no such thing', ''])('refuses the .git file %j, as Git does', (content) => {
  const host = createMemoryHost({ ...repository('/a/.git'), '/a/b/.git': content })
  expect(() => findRepository(host, '/a/b')).toThrow('not a git repository')
})

it('goes no further up than it is told', () => {
  const host = createMemoryHost({ ...repository('/a/.git'), '/a/b/c/x.yaml': '' })
  expect(findRepository(host, '/a/b/c', (_, parent) => parent === '/a')).toBeUndefined()
  expect(findRepository(host, '/a', (_, parent) => parent === '/a')?.workTree).toBe('/a')
})
