import { runInDirectory } from '../helpers/run-in-directory.ts'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, write } from '../helpers/git-repository.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

const fleet = {
  'clusters.yaml': inventoryYaml('a', 'b'),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': configMapYaml('shop/web'),
}
const withoutB = { 'clusters.yaml': inventoryYaml('a') }
const approving = (digest: string): Readonly<Record<string, string>> => ({
  'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\napprovePrune: ["${digest}"]\n`,
})

/** A branch that takes a cluster away, of a repository whose output is committed. */
function leaving(): string {
  const directory = gitRepository(fleet)
  runInDirectory(directory, 'render')
  commit(directory, {})
  git(directory, 'checkout', '-q', '-b', 'change')
  commit(directory, withoutB)
  return directory
}

const digestIn = (text: string): string => /digest ([0-9a-f]{16})/.exec(text)?.[1] ?? ''

describe('a change that deletes so much that it needs approval', () => {
  it('shows in a diff what needs it, why, and the line to add, in each format', () => {
    const directory = leaving()
    const { stdout } = runInDirectory(directory, 'diff')
    const digest = digestIn(stdout)
    expect(stdout).toContain(
      `This change deletes 2 files, which needs approval (digest ${digest}):\n` +
        '  - cluster b would lose its whole directory (2 files)\n',
    )
    const line = `add the digest to fedrender.yaml: approvePrune: ["${digest}"]`
    expect(stdout).toContain(line)
    const markdown = runInDirectory(directory, 'diff', '-o', 'markdown').stdout
    expect(markdown).toContain('- `cluster b would lose its whole directory (2 files)`')
    expect(markdown).toContain(line)
    expect(JSON.parse(runInDirectory(directory, 'diff', '-o', 'json').stdout)).toMatchObject({
      approval: { digest, count: 2 },
    })
  })

  it('asks for the digest that render asks for, and for nothing where the configuration has it', () => {
    const directory = leaving()
    const digest = digestIn(runInDirectory(directory, 'diff').stdout)
    expect(digestIn(runInDirectory(directory, 'render').stderr)).toBe(digest)
    write(directory, approving(digest))
    expect(runInDirectory(directory, 'diff').stdout).not.toContain('needs approval')
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
  })

  it('fails the check where it was rendered with an approval that nobody committed', () => {
    const directory = leaving()
    const digest = digestIn(runInDirectory(directory, 'diff').stdout)
    expect(runInDirectory(directory, 'render', '--approve-prune', digest).exitCode).toBe(0)
    commit(directory, {})
    const { exitCode, stderr } = runInDirectory(directory, 'render', '--check', '--base', 'main')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error prune-guard: ')
    expect(digestIn(stderr)).toBe(digest)
    expect(
      runInDirectory(directory, 'render', '--check', '--base', 'main', '--approve-prune', digest).exitCode,
    ).toBe(0)
    commit(directory, approving(digest))
    expect(runInDirectory(directory, 'render', '--check', '--base', 'main').exitCode).toBe(0)
  })

  it('reports an approval that approves nothing, once that is known', () => {
    const directory = leaving()
    const digest = digestIn(runInDirectory(directory, 'diff').stdout)
    const used = `The approval of "${digest}" has no effect`
    runInDirectory(directory, 'render', '--approve-prune', digest)
    commit(directory, approving(digest))
    expect(runInDirectory(directory, 'render').stderr).not.toContain(used)
    expect(runInDirectory(directory, 'render', '--check', '--base', 'main').stderr).not.toContain(used)
    expect(runInDirectory(directory, 'render', '--approve-prune', digest).stderr).toContain(
      `info prune-approval-unused: ${used}`,
    )
    const merged = runInDirectory(directory, 'render', '--check', '--base', 'HEAD')
    expect(merged.exitCode).toBe(0)
    expect(merged.stderr).toContain(`fedrender.yaml:3:16: info prune-approval-unused: ${used}`)
  })

  it('refuses an approval in the configuration that is no digest', () => {
    const directory = gitRepository({ ...fleet, ...approving('zzz') })
    expect(runInDirectory(directory, 'render').stderr).toContain(
      'fedrender.yaml:3:16: error config-invalid: ',
    )
    expect(runInDirectory(directory, 'render').stderr).toContain(
      'must be a digest of 16 hexadecimal digits, as fedrender prints it',
    )
  })

  it('asks for nothing where little goes', () => {
    const directory = gitRepository({ ...fleet, 'more.yaml': configMapYaml('shop/more') })
    runInDirectory(directory, 'render')
    commit(directory, {})
    git(directory, 'checkout', '-q', '-b', 'change')
    git(directory, 'rm', '-q', 'more.yaml')
    commit(directory, {})
    expect(runInDirectory(directory, 'diff').stdout).not.toContain('needs approval')
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    commit(directory, {})
    expect(runInDirectory(directory, 'render', '--check', '--base', 'main').exitCode).toBe(0)
  })
})
