import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

const fleet = `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: c1}
spec: {apiEndpoint: c1.example.com, secretRef: {name: c1}}
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
`

function configMap(name: string): string {
  return `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: ${name}, namespace: shop}
spec: {template: {data: {k: v}}, placement: {clusterSelector: {}}}
`
}

/** A repository with one federated object of its own and one in the submodule `lib`, as a field report had it. */
function withSubmodule(): string {
  const shared = gitRepository({ 's.yaml': configMap('from-submodule') })
  const directory = gitRepository({ 'fleet.yaml': fleet, 'own.yaml': configMap('own') })
  git(directory, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', shared, 'lib')
  git(directory, 'commit', '-q', '-m', 'library')
  return directory
}

const rendered = 'clusters/c1/shop/configmaps/from-submodule.yaml'

describe('a submodule among the sources', () => {
  it('is in what is compared and published of a commit, as it is in what is rendered', () => {
    const directory = withSubmodule()
    const diff = runInDirectory(directory, 'diff')
    expect([diff.exitCode, diff.stdout.trim()]).toStrictEqual([0, 'Nothing changes in any cluster.'])
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    expect(existsSync(`${directory}/rendered/${rendered}`)).toBe(true)
    expect(runInDirectory(directory, 'publish', '--branch', 'out').exitCode).toBe(0)
    expect(git(directory, 'ls-tree', '-r', '--name-only', 'out').split('\n')).toContain(rendered)
  })

  it('that is not checked out is an error, by name, and nothing of it is pruned', () => {
    const directory = withSubmodule()
    runInDirectory(directory, 'render')
    const clone = scratchDirectory()
    git(clone, 'clone', '-q', directory, '.')
    write(clone, { [`rendered/${rendered}`]: 'kept' })
    for (const commandLine of [['render'], ['diff'], ['publish', '--branch', 'out']]) {
      const { exitCode, stderr } = runInDirectory(clone, ...commandLine)
      expect([exitCode, stderr]).toStrictEqual([
        2,
        expect.stringContaining('error submodule-absent: The submodule "lib" is not here'),
      ])
    }
    expect(existsSync(`${clone}/rendered/${rendered}`)).toBe(true)
  })
})
