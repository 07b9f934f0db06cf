import { runInDirectory } from '../helpers/run-in-directory.ts'
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

const config = (settings: string): string =>
  `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${settings}\n`

const shop = {
  'clusters.yaml': clusterYaml('a', '{region: eu}') + clusterYaml('b', '{region: us}'),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': configMapYaml('shop/web', 'one'),
}
const broken = configMapYaml('shop/web', 'two', '{clusterSelector: {matchLabels: [x]}}')

const changed = (from: string, to: string): string => `    ~ /data/key: "${from}" → "${to}"`

describe('fedrender diff', () => {
  it('finds nothing where nothing changed, and exits 0', () => {
    expect(runInDirectory(gitRepository(shop), 'diff')).toEqual({
      exitCode: 0,
      stdout: 'Nothing changes in any cluster.\n',
      stderr: '',
    })
  })

  it('compares uncommitted work with HEAD on the default branch, and exits 1', () => {
    const directory = gitRepository(shop)
    write(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff')
    expect([exitCode, stderr]).toEqual([1, ''])
    expect(stdout).toContain('configmaps shop/web')
    expect(stdout).toContain(changed('one', 'two'))
  })

  it('compares a branch with where it left the default branch, whatever came to that since', () => {
    const directory = gitRepository(shop)
    git(directory, 'checkout', '-q', '-b', 'feature')
    commit(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
    git(directory, 'checkout', '-q', 'main')
    commit(directory, { 'other.yaml': configMapYaml('shop/other') })
    git(directory, 'checkout', '-q', 'feature')
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff')
    expect([exitCode, stderr]).toEqual([1, ''])
    expect(stdout).toContain(changed('one', 'two'))
    expect(stdout).not.toContain('shop/other')
  })

  it('takes --base as it is, and tells where HEAD does not build on it', () => {
    const directory = gitRepository(shop)
    const fork = git(directory, 'rev-parse', 'HEAD').slice(0, 12)
    git(directory, 'checkout', '-q', '-b', 'feature')
    commit(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
    git(directory, 'checkout', '-q', 'main')
    commit(directory, { 'other.yaml': configMapYaml('shop/other') })
    git(directory, 'checkout', '-q', 'feature')
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff', '--base', 'main')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('shop/other')
    expect(stderr).toBe(
      'info base-not-ancestor: HEAD does not build on "main", so changes that only the base has are shown as undone.\n' +
        `  fix: For the changes of this branch alone, compare with the commit where it began: --base ${fork}\n`,
    )
    expect(runInDirectory(directory, 'diff', '--base', 'HEAD~1')).toMatchObject({ exitCode: 1, stderr: '' })
  })

  it.each(['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'])(
    'knows %s as the default',
    (name) => {
      const directory = gitRepository(shop)
      commit(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
      git(directory, 'checkout', '-q', '--detach')
      git(directory, 'branch', '-q', '-D', 'main')
      expect(runInDirectory(directory, 'diff')).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('error base-unknown') as string,
      })
      const reference = name.startsWith('origin/') ? `refs/remotes/${name}` : `refs/heads/${name}`
      git(directory, 'update-ref', reference, 'HEAD~1')
      expect(runInDirectory(directory, 'diff').stdout).toContain(changed('one', 'two'))
    },
  )

  it('names the base with its errors, writes nothing, and exits 2', () => {
    const directory = gitRepository({ ...shop, 'web.yaml': broken })
    write(directory, shop)
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff', '--base', 'main')
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^main:web\.yaml:\d+:\d+: error schema-violation/)
    expect(stderr).toContain('error base-in-error: The sources of the base "main" have errors')
    expect(runInDirectory(directory, 'diff').stderr).toMatch(/^HEAD:web\.yaml:/)
  })

  it('tells the errors of both sides apart', () => {
    const directory = gitRepository({ ...shop, 'web.yaml': broken })
    write(directory, { 'shop.yaml': '{' })
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff')
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^shop\.yaml:1:/m)
    expect(stderr).toMatch(/^HEAD:web\.yaml:/m)
    expect(stderr).not.toMatch(/^HEAD:shop\.yaml:/m)
  })

  it('takes warnings for errors under --strict, those of the base apart', () => {
    const nowhere = configMapYaml('shop/web', 'one', '{clusters: [{name: nowhere}]}')
    const directory = gitRepository({ ...shop, 'web.yaml': nowhere })
    expect(runInDirectory(directory, 'diff')).toMatchObject({ exitCode: 0 })
    expect(runInDirectory(directory, 'diff', '--strict')).toMatchObject({ exitCode: 2, stdout: '' })
    write(directory, shop)
    expect(runInDirectory(directory, 'diff', '--strict')).toMatchObject({ exitCode: 1, stderr: '' })
  })

  it('reads the configuration of each side from that side', () => {
    const directory = gitRepository({ ...shop, 'old/ignored.yaml': broken })
    commit(directory, { 'fedrender.yaml': config('output: out\nsources: ["*.yaml"]'), 'out/x.yaml': broken })
    git(directory, 'rm', '-q', '-r', 'old')
    expect(runInDirectory(directory, 'diff')).toMatchObject({ exitCode: 0 })
    const { exitCode, stderr } = runInDirectory(directory, 'diff', '--base', 'HEAD~1')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^HEAD~1:old\/ignored\.yaml:/m)
    expect(stderr).not.toMatch(/out\/x\.yaml/)
  })

  it('takes no configuration from a link of the base that leads out of the repository', () => {
    const directory = gitRepository(shop)
    symlinkSync('/etc/passwd', `${directory}/fedrender.yaml`)
    commit(directory, {})
    rmSync(`${directory}/fedrender.yaml`)
    const { exitCode, stderr } = runInDirectory(directory, 'diff')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('HEAD: The configuration file "fedrender.yaml" cannot be read: it is a link')
  })

  it('takes a repository that the base does not have for a new one', () => {
    const directory = gitRepository({ 'README.md': 'hello' })
    write(directory, Object.fromEntries(Object.entries(shop).map(([path, text]) => [`fleet/${path}`, text])))
    const { exitCode, stdout } = runInDirectory(directory, 'diff', 'fleet')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('shop/web')
    expect(stdout).toContain('added')
    renameSync(`${directory}/fleet`, `${directory}/other`)
    expect(runInDirectory(directory, 'diff')).toMatchObject({ exitCode: 1, stderr: '' })
  })

  it('compares a directory of a linked work tree, whatever its name', () => {
    const name = 'fle et/ü "x"'
    const main = gitRepository(
      Object.fromEntries(Object.entries(shop).map(([path, text]) => [`${name}/${path}`, text])),
    )
    const linked = `${scratchDirectory()}/linked`
    git(main, 'worktree', 'add', '-q', linked)
    write(`${linked}/${name}`, { 'web.yaml': configMapYaml('shop/web', 'two') })
    expect(runInDirectory(linked, 'diff', name).stdout).toContain(changed('one', 'two'))
    expect(runInDirectory(`${linked}/${name}`, 'diff').stdout).toContain(changed('one', 'two'))
    expect(runInDirectory(main, 'diff', name).exitCode).toBe(0)
  })

  it('finds no change where Git checks files out with other line ends', () => {
    const directory = gitRepository(shop)
    git(directory, 'config', 'core.autocrlf', 'true')
    for (const path of Object.keys(shop)) rmSync(`${directory}/${path}`)
    git(directory, 'checkout', '-q', '--', '.')
    expect(runInDirectory(directory, 'diff')).toMatchObject({ exitCode: 0 })
  })

  it('plans each side from its own last output', () => {
    const directory = gitRepository({
      ...shop,
      'fedrender.yaml': config('scheduling: {current: rendered}'),
      'web.yaml': federatedYaml('Deployment', 'shop/web', `template: ${deployment}`) + preference(3),
    })
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    commit(directory, {})
    expect(runInDirectory(directory, 'diff')).toMatchObject({ exitCode: 0 })
    write(directory, {
      'web.yaml': federatedYaml('Deployment', 'shop/web', `template: ${deployment}`) + preference(4),
    })
    rmSync(`${directory}/rendered`, { recursive: true })
    const { exitCode, stdout } = runInDirectory(directory, 'diff')
    expect(exitCode).toBe(1)
    expect(stdout).toContain('/spec/replicas')
  })

  it('holds what the work tree holds', () => {
    const directory = gitRepository(shop)
    write(directory, {
      'clusters.yaml':
        clusterYaml('a', '{region: eu}') +
        clusterYaml('b', '{region: us}', '{conditions: [{type: Ready, status: "False"}]}'),
      'web.yaml': '',
    })
    const { stdout } = runInDirectory(directory, 'diff')
    expect(stdout).toMatch(/removed in a$/m)
    expect(stdout).toMatch(/held .*b/m)
  })

  it('writes markdown of bounded size, and JSON', () => {
    const directory = gitRepository(shop)
    write(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
    const markdown = runInDirectory(directory, 'diff', '-o', 'markdown').stdout
    expect(markdown).toContain('<!-- fedrender diff -->')
    const short = runInDirectory(directory, 'diff', '-o', 'markdown', '--max-bytes', '200').stdout
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(200)
    const json = JSON.parse(runInDirectory(directory, 'diff', '--output', 'json').stdout) as object
    expect(json).toMatchObject({ kind: 'FleetDiff', changes: [{ kind: 'changed' }] })
  })
})

