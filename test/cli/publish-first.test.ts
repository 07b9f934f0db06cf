import { runInDirectory } from '../helpers/run-in-directory.ts'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, scratchDirectory } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { type CommandResult } from '../helpers/test-repository.ts'

const settings = 'clusters/east/shop/configmaps/settings.yaml'
const shop = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
}
/** East cannot be asked, so that what it has is held, and nothing is placed there. */
const held = {
  'clusters.yaml':
    clusterYaml('east', '{}', '{conditions: [{type: Ready, status: "False"}]}') + clusterYaml('west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings', 'x', '{clusters: [{name: west}]}'),
}

function publish(directory: string, ...words: readonly string[]): CommandResult {
  return runInDirectory(directory, 'publish', '--branch', 'rendered', ...words)
}

function filesAt(directory: string): readonly string[] {
  return git(directory, 'ls-tree', '-r', '--name-only', 'rendered').split('\n')
}

/** A repository that commits its output, until its last commit holds `files`. */
function committed(files: Readonly<Record<string, string>>): string {
  const directory = gitRepository(shop)
  expect(runInDirectory(directory, 'render').exitCode).toBe(0)
  commit(directory, files)
  return directory
}

describe('the first publish', () => {
  it('goes on from the output that the commit holds, with what is held', () => {
    const directory = committed(held)
    const head = git(directory, 'rev-parse', '--short=12', 'HEAD')
    const { exitCode, stderr } = publish(directory)
    expect(stderr).toMatch(
      new RegExp(
        `^published ${head} to rendered, a new branch of 4 files; compared with the output of ${head}: wrote 0 files, 3 unchanged, 0 pruned, 1 held; `,
        'm',
      ),
    )
    expect(exitCode).toBe(0)
    expect(filesAt(directory)).toContain(settings)
    expect(git(directory, 'show', `rendered:${settings}`)).toBe(
      git(directory, 'show', `HEAD:rendered/${settings}`),
    )
    expect(filesAt(directory)).toContain('clusters/west/_cluster/namespaces/shop.yaml')
    expect(git(directory, 'rev-list', '--count', 'refs/heads/rendered')).toBe('1')
  })

  it("goes on from the output of the commit's parent, where its own configuration has it", () => {
    const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\noutput: out\n'
    const directory = gitRepository({ ...shop, 'fedrender.yaml': config })
    runInDirectory(directory, 'render')
    const parent = commit(directory, {}).slice(0, 12)
    git(directory, 'rm', '-rq', 'out', 'fedrender.yaml')
    commit(directory, held)
    expect(publish(directory).stderr).toContain(`compared with the output of ${parent}: wrote 0 files`)
    expect(filesAt(directory)).toContain(settings)
  })

  it('asks the guard about what the committed output had', () => {
    const directory = committed({})
    git(directory, 'rm', '-rq', 'rendered')
    commit(directory, { 'clusters.yaml': clusterYaml('east') })
    const refused = publish(directory)
    expect(refused.exitCode).toBe(2)
    const [, digest = ''] = /--approve-prune ([0-9a-f]{16})/.exec(refused.stderr) ?? []
    expect(git(directory, 'for-each-ref', 'refs/heads/rendered')).toBe('')
    const approved = publish(directory, '--approve-prune', digest)
    expect(approved.stderr).toContain(': wrote 0 files, 2 unchanged, 2 pruned, 0 held; effect')
    expect(approved.exitCode).toBe(0)
    expect(filesAt(directory).filter((path) => path.startsWith('clusters/west'))).toStrictEqual([])
  })

  it('is refused where something is held and no output says what, until --previous does', () => {
    const directory = gitRepository(held)
    const { exitCode, stdout, stderr } = publish(directory)
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toContain('error held-without-previous: ')
    expect(stderr).toContain('fix: Name the last output with --previous')
    expect(git(directory, 'for-each-ref', 'refs/heads/rendered')).toBe('')
    const other = committed({})
    const named = publish(directory, '--previous', `${other}/rendered`)
    expect(named.stderr).toContain(`compared with the output of ${other}/rendered: `)
    expect(named.stderr).toContain('1 held')
    expect(filesAt(directory)).toContain(settings)
    commit(directory, {})
    expect(publish(directory).stderr).toContain('to rendered: wrote 0 files, 3 unchanged, 0 pruned, 1 held')
  })

  it('begins with nothing where nothing was ever delivered', () => {
    const directory = gitRepository(held)
    const { exitCode, stderr } = publish(directory, '--previous', 'HEAD')
    expect(stderr).toContain('warning previous-empty')
    expect(stderr).toContain('compared with the output of HEAD: ')
    expect(exitCode).toBe(0)
    expect(publish(gitRepository(shop)).stderr).toMatch(
      / to rendered, a new branch of 4 files: wrote 4 files, 0 unchanged, 0 pruned, 0 held;/,
    )
  })

  it('asks for the parent that a clone with a short history lacks', () => {
    const directory = committed({})
    git(directory, 'rm', '-rq', 'rendered')
    commit(directory, held)
    const shallow = `${scratchDirectory()}/shallow`
    git(directory, 'clone', '-q', '--depth=1', '--no-single-branch', `file://${directory}`, shallow)
    const { exitCode, stderr } = publish(shallow)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error previous-not-found')
    const [, fetch = ''] = /fix: Fetch it first, with: git (fetch .*)/.exec(stderr) ?? []
    git(shallow, ...fetch.split(' '))
    expect(publish(shallow).stderr).toContain('1 held')
  })

  it('reads --previous only for a new branch', () => {
    const directory = committed({})
    publish(directory)
    commit(directory, held)
    expect(publish(directory, '--previous', 'nowhere').stderr).toContain('1 held')
  })
})
