import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, scratchDirectory, write } from '../../helpers/git-repository.ts'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

const sources = {
  'fedrender.yaml': wavesConfig,
  'clusters.yaml': waveClusters,
  'settings.yaml': settingsYaml('one'),
}

interface Run {
  readonly exitCode: number
  readonly stderr: string
}

function renderWith(directory: string, ledger: string): Run {
  write(directory, { 'waves.yaml': ledger })
  return runInDirectory(directory, 'render')
}

describe('a ledger', () => {
  const head = gitHead

  it.each([
    ['--upload-pack=touch evil', 'wave-commit-invalid'],
    ['HEAD', 'wave-commit-invalid'],
    ['refs/heads/main', 'wave-commit-invalid'],
    ['abc1234', 'wave-commit-invalid'],
    ['"0123456789abcdef0123456789abcdef01234567\\n--evil"', 'wave-commit-invalid'],
    ['[main]', 'wave-commit-invalid'],
    ['0123456789abcdef0123456789abcdef01234567', 'wave-commit-missing'],
  ])('that holds a wave at %s is refused', (value, code) => {
    const directory = gitRepository(sources)
    const { exitCode, stderr } = renderWith(directory, ledgerYaml({ eu: value, us: head(directory) }))
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining(code)])
    expect(git(directory, 'status', '--short')).toBe('?? waves.yaml')
  })

  it.each([
    ['eu: ID\n  eu: ID\n  us: ID', 'yaml-duplicate-key'],
    ['eu: ID', 'wave-without-line'],
    ['eu: ID\n  us: ID\n  uk: ID', 'wave-unknown'],
    ['canary: ID\n  eu: ID\n  us: ID', 'wave-first-held'],
    ['eu: ID\n  us: ID\n---\napiVersion: fedrender.dev/v1alpha1\nkind: WaveLedger', 'schema-violation'],
  ])('that says %j is refused', (lines, code) => {
    const directory = gitRepository(sources)
    const text = ledgerYaml({}) + `  ${lines.replaceAll('ID', head(directory))}\n`
    expect(renderWith(directory, text)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(code) as string,
    })
  })

  it("names no commit that the base branch lacks, not even one of the change's own history", () => {
    const directory = gitRepository(sources)
    const reviewed = head(directory)
    git(directory, 'switch', '-q', '-c', 'change')
    const evil = commit(directory, { 'settings.yaml': settingsYaml('evil') })
    const ledger = ledgerYaml({ eu: evil, us: reviewed })
    commit(directory, { 'settings.yaml': settingsYaml('one'), 'waves.yaml': ledger })
    for (const words of [['render'], ['render', '--check'], ['diff'], ['publish', '--branch', 'x']]) {
      const { exitCode, stderr } = runInDirectory(directory, ...words)
      expect([words, exitCode, stderr]).toStrictEqual([
        words,
        2,
        expect.stringContaining('wave-commit-unreviewed'),
      ])
    }
  })

  it('names no commit of a branch called master, where the branch that is named as the base is another', () => {
    const directory = gitRepository(sources)
    const reviewed = head(directory)
    git(directory, 'update-ref', 'refs/remotes/origin/develop', reviewed)
    const pushed = commit(directory, { 'settings.yaml': settingsYaml('pushed') })
    git(directory, 'update-ref', 'refs/remotes/origin/master', pushed)
    write(directory, { 'waves.yaml': ledgerYaml({ eu: reviewed, us: pushed }) })
    const { exitCode, stderr } = runInDirectory(directory, 'diff', '--base', 'origin/develop')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('wave-commit-unreviewed')])
  })

  it('names no tag', () => {
    const directory = gitRepository(sources)
    git(directory, 'tag', '-a', '-m', 'x', 'v1')
    const tag = git(directory, 'rev-parse', 'v1')
    expect(renderWith(directory, ledgerYaml({ eu: tag, us: tag })).stderr).toContain('wave-commit-missing')
  })

  it('needs the history in a shallow clone, and says how to fetch it', () => {
    const origin = gitRepository(sources)
    const first = head(origin)
    commit(origin, { 'waves.yaml': ledgerYaml({ eu: first, us: first }) })
    const parent = scratchDirectory()
    git(parent, 'clone', '-q', '--depth=1', `file://${origin}`, 'clone')
    const { exitCode, stderr } = runInDirectory(`${parent}/clone`, 'render')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('git fetch --unshallow origin')])
    git(`${parent}/clone`, 'fetch', '-q', '--unshallow', 'origin')
    expect(runInDirectory(`${parent}/clone`, 'render').exitCode).toBe(0)
  })

  it('without waves in the settings is an error, as is one without a repository', () => {
    const directory = scratchDirectory()
    const ledger = ledgerYaml({ eu: 'a'.repeat(40), us: 'a'.repeat(40) })
    write(directory, { ...sources, 'waves.yaml': ledger })
    expect(runInDirectory(directory, 'render').stderr).toContain('waves-unreadable')
    write(directory, { 'fedrender.yaml': wavesConfig.replace(/^waves.*\n/m, '') })
    expect(runInDirectory(directory, 'render').stderr).toContain('wave-ledger-unused')
  })

  it('that is a link or a directory is not taken for one that is not there', () => {
    const directory = gitRepository(sources)
    const path = `${directory}/waves.yaml`
    symlinkSync('settings.yaml', path)
    for (const replace of [() => {}, () => mkdirSync(path)]) {
      replace()
      const { exitCode, stderr } = runInDirectory(directory, 'render')
      expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('waves.yaml is not a file')])
      rmSync(path, { recursive: true })
    }
  })

  it('that is not there holds nothing, and that is said', () => {
    const directory = scratchDirectory()
    write(directory, sources)
    const { exitCode, stderr } = runInDirectory(directory, 'render')
    expect([exitCode, stderr]).toStrictEqual([0, expect.stringContaining('waves-not-held')])
  })

  it('is nothing for sources that come from standard input', () => {
    const directory = gitRepository(sources)
    write(directory, { 'waves.yaml': ledgerYaml({ eu: head(directory), us: head(directory) }) })
    const host = { ...createNodeHost(), readStandardInput: () => Buffer.from('a: 1\n') }
    const { stderr } = createTestRepository({}).runOn({ host, directory }, 'render', '--also', '-')
    expect(stderr).toContain('waves-need-files')
  })
})