const deployment =
  '{spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx}]}}}}'

const preference = (totalReplicas: number): string => `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: ${totalReplicas}, clusters: {a: {weight: 1}, b: {weight: 1}}}
`

describe('a base that is not there', () => {
  it.each([
    ['nowhere', 'base-not-found', 'git fetch origin nowhere:nowhere'],
    ['-x', 'base-not-found', 'git fetch origin'],
    ['HEAD:web.yaml', 'base-not-found', 'is not a commit'],
    ['', 'base-not-found', 'git fetch origin'],
  ])('is reported: %s', (base, code, text) => {
    const { exitCode, stdout, stderr } = runInDirectory(gitRepository(shop), 'diff', `--base=${base}`)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`error ${code}: `)
    expect(stderr).toContain(text)
  })

  it('is reported before the first commit, where another branch can still be named', () => {
    const directory = gitRepository(shop)
    git(directory, 'checkout', '-q', '--orphan', 'new')
    write(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
    expect(runInDirectory(directory, 'diff').stderr).toContain('HEAD has no commit yet')
    expect(runInDirectory(directory, 'diff', '--base', 'main')).toMatchObject({ exitCode: 1, stderr: '' })
  })

  it('is not looked for where there is no repository to render', () => {
    const { exitCode, stderr } = runInDirectory(scratchDirectory(), 'diff', 'nowhere')
    expect(exitCode).toBe(2)
    expect(stderr).toBe(
      'error source-directory-missing: "nowhere" is not a directory.\n  fix: Name the directory that holds the sources.\n',
    )
  })

  it('is reported without Git, outside a repository and in a bare one', () => {
    const directory = scratchDirectory()
    write(directory, shop)
    expect(runInDirectory(directory, 'diff')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('base-unreadable') as string,
    })
    git(directory, 'init', '-q', '--bare')
    expect(runInDirectory(directory, 'diff').stderr).toContain('not a git repository')
    const path = process.env['PATH']
    process.env['PATH'] = '/nowhere'
    try {
      expect(runInDirectory(directory, 'diff').stderr).toContain('git is not installed')
    } finally {
      process.env['PATH'] = path
    }
  })
})

