import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../src/host/host.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import { commit, git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult } from '../helpers/test-repository.ts'

const shop = (value: string): Record<string, string> => ({
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', value),
})

function publish(directory: string, words: readonly string[], host: Host = createNodeHost()): CommandResult {
  return createTestRepository({}).runOn({ host, directory }, 'publish', '--branch', 'rendered', ...words)
}

/** A bare repository with a branch `main`, and a clone of it. */
function remoteAndClone(): readonly [remote: string, clone: string] {
  const sources = gitRepository(shop('one'))
  const remote = `${scratchDirectory()}/remote.git`
  git(sources, 'clone', '-q', '--bare', '.', remote)
  return [remote, clone(remote)]
}

function clone(remote: string, ...options: readonly string[]): string {
  const directory = `${scratchDirectory()}/clone`
  git(remote, 'clone', '-q', ...options, `file://${remote}`, directory)
  return directory
}

/** Commits to `main` in a clone and pushes that. */
function change(directory: string, files: Readonly<Record<string, string>>): string {
  const head = commit(directory, files)
  git(directory, 'push', '-q', 'origin', 'HEAD:main')
  return head
}

/** How many commits the branch has at a remote, and which commit the last one was rendered from. */
function publishedAt(remote: string): readonly [count: string, source: string] {
  const source = git(remote, 'log', '-1', '--format=%(trailers:key=Dry-SHA,valueonly)', 'refs/heads/rendered')
  return [git(remote, 'rev-list', '--count', 'refs/heads/rendered'), source.trim()]
}

describe('publish in a fresh clone', () => {
  it("goes on from the remote's branch, with the guard and what is held", () => {
    const [remote, directory] = remoteAndClone()
    publish(directory, ['--push'])
    const fresh = clone(remote)
    commit(fresh, { 'clusters.yaml': clusterYaml('east') })
    const refused = publish(fresh, [])
    expect([refused.exitCode, git(fresh, 'branch', '--list', 'rendered')]).toStrictEqual([2, ''])
    expect(refused.stderr).toContain('error prune-guard')
    commit(fresh, shop('two'))
    expect(publish(fresh, []).stderr).toContain('to rendered: wrote 2 files, 2 unchanged, 0 pruned, 0 held')
    expect(git(fresh, 'rev-parse', 'rendered~')).toBe(git(fresh, 'rev-parse', 'origin/rendered'))
  })

  it('makes the branch also where there is nothing to publish, and moves one that was left after the remote', () => {
    const [remote, directory] = remoteAndClone()
    publish(directory, ['--push'])
    const fresh = clone(remote)
    expect(publish(fresh, []).stderr).toContain('is published to rendered already')
    expect(git(fresh, 'rev-parse', 'rendered')).toBe(git(remote, 'rev-parse', 'rendered'))
    change(directory, shop('two'))
    publish(directory, ['--push'])
    git(fresh, 'pull', '-q')
    change(fresh, shop('three'))
    expect(publish(fresh, []).exitCode).toBe(0)
    expect(git(fresh, 'rev-parse', 'rendered~')).toBe(git(remote, 'rev-parse', 'rendered'))
  })

  it.each([[['--single-branch']], [['--depth=1']]])(
    'is refused where only the remote may have the branch (%s), until it was asked',
    (options) => {
      const [remote, directory] = remoteAndClone()
      publish(directory, ['--push'])
      const fresh = clone(remote, ...options)
      const { exitCode, stderr } = publish(fresh, [])
      expect(exitCode).toBe(2)
      expect(stderr).toContain(
        'it is not here, and origin may have it, of which not all branches were fetched',
      )
      expect(stderr).toContain(
        'fix: Publish with --push, which asks origin, or fetch first, with: git remote set-branches',
      )
      git(fresh, 'remote', 'set-branches', 'origin', '*')
      git(fresh, 'fetch', '-q', 'origin')
      expect(publish(fresh, []).stderr).toContain('is published to rendered already')
    },
  )

  it('is refused where any of several remotes may have the branch, until the configuration names one', () => {
    const [remote, directory] = remoteAndClone()
    publish(directory, ['--push'])
    const fresh = clone(remote)
    git(fresh, 'remote', 'rename', 'origin', 'one')
    git(fresh, 'remote', 'add', 'two', remote)
    const { exitCode, stderr } = publish(fresh, [])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('any of these remotes may have it: one, two')
    expect(stderr).toContain('fix: Say which remote has it, with: git config branch.rendered.remote REMOTE')
    git(fresh, 'config', 'checkout.defaultRemote', 'one')
    expect(publish(fresh, []).stderr).toContain('is published to rendered already')
    git(fresh, 'branch', '-q', '-D', 'rendered')
    git(fresh, 'config', 'branch.rendered.remote', 'two')
    expect(publish(fresh, []).exitCode).toBe(2)
  })

  it('says that the branches have parted, and which one to delete', () => {
    const [remote, directory] = remoteAndClone()
    git(directory, 'fetch', '-q')
    publish(directory, [])
    const other = clone(remote)
    change(other, shop('two'))
    publish(other, ['--push'])
    git(directory, 'pull', '-q', 'origin', 'main')
    git(directory, 'fetch', '-q')
    for (const words of [[], ['--push']]) {
      const { exitCode, stderr } = publish(directory, words)
      expect(exitCode).toBe(2)
      expect(stderr).toContain('the branch here and that of origin have parted')
      expect(stderr).toContain('fix: Delete the one here, with: git branch --delete --force rendered')
    }
    git(directory, 'branch', '-q', '-D', 'rendered')
    expect(publish(directory, ['--push']).stderr).toContain('is published to rendered of origin already')
  })
})

