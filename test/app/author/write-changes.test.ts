import { describe, expect, it } from 'vitest'
import { systemError } from '../../helpers/memory-host.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'

const path = 'federated-types/statefulsets.apps.yaml'

describe('a command that writes sources', () => {
  it('writes through no link, neither of a file nor of a directory', () => {
    for (const link of ['/repo/federated-types', `/repo/${path}`]) {
      const repository = createTestRepository({ 'base/keep.yaml': 'a: b\n' })
      repository.host.put('/elsewhere/statefulsets.apps.yaml', 'kept\n')
      if (link.endsWith('.yaml')) repository.host.put('/repo/federated-types/other.txt', '')
      repository.host.link(link, link.endsWith('.yaml') ? '/elsewhere/statefulsets.apps.yaml' : '/elsewhere')
      const { exitCode, stderr } = repository.run('enable', 'sts', '--force')
      expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error file-write-failed')])
      expect(repository.host.dump('/elsewhere')).toStrictEqual({ 'statefulsets.apps.yaml': 'kept\n' })
    }
  })

  it('replaces no file that says otherwise without --force', () => {
    const repository = createTestRepository({ [path]: '# mine\n' })
    expect(repository.run('enable', 'sts')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('error file-differs') as string,
    })
    expect(repository.host.dump('/repo')[path]).toBe('# mine\n')
    expect(repository.run('enable', 'sts', '--force').exitCode).toBe(0)
    expect(repository.host.dump('/repo')[path]).toContain('FederatedTypeConfig')
  })

  it('writes nothing where one of several names is wrong, and nothing with --dry-run', () => {
    const repository = createTestRepository({})
    expect(repository.run('enable', 'sts', 'nonsense').exitCode).toBe(2)
    expect(repository.run('enable', 'sts', '--dry-run').exitCode).toBe(0)
    expect(repository.host.operations).toStrictEqual([])
  })

  it('tells of a full disk and leaves no part of a file', () => {
    const repository = createTestRepository({})
    repository.host.onOperation = (operation) => {
      if (operation.startsWith('rename')) throw systemError('ENOSPC', operation)
    }
    const { exitCode, stderr } = repository.run('enable', 'sts')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error file-write-failed')])
    expect(Object.keys(repository.host.dump('/repo'))).toStrictEqual(['federated-types/'])
  })

  it('keeps every byte of a file that no edit concerns: comments, order, quotes, Windows line ends', () => {
    const text =
      '\uFEFF# top\r\napiVersion: types.kubefed.io/v1beta1   # old\r\nkind: "FederatedConfigMap"\r\n' +
      'metadata:\r\n    namespace: shop\r\n    name: colors   # keep\r\n\r\nspec: {template: {data: {b: "1", a: \'2\'}},\r\n  placement: {clusters: []}}\r\n'
    const repository = createTestRepository({ 'colors.yaml': text })
    const added = / {4}annotations:\r\n +kubefed.io\/orphan: "true"\r\n/
    expect(repository.run('orphaning-deletion', 'enable', 'configmaps', 'colors').exitCode).toBe(0)
    const edited = repository.host.dump('/repo')['colors.yaml'] ?? ''
    expect(edited.replace(added, '')).toBe(text)
    expect(edited).not.toBe(text)
    expect(repository.run('orphaning-deletion', 'disable', 'configmaps', 'colors').exitCode).toBe(0)
    expect(repository.host.dump('/repo')['colors.yaml']).toBe(text)
  })
})