/** A repository to clone: `main`, and one commit on top of it, `feature`. */
function origin(): string {
  const directory = gitRepository(shop)
  commit(directory, { 'other.yaml': configMapYaml('shop/other') })
  git(directory, 'checkout', '-q', '-b', 'feature')
  commit(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
  git(directory, 'checkout', '-q', 'main')
  git(directory, 'config', 'uploadpack.allowFilter', 'true')
  git(directory, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  return directory
}

function clone(...options: readonly string[]): string {
  const directory = scratchDirectory()
  git(directory, 'clone', '-q', ...options, `file://${origin()}`, 'clone')
  return `${directory}/clone`
}

/** What a command line gives once every command was run by which it says to fetch what it lacks; two are enough for any clone. */
function afterFetching(directory: string, commandLine: readonly string[]): ReturnType<typeof runInDirectory> {
  for (let fetches = 0; ; fetches++) {
    const run = runInDirectory(directory, ...commandLine)
    const command = /fetch it first, with: git (.*)$/im.exec(run.stderr)?.[1]
    if (command === undefined || fetches === 2) return run
    git(directory, ...command.split(' '))
  }
}

describe('a clone with a part of the history', () => {
  it.each([
    [['--depth=1'], ['--base', 'origin/main']],
    [['--depth=1'], ['--base', 'HEAD~1']],
    [['--depth=1'], ['--base', 'main']],
    [['--depth=1'], []],
    [
      ['--filter=blob:none', '--single-branch'],
      ['--base', 'origin/main'],
    ],
    [['--filter=blob:none', '--single-branch'], []],
  ])('made with %j, is compared by diff %j after the commands that are printed', (cloning, options) => {
    const directory = clone(...cloning, '--branch=feature')
    const first = runInDirectory(directory, 'diff', ...options)
    expect([first.exitCode, first.stdout]).toEqual([2, ''])
    const last = afterFetching(directory, ['diff', ...options])
    expect([last.exitCode, last.stderr]).toEqual([1, ''])
    expect(last.stdout).toContain(changed('one', 'two'))
    expect(last.stdout).not.toContain('shop/other')
  })

  it('is compared at once where it has the base', () => {
    expect(runInDirectory(clone('--depth=1'), 'diff')).toMatchObject({ exitCode: 0 })
    const partial = clone('--filter=blob:none', '--branch=feature')
    expect(runInDirectory(partial, 'diff').stderr).toContain('this clone lacks the object')
    expect(afterFetching(partial, ['diff']).stdout).toContain(changed('one', 'two'))
  })

  it('without the files of the base says so where their remote is gone', () => {
    const partial = clone('--filter=blob:none', '--branch=feature')
    git(partial, 'remote', 'set-url', 'origin', 'https://user:token@localhost:1/gone')
    const { exitCode, stdout, stderr } = runInDirectory(partial, 'diff')
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('error base-unreadable')
    expect(stderr).not.toContain('token')
  })
})

describe('fedrender diff --rendered', () => {
  it('compares the committed output, whatever the sources say', () => {
    const directory = gitRepository({ ...shop, 'notes.yaml': 'foreign: true\n' })
    runInDirectory(directory, 'render')
    commit(directory, { 'rendered/clusters/a/notes.yaml': 'foreign: true\n' })
    write(directory, { 'web.yaml': configMapYaml('shop/web', 'two') })
    expect(runInDirectory(directory, 'diff', '--rendered')).toMatchObject({ exitCode: 0 })
    runInDirectory(directory, 'render')
    write(directory, { 'web.yaml': '{' })
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'diff', '--rendered')
    expect(exitCode).toBe(1)
    expect(stdout).toContain(changed('one', 'two'))
    expect(stderr).toContain('"HEAD:rendered/clusters/a/notes.yaml"')
    expect(stderr).toContain('"rendered/clusters/a/notes.yaml"')
  })

  it('reads the output where the base has it', () => {
    const directory = gitRepository({ ...shop, 'fedrender.yaml': config('output: out') })
    runInDirectory(directory, 'render')
    commit(directory, {})
    renameSync(`${directory}/out`, `${directory}/rendered`)
    write(directory, { 'fedrender.yaml': config('output: rendered') })
    expect(runInDirectory(directory, 'diff', '--rendered')).toMatchObject({ exitCode: 0, stderr: '' })
  })

  it('describes clusters by the labels of the inventory', () => {
    const directory = gitRepository({
      ...shop,
      'clusters.yaml':
        ['a', 'b', 'c', 'd'].map((name) => clusterYaml(`cluster-${name}`, '{r: x}')).join('') +
        clusterYaml('e'),
      'web.yaml': configMapYaml('shop/web', 'one', '{clusterSelector: {matchLabels: {r: x}}}'),
    })
    runInDirectory(directory, 'render')
    commit(directory, {
      'web.yaml': configMapYaml('shop/web', 'two', '{clusterSelector: {matchLabels: {r: x}}}'),
    })
    runInDirectory(directory, 'render')
    expect(runInDirectory(directory, 'diff', '--rendered').stdout).toContain('all 4 with r=x')
  })

  it('names files that hold no object, and outputs that are empty', () => {
    const directory = gitRepository(shop)
    expect(runInDirectory(directory, 'diff', '--rendered').stderr).toContain('warning rendered-empty')
    runInDirectory(directory, 'render')
    commit(directory, {})
    const header = '# Code generated by fedrender. DO NOT EDIT.\n'
    write(directory, { 'rendered/clusters/a/shop/configmaps/web.yaml': `${header}{` })
    const first = runInDirectory(directory, 'diff', '--rendered')
    expect([first.exitCode, first.stdout]).toEqual([2, ''])
    expect(first.stderr).toMatch(/^rendered\/clusters\/a\/shop\/configmaps\/web\.yaml:\d+:\d+: error/)
    write(directory, { 'rendered/clusters/a/shop/configmaps/web.yaml': header })
    expect(runInDirectory(directory, 'diff', '--rendered').stderr).toContain('error rendered-file-invalid')
  })
})

describe('fedrender diff --before --after', () => {
  it('compares two output directories', () => {
    const directory = scratchDirectory()
    write(directory, shop)
    for (const [value, name] of [
      ['one', 'before'],
      ['two', 'after'],
    ]) {
      write(directory, { 'web.yaml': configMapYaml('shop/web', value) })
      runInDirectory(directory, 'render', '--out', name ?? '')
    }
    const { exitCode, stdout, stderr } = runInDirectory(
      directory,
      'diff',
      '--before',
      'before',
      '--after',
      'after/',
    )
    expect([exitCode, stderr]).toEqual([1, ''])
    expect(stdout).toContain(changed('one', 'two'))
    expect(runInDirectory(directory, 'diff', '--before', 'before', '--after', 'before')).toMatchObject({
      exitCode: 0,
    })
  })

  it('refuses what is no output directory', () => {
    const directory = scratchDirectory()
    write(directory, { file: '' })
    mkdirSync(`${directory}/empty`)
    symlinkSync('gone', `${directory}/dangling`)
    const run = (name: string): string =>
      runInDirectory(directory, 'diff', '--before', name, '--after', 'empty').stderr
    expect(run('nowhere')).toContain('error rendered-directory-missing: "nowhere" is not a directory.')
    expect(run('file')).toContain('error rendered-directory-missing')
    expect(run('dangling')).toContain('error rendered-unreadable')
    expect(run('empty')).toContain('warning rendered-empty: The output "empty/" holds no rendered object.')
  })

  it('goes with neither one of them alone nor the options of a repository', () => {
    for (const options of [
      ['--before', 'a'],
      ['--after', 'a'],
      ['--before', 'a', '--after', 'b', '--base', 'c'],
    ]) {
      expect(runInDirectory(scratchDirectory(), 'diff', ...options)).toMatchObject({
        exitCode: 2,
        stdout: '',
      })
    }
  })
})