describe('publish --push', () => {
  it('says that the branch is new, pushes it, and goes on from it elsewhere', () => {
    const [remote, directory] = remoteAndClone()
    const first = publish(directory, ['--push'])
    expect(first.exitCode).toBe(0)
    expect(first.stderr).toMatch(
      /^published [0-9a-f]{12} to rendered of origin, a new branch of 4 files: wrote 4 files, /,
    )
    expect(git(remote, 'rev-parse', 'rendered')).toBe(first.stdout.trim())
    expect(git(directory, 'rev-parse', 'rendered')).toBe(first.stdout.trim())
    const fresh = clone(remote, '--single-branch')
    const head = change(fresh, shop('two'))
    const [, before] = publishedAt(remote)
    expect(publish(fresh, ['--push', 'origin']).stderr).toContain(' to rendered of origin: wrote 2 files')
    expect(publishedAt(remote)).toStrictEqual(['2', head])
    expect(before).not.toBe(head)
    expect(publish(fresh, ['--push']).stderr).toContain('is published to rendered of origin already')
  })

  it('pushes what was published here before', () => {
    const [remote, directory] = remoteAndClone()
    publish(directory, [])
    expect(git(remote, 'branch', '--list', 'rendered')).toBe('')
    expect(publish(directory, ['--push']).exitCode).toBe(0)
    expect(git(remote, 'rev-parse', 'rendered')).toBe(git(directory, 'rev-parse', 'rendered'))
  })

  it('publishes again on what another run has pushed between its fetch and its push', () => {
    const [remote, directory] = remoteAndClone()
    publish(directory, ['--push'])
    const other = clone(remote)
    const theirs = change(other, shop('two'))
    git(directory, 'pull', '-q', 'origin', 'main')
    const head = change(directory, shop('three'))
    const host = createNodeHost()
    let pushes = 0
    const racing: Host = {
      ...host,
      runGit: (place, words, options) => {
        if (words[0] === 'push' && pushes++ === 0) publish(other, ['--push'])
        return host.runGit(place, words, options)
      },
    }
    const { exitCode, stderr } = publish(directory, ['--push'], racing)
    expect(stderr).toContain(' to rendered of origin: wrote 2 files')
    expect([exitCode, pushes]).toStrictEqual([0, 2])
    expect(publishedAt(remote)).toStrictEqual(['3', head])
    expect(git(remote, 'log', '-1', '--format=%B', 'rendered~')).toContain(theirs)
  })

  it('gives way to a newer commit that was pushed meanwhile', () => {
    const [remote, directory] = remoteAndClone()
    const other = clone(remote)
    const newer = change(other, shop('two'))
    publish(other, ['--push'])
    git(directory, 'fetch', '-q')
    const { exitCode, stderr } = publish(directory, ['--push'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error publish-superseded')
    expect(publishedAt(remote)).toStrictEqual(['1', newer])
  })

  it('publishes a commit that no branch has checked out, to an address, and shows no token of it', () => {
    const [remote, directory] = remoteAndClone()
    git(directory, 'checkout', '-q', '--detach')
    const { exitCode, stderr } = publish(directory, ['--push', `file://${remote}`])
    expect(exitCode).toBe(0)
    expect(stderr).toContain(`to rendered of file://${remote}, a new branch`)
    const hidden = publish(directory, ['--push', 'file://user:token@/nowhere'])
    expect(hidden.exitCode).toBe(2)
    expect(hidden.stderr).not.toContain('token')
  })

  it('asks for the history that a clone of one commit lacks', () => {
    const [remote, directory] = remoteAndClone()
    publish(directory, ['--push'])
    change(directory, shop('two'))
    change(directory, shop('three'))
    const shallow = clone(remote, '--depth=1')
    const { exitCode, stderr } = publish(shallow, ['--push'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('fix: Fetch it first, with: git fetch --unshallow origin')
    git(shallow, 'fetch', '-q', '--unshallow', 'origin')
    expect(publish(shallow, ['--push']).exitCode).toBe(0)
  })

  it('says why a remote refuses, and leaves the branch here where it is', () => {
    const [remote, directory] = remoteAndClone()
    write(remote, { 'hooks/pre-receive': '#!/bin/sh\necho "the branch is protected" >&2\nexit 1\n' })
    chmodSync(`${remote}/hooks/pre-receive`, 0o755)
    const { exitCode, stderr } = publish(directory, ['--push'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain(
      'error publish-failed: Nothing was published: origin refuses the push (pre-receive hook declined); the branch is protected',
    )
    expect(git(directory, 'branch', '--list', 'rendered')).toBe('')
  })

  it.each([
    ['a remote that is none', ['--push', 'nowhere'], 'error publish-failed'],
    ['the name of an option for a remote', ['--push=--upload-pack=touch ran'], 'error publish-failed'],
  ])('is refused for %s', (_, words, problem) => {
    const [, directory] = remoteAndClone()
    const { exitCode, stderr } = publish(directory, words)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(problem)
    expect(createNodeHost().kindOf(`${directory}/ran`)).toBe('absent')
  })

  it('is refused where there is no remote to push to', () => {
    const { exitCode, stderr } = publish(gitRepository(shop('one')), ['--push'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('nobody says which remote it is pushed to')
    expect(stderr).toContain('fix: Name the remote after --push')
  })

  it('runs no hook, follows no setting that adds to what is pushed, and changes no other reference', () => {
    const [remote, directory] = remoteAndClone()
    for (const hook of ['pre-push', 'reference-transaction', 'post-checkout']) {
      write(directory, { [`.git/hooks/${hook}`]: '#!/bin/sh\ntouch ran\nexit 1\n' })
      chmodSync(`${directory}/.git/hooks/${hook}`, 0o755)
    }
    git(directory, '-c', 'core.hooksPath=/dev/null', 'tag', '-a', '-m', 'x', 'v1')
    git(directory, 'config', 'push.followTags', 'true')
    git(directory, 'config', 'push.recurseSubmodules', 'on-demand')
    git(remote, 'tag', 'theirs', 'main')
    git(remote, 'branch', 'other', 'main')
    expect(publish(directory, ['--push']).exitCode).toBe(0)
    expect(createNodeHost().kindOf(`${directory}/ran`)).toBe('absent')
    expect(git(remote, 'for-each-ref', '--format=%(refname)').split('\n')).toStrictEqual([
      'refs/heads/main',
      'refs/heads/other',
      'refs/heads/rendered',
      'refs/tags/theirs',
    ])
    expect(git(directory, 'for-each-ref', '--format=%(refname)').split('\n')).toStrictEqual([
      'refs/heads/main',
      'refs/heads/rendered',
      'refs/remotes/origin/HEAD',
      'refs/remotes/origin/main',
      'refs/remotes/origin/rendered',
      'refs/tags/v1',
    ])
    expect(createNodeHost().kindOf(`${directory}/.git/FETCH_HEAD`)).toBe('absent')
  })

  it('is what uses the network, and nothing without it', () => {
    const [, directory] = remoteAndClone()
    const host = createNodeHost()
    const network: string[] = []
    const watching: Host = {
      ...host,
      runGit: (place, words, options) => {
        if (options?.mayFetch === true) network.push(words[0] ?? '')
        return host.runGit(place, words, options)
      },
    }
    publish(directory, [], watching)
    expect(network).toStrictEqual([])
    publish(directory, ['--push'], watching)
    expect(network).toStrictEqual(['ls-remote', 'push'])
  })
})