describe('the commit of a wave', () => {
  it('with errors is named with the lines of its sources', () => {
    const directory = gitRepository({ ...sources, 'broken.yaml': 'kind: {' })
    const broken = gitHead(directory)
    commit(directory, { 'broken.yaml': 'kind: ConfigMap\n' })
    const { exitCode, stderr } = renderWith(directory, ledgerYaml({ eu: broken, us: broken }))
    const name = broken.slice(0, 12)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`${name}:broken.yaml:1:`)
    expect(stderr).toContain(`The sources of ${name}, at which 2 waves, "eu", "us" are held, have errors.`)
  })

  it('with settings of another version is named with the lines of its settings', () => {
    const directory = gitRepository({
      ...sources,
      'fedrender.yaml': `${wavesConfig}requiredVersion: 99.0.0\n`,
    })
    const newer = gitHead(directory)
    commit(directory, { 'fedrender.yaml': wavesConfig })
    const { exitCode, stderr } = renderWith(directory, ledgerYaml({ eu: newer, us: newer }))
    expect([exitCode, stderr]).toStrictEqual([
      2,
      expect.stringContaining(`${newer.slice(0, 12)}:fedrender.yaml:4:`),
    ])
    expect(stderr).toContain('wave-in-error')
  })

  it('is judged by the tenants of today', () => {
    const tenants = `tenants:
  - {name: web, sources: ["settings.yaml"], namespaces: [shop], types: ["*"], clusters: ["*"]}
  - {name: fleet, sources: ["clusters.yaml", "waves.yaml"], fleet: true, namespaces: ["*"], types: ["*"], clusters: ["*"]}
`
    const directory = gitRepository({
      ...sources,
      'settings.yaml': settingsYaml('one').replaceAll('shop', 'admin'),
    })
    const wide = gitHead(directory)
    commit(directory, { 'settings.yaml': settingsYaml('one'), 'fedrender.yaml': wavesConfig + tenants })
    const { exitCode, stderr } = renderWith(directory, ledgerYaml({ eu: wide, us: wide }))
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('tenant-namespace-denied')])
    expect(stderr).toContain(`${wide.slice(0, 12)}:settings.yaml`)
  })
})

function gitHead(directory: string): string {
  return git(directory, 'rev-parse', 'HEAD')
}
