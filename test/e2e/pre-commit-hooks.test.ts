import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { readTree, writeTree } from '../helpers/read-tree.ts'
import { runCli, temporaryDirectory } from './run-cli.ts'

/** A hook as pre-commit reads it. */
interface Hook {
  readonly id: string
  readonly entry: string
  readonly language: string
  readonly files: string
  readonly pass_filenames: boolean
  readonly require_serial: boolean
}

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly Hook[]

const repository = temporaryDirectory()
afterAll(() => rmSync(repository, { recursive: true }))

/** Runs what a hook does, as pre-commit does without file names. */
function runHook(id: string): number | null {
  const [program, ...commandLine] = hooks.find((hook) => hook.id === id)?.entry.split(' ') ?? []
  expect(program).toBe('fedrender')
  return runCli(repository, commandLine).status
}

describe('.pre-commit-hooks.yaml', () => {
  it('has hooks that run a command of the package on the whole repository, once', () => {
    const { bin, scripts } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    for (const { entry, language, pass_filenames, require_serial, files } of hooks) {
      expect(Object.keys(bin ?? {})).toContain(entry.split(' ')[0])
      expect([language, pass_filenames, require_serial]).toStrictEqual(['node', false, true])
      for (const path of ['a.yaml', 'a/b.yml', 'c.json']) expect(path).toMatch(new RegExp(files))
      expect('README.md').not.toMatch(new RegExp(files))
    }
    // pre-commit installs from a clone, which has nothing built.
    expect(scripts).toHaveProperty('prepare')
  })

  it('has hooks that fail on faults, fail on what is stale, and render', () => {
    expect(hooks.map(({ id }) => id)).toStrictEqual([
      'fedrender-validate',
      'fedrender-check',
      'fedrender-render',
    ])
    writeTree(repository, new Map([['a.yaml', inventoryYaml('east') + namespaceYaml('shop')]]))
    expect(['fedrender-validate', 'fedrender-check'].map(runHook)).toStrictEqual([0, 1])
    expect(readTree(join(repository, 'rendered')).size).toBe(0)
    expect(['fedrender-render', 'fedrender-check'].map(runHook)).toStrictEqual([0, 0])
    writeTree(repository, new Map([['a.yaml', inventoryYaml('east', 'east')]]))
    expect(['fedrender-validate', 'fedrender-check', 'fedrender-render'].map(runHook)).toStrictEqual([
      2, 2, 2,
    ])
  })
})
