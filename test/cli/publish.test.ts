import { runInDirectory } from '../helpers/run-in-directory.ts'
import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { type CommandResult } from '../helpers/test-repository.ts'

const shop = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'one', '{clusters: [{name: east}]}'),
}
const two = { 'shop.yaml': shop['shop.yaml'].replace('one', 'two') }

function publish(directory: string, ...words: readonly string[]): CommandResult {
  return runInDirectory(directory, 'publish', '--branch', 'rendered', ...words)
}

function filesAt(directory: string, ref = 'rendered'): readonly string[] {
  return git(directory, 'ls-tree', '-r', '--name-only', ref).split('\n')
}

describe('publish', () => {
  it('commits the output of HEAD to a branch of its own, whatever the work tree holds', () => {
    const directory = gitRepository(shop)
    const head = git(directory, 'rev-parse', 'HEAD')
    const status = git(directory, 'status', '--porcelain')
    const { exitCode, stdout, stderr } = publish(directory)
    expect(exitCode).toBe(0)
    expect(stdout.trim()).toBe(git(directory, 'rev-parse', 'rendered'))
    expect(stderr).toMatch(
      /^published [0-9a-f]{12} to rendered, a new branch of 3 files: wrote 3 files, 0 unchanged, 0 pruned, 0 held; effect [0-9a-f]{64}\n$/,
    )
    expect(filesAt(directory)).toStrictEqual([
      '.gitattributes',
      'clusters/east/_cluster/namespaces/shop.yaml',
      'clusters/east/hydrator.metadata',
      'clusters/east/shop/configmaps/settings.yaml',
      'clusters/west/_cluster/namespaces/shop.yaml',
      'clusters/west/hydrator.metadata',
      'hydrator.metadata',
    ])
    expect(git(directory, 'log', '-1', '--format=%B', 'rendered').trim()).toBe(`change\n\nDry-SHA: ${head}`)
    expect(git(directory, 'log', '-1', '--format=%an %ae %aI %cI', 'rendered')).toBe(
      git(directory, 'log', '-1', '--format=%an %ae %aI %cI', 'HEAD'),
    )
    expect(git(directory, 'status', '--porcelain')).toBe(status)
    expect(git(directory, 'for-each-ref', 'refs/fedrender')).toBe('')
  })

  it("writes the metadata as Argo CD's hydrator does, a cluster's only where the cluster changes", () => {
    const directory = gitRepository(shop)
    git(directory, 'config', 'remote.origin.url', 'https://user:token@git.example.com/fleet.git')
    const first = git(directory, 'rev-parse', 'HEAD')
    publish(directory)
    const second = commit(directory, two)
    expect(publish(directory).exitCode).toBe(0)
    const show = (path: string): string => git(directory, 'show', `rendered:${path}`)
    expect(show('hydrator.metadata')).toBe(`{
  "repoURL": "https://git.example.com/fleet.git",
  "drySha": "${second}",
  "author": "a <a@example.com>",
  "date": "2026-01-01T00:00:00Z",
  "subject": "change"
}`)
    expect(show('clusters/east/hydrator.metadata')).toBe(`{
  "repoURL": "https://git.example.com/fleet.git",
  "drySha": "${second}",
  "commands": [
    "fedrender render --cluster east"
  ]
}`)
    expect(JSON.parse(show('clusters/west/hydrator.metadata'))).toMatchObject({ drySha: first })
    expect(git(directory, 'diff', '--name-only', 'rendered~', 'rendered').split('\n')).toStrictEqual([
      'clusters/east/hydrator.metadata',
      'clusters/east/shop/configmaps/settings.yaml',
      'hydrator.metadata',
    ])
  })

  it('makes one commit for each commit of the sources, also where no file changes', () => {
    const directory = gitRepository(shop)
    publish(directory)
    const again = publish(directory)
    expect(again).toMatchObject({ exitCode: 0, stdout: '' })
    expect(again.stderr).toMatch(/ is published to rendered already\n$/)
    commit(directory, { 'README.md': 'nothing to render' })
    expect(publish(directory).stderr).toMatch(/effect none\n$/)
    expect(git(directory, 'rev-list', '--count', 'rendered')).toBe('2')
  })

  it('gives the same commit the same id wherever it is published', () => {
    const directory = gitRepository(shop)
    const other = `${scratchDirectory()}/bare.git`
    git(directory, 'clone', '-q', '--bare', '.', other)
    expect(publish(directory, '--repo', other).stdout).toBe(publish(directory).stdout)
  })

  it('refuses an older commit, and one that does not build on what is published', () => {
    const directory = gitRepository(shop)
    const old = git(directory, 'rev-parse', 'HEAD')
    commit(directory, two)
    publish(directory)
    const tip = git(directory, 'rev-parse', 'rendered')
    git(directory, 'checkout', '-q', old)
    expect(publish(directory)).toMatchObject({ exitCode: 2, stdout: '' })
    expect(publish(directory).stderr).toContain('error publish-superseded: The commit')
    expect(publish(directory).stderr).toContain('is older than')
    commit(directory, { 'other.yaml': '' })
    expect(publish(directory).stderr).toContain('does not build on')
    expect(git(directory, 'rev-parse', 'rendered')).toBe(tip)
  })

  it('asks for the commit that is published where the clone lacks it', () => {
    const directory = gitRepository(shop)
    commit(directory, two)
    const bare = `${scratchDirectory()}/bare.git`
    git(directory, 'clone', '-q', '--bare', '.', bare)
    publish(directory, '--repo', bare)
    const older = gitRepository({ ...shop, 'other.yaml': '' })
    const { exitCode, stderr } = publish(older, '--repo', bare)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(
      /error publish-source-unknown: .*\n {2}fix: Fetch it first, with: git fetch origin [0-9a-f]{40}/,
    )
  })

  it('asks for the whole history of a clone whose history is cut off', () => {
    const directory = gitRepository(shop)
    const bare = `${scratchDirectory()}/bare.git`
    git(directory, 'clone', '-q', '--bare', '.', bare)
    publish(directory, '--repo', bare)
    commit(directory, {})
    commit(directory, two)
    const shallow = `${scratchDirectory()}/shallow`
    git(directory, 'clone', '-q', '--depth=1', `file://${directory}`, shallow)
    expect(publish(shallow, '--repo', bare).stderr).toContain(
      'fix: Fetch it first, with: git fetch --unshallow origin',
    )
    git(shallow, 'fetch', '-q', '--unshallow', 'origin')
    expect(publish(shallow, '--repo', bare).exitCode).toBe(0)
  })

  it.each([
    ['https://user:p@ss@git.example.com/fleet.git', 'https://git.example.com/fleet.git'],
    ['HTTPS://user:token@git.example.com/fleet.git', 'HTTPS://git.example.com/fleet.git'],
    ['https://git.example.com/fleet.git?private_token=x', 'https://git.example.com/fleet.git'],
    ['git@git.example.com:fleet.git', 'git@git.example.com:fleet.git'],
  ])('writes no credential of the address %s', (address, expected) => {
    const directory = gitRepository(shop)
    git(directory, 'config', 'remote.origin.url', address)
    publish(directory)
    const { repoURL } = JSON.parse(git(directory, 'show', 'rendered:hydrator.metadata')) as {
      repoURL: string
    }
    expect(repoURL).toBe(expected)
  })

  it('runs no hook', () => {
    const directory = gitRepository(shop)
    write(directory, { '.git/hooks/reference-transaction': '#!/bin/sh\nexit 1\n' })
    chmodSync(`${directory}/.git/hooks/reference-transaction`, 0o755)
    expect(publish(directory).exitCode).toBe(0)
  })

  it('deletes what is no longer rendered, and a directory with its metadata, once the guard lets it', () => {
    const directory = gitRepository(shop)
    publish(directory)
    commit(directory, { 'clusters.yaml': clusterYaml('east') })
    const refused = publish(directory)
    expect(refused.exitCode).toBe(2)
    const [, digest = ''] = /--approve-prune ([0-9a-f]{16})/.exec(refused.stderr) ?? []
    expect(publish(directory, '--approve-prune', digest).exitCode).toBe(0)
    expect(filesAt(directory).filter((path) => path.startsWith('clusters/west'))).toStrictEqual([])
  })

  it('leaves as it is what is held, and what somebody else put there', () => {
    const directory = gitRepository(shop)
    publish(directory)
    git(directory, 'checkout', '-q', 'rendered')
    const [tip, head] = [git(directory, 'rev-parse', 'rendered'), git(directory, 'rev-parse', 'main')]
    commit(directory, { 'NOTES.md': 'by hand' })
    git(directory, 'commit', '-q', '--amend', '-m', `by hand\n\nDry-SHA: ${head}`)
    git(directory, 'checkout', '-q', 'main')
    const offline = '{conditions: [{type: Ready, status: "False"}]}'
    commit(directory, {
      'clusters.yaml': clusterYaml('east', '{}', offline) + clusterYaml('west'),
      'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'one', '{clusters: []}'),
    })
    expect(publish(directory).stderr).toMatch(/0 pruned, 1 held/)
    expect(filesAt(directory)).toContain('NOTES.md')
    expect(filesAt(directory)).toContain('clusters/east/shop/configmaps/settings.yaml')
    expect(git(directory, 'rev-parse', 'rendered~2')).toBe(tip)
  })

  it('refuses to overwrite what somebody else put where a rendered file must go', () => {
    const directory = gitRepository(shop)
    publish(directory)
    const tip = git(directory, 'rev-parse', 'rendered')
    const head = git(directory, 'rev-parse', 'main')
    git(directory, 'checkout', '-q', 'rendered')
    const path = 'clusters/east/shop/configmaps/more.yaml'
    commit(directory, { [path]: 'by: hand' })
    git(directory, 'commit', '-q', '--amend', '-m', `by hand\n\nDry-SHA: ${head}`)
    git(directory, 'checkout', '-q', 'main')
    commit(directory, { 'more.yaml': configMapYaml('shop/more', 'one') })
    const refused = publish(directory)
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toContain(`error output-file-foreign: The file "${path}"`)
    expect(git(directory, 'rev-parse', 'rendered~1')).toBe(tip)
  })

  it.each([
    ['that is checked out', 'main', 'it is checked out'],
    ['of somebody else', 'theirs', 'has no hydrator.metadata that names a commit'],
    ['with a name that is none', 'a..b', 'no branch can be called so'],
    ['with the name of an option', '-x', 'no branch can be called so'],
    ['called HEAD', 'HEAD', 'no branch can be called so'],
    ['with a path of Git', 'refs/heads/x', 'it is a path of Git'],
  ])('refuses a branch %s', (_, branch, problem) => {
    const directory = gitRepository(shop)
    git(directory, 'branch', 'theirs')
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'publish', `--branch=${branch}`)
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain('error publish-branch-invalid')
    expect(stderr).toContain(problem)
  })

  it('publishes nothing where the sources are in error', () => {
    const directory = gitRepository({ ...shop, 'lost.yaml': configMapYaml('nowhere/lost') })
    expect(publish(directory)).toMatchObject({ exitCode: 2, stdout: '' })
    expect(git(directory, 'for-each-ref', 'refs/heads/rendered')).toBe('')
  })

  it('says what is wrong where there is no commit, or no repository', () => {
    const empty = scratchDirectory()
    expect(publish(empty).stderr).toContain('error publish-failed')
    git(empty, 'init', '-q')
    expect(publish(empty)).toMatchObject({ exitCode: 2 })
    expect(publish(empty).stderr).toContain('HEAD has no commit yet')
  })
})

