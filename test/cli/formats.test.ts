import { describe, expect, it } from 'vitest'
import { GitError } from '../../src/host/git/git-error.ts'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { systemError } from '../helpers/memory-host.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const misspelled = namespaceYaml('shop', '{clusters: [{name: eest}]}')
const faulty = { 'clusters.yaml': inventoryYaml('east'), 'shop.yaml': misspelled }
const documents = ['gitlab', 'sarif', 'rdjson'] as const

/** The paths that a document of a format names. */
function pathsOf(format: (typeof documents)[number], text: string): readonly string[] {
  const found = format === 'sarif' ? text.matchAll(/"uri": "(.*)"/g) : text.matchAll(/"path": "(.*)"/g)
  return [...new Set([...found].map(([, path = '']) => path))]
}

describe('--format', () => {
  it.each(documents)('%s is one document on standard output', (format) => {
    const repository = createTestRepository(faulty)
    for (const commandLine of [['validate'], ['render', '--check'], ['render']]) {
      const { stdout, stderr } = repository.run(...commandLine, '--format', format)
      expect(() => JSON.parse(stdout) as unknown, commandLine.join(' ')).not.toThrow()
      expect(pathsOf(format, stdout)).toStrictEqual(['shop.yaml'])
      expect(stderr).not.toBe('')
    }
  })

  it.each(documents)('%s leaves what --check found to standard error', (format) => {
    const repository = createTestRepository({
      'clusters.yaml': inventoryYaml('east'),
      'shop.yaml': namespaceYaml('shop'),
    })
    const { exitCode, stdout, stderr } = repository.run('render', '--check', '--format', format)
    expect(exitCode).toBe(1)
    expect(pathsOf(format, stdout)).toStrictEqual([])
    expect(stderr).toMatch(/^A clusters\/east\/_cluster\/namespaces\/shop\.yaml$/m)
  })

  it.each(documents)('%s goes to standard error where objects go to standard output', (format) => {
    const { stdout, stderr } = createTestRepository(faulty).run('render', '--stdout', '--format', format)
    expect(stdout).not.toContain('unknown-cluster')
    expect(stderr).toContain('unknown-cluster')
  })

  it('names files from the top of the Git repository, for every forge', () => {
    const repository = createTestRepository(faulty)
    repository.host.findRepository = (directory) => {
      expect(directory).toBe('/repo')
      return { workTree: '/', gitDirectory: '/.git', commonDirectory: '/.git' }
    }
    for (const format of documents) {
      const { stdout } = repository.run('validate', '--format', format)
      expect(pathsOf(format, stdout)).toStrictEqual(['repo/shop.yaml'])
    }
    expect(repository.run('validate', '--format', 'github').stdout).toMatch(/^::\w+ file=repo\/shop\.yaml,/)
    expect(repository.run('validate').stdout).toMatch(/^shop\.yaml:/)
  })

  it('needs no git', () => {
    const repository = createTestRepository(faulty)
    for (const error of [systemError('ENOENT', 'git'), new GitError('fatal: detected dubious ownership')]) {
      repository.host.runGit = () => {
        throw error
      }
      expect(repository.run('validate', '--format', 'github').stdout).toMatch(/^::\w+ file=shop\.yaml,/)
    }
  })

  it.each([
    [{ 'fedrender.yaml': 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n' }, 'fedrender.yaml'],
    [{}, 'shop.yaml'],
  ])('puts what concerns the whole run, with the files %j beside the sources, in %s', (others, expected) => {
    const repository = createTestRepository({ 'shop.yaml': namespaceYaml('shop'), ...others })
    for (const format of documents) {
      const { stdout } = repository.run('validate', '--format', format)
      expect(stdout).toContain('no-clusters')
      expect(pathsOf(format, stdout)).toContain(expected)
    }
  })

  it('has a place even where there is no repository', () => {
    const { exitCode, stdout } = createTestRepository({}).run('validate', 'absent', '--format', 'gitlab')
    expect(exitCode).toBe(2)
    expect(pathsOf('gitlab', stdout)).toStrictEqual(['fedrender.yaml'])
  })
})