describe('publish --expect', () => {
  const effectOf = ({ stdout }: CommandResult): string => /Effect ([0-9a-f]{64})\./.exec(stdout)?.[1] ?? ''

  it('publishes the effect that diff printed in the pull request', () => {
    const directory = gitRepository(shop)
    publish(directory)
    git(directory, 'checkout', '-q', '-b', 'change')
    commit(directory, two)
    for (const format of ['text', 'markdown', 'json']) {
      const { stdout } = runInDirectory(directory, 'diff', '-o', format)
      expect(stdout).toContain(effectOf(runInDirectory(directory, 'diff')))
    }
    const effect = effectOf(runInDirectory(directory, 'diff'))
    expect(effect).not.toBe('')
    git(directory, 'checkout', '-q', 'main')
    git(directory, 'merge', '-q', 'change')
    expect(publish(directory, '--expect', effect)).toMatchObject({ exitCode: 0 })
  })

  it('publishes it too where others were merged and published before', () => {
    const directory = gitRepository(shop)
    publish(directory)
    git(directory, 'checkout', '-q', '-b', 'change')
    commit(directory, two)
    const effect = effectOf(runInDirectory(directory, 'diff'))
    git(directory, 'checkout', '-q', 'main')
    commit(directory, { 'other.yaml': configMapYaml('shop/other') })
    publish(directory)
    git(directory, 'merge', '-q', 'change', '-m', 'merge')
    expect(publish(directory, '--expect', effect)).toMatchObject({ exitCode: 0 })
  })

  it('refuses any other effect, and names what it would do', () => {
    const directory = gitRepository(shop)
    publish(directory)
    git(directory, 'checkout', '-q', '-b', 'change')
    commit(directory, two)
    const effect = effectOf(runInDirectory(directory, 'diff'))
    commit(directory, { 'other.yaml': configMapYaml('shop/other') })
    const { exitCode, stdout, stderr } = publish(directory, '--expect', effect)
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain(`error publish-effect-differs`)
    expect(stderr).toContain('configmaps shop/other in 2 clusters: east, west')
    expect(git(directory, 'rev-list', '--count', 'rendered')).toBe('1')
  })
})
