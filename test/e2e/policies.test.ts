import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { git, gitRepository, write } from '../helpers/git-repository.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { tinyModule } from '../helpers/tiny-module.ts'
import { writeKubernetesPackage } from '../helpers/write-kubernetes-package.ts'
import { runCli, temporaryDirectory } from './run-cli.ts'

const workspace = temporaryDirectory()
afterAll(() => rmSync(workspace, { recursive: true }))

const words = "ValidatingAdmissionPolicy 'few' with binding 'few' denied request: too many"
const verdict = { effect: 'refused', policy: 'few', binding: 'few', validation: 0, message: words }
const packages = join(workspace, 'packages')
writeKubernetesPackage(packages, 34, {
  module: tinyModule({ answer: JSON.stringify({ verdicts: [verdict] }) }),
})
/** Packages whose code answers nothing that can be read. */
const failing = join(workspace, 'failing')
writeKubernetesPackage(failing, 34, { module: tinyModule({ length: -1 }) })

const fleet = clusterYaml('east', '{fedrender.dev/kubernetes-version: "1.34"}') + namespaceYaml('shop')
const sources = { 'fleet.yaml': fleet, 'web.yaml': configMapYaml('shop/web') }
const policies = join(workspace, 'policies')
write(policies, {
  'few.yaml': `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: few}
spec:
  validations:
  - expression: size(object.data) < 1
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: few}
spec: {policyName: few, validationActions: [Deny]}
`,
  'other.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: nothing, namespace: shop}\n',
})
const options = ['--kubernetes-packages', packages, '--policy', policies]

function repository(name: string): string {
  const directory = join(workspace, name)
  write(directory, sources)
  return directory
}

describe('--policy', () => {
  it('evaluates policies that are not rendered, and shows where they are written', () => {
    const { status, stdout } = runCli(repository('validated'), ['validate', ...options])
    expect(status).toBe(2)
    const lines = stdout.split('\n')
    const first = lines.findIndex((line) => line.startsWith('web.yaml'))
    expect(lines[first]).toMatch(
      /^web\.yaml:\d+:\d+: error policy-refused: The API server of "east" \(1\.34\) will refuse this ConfigMap: ValidatingAdmissionPolicy 'few' with binding 'few' denied request: too many\.$/,
    )
    const shown = stdout.replaceAll(`${workspace}/`, '')
    expect(shown).toContain('policies/few.yaml:6:')
    expect(shown).toContain('policies/few.yaml:11:')
    expect(shown).toContain('policies/other.yaml:1:1: warning policy-file-ignored: The ConfigMap "nothing"')
  })

  it('asks the code also where nothing else asks for it, and says that there is none', () => {
    const { stdout } = runCli(repository('asked'), [
      'validate',
      '--policy',
      policies,
      '--kubernetes-packages',
      workspace,
    ])
    expect(stdout).toContain('warning kubernetes-package-missing')
    expect(stdout).toContain('warning policies-unchecked: The policies of "east" are not evaluated')
  })

  it('says that a directory is not there', () => {
    const { status, stdout } = runCli(repository('absent'), [
      'validate',
      '--policy',
      join(workspace, 'nowhere'),
    ])
    expect(status).toBe(2)
    expect(stdout).toContain('error source-directory-unreadable')
    expect(stdout).toContain('name another directory with "--policy"')
  })

  it.each([
    ['policy-refused', packages],
    ['kubernetes-unanswered', failing],
  ])('fails a check for what a change brings, and warns of what the base has: %s', (code, directory) => {
    const root = gitRepository(sources)
    git(root, 'branch', 'base')
    write(root, { 'new.yaml': federatedYaml('ConfigMap', 'shop/new', 'template: {data: {a: b}}') })
    const asked = ['--kubernetes-packages', directory, '--policy', policies]
    const { stdout, stderr } = runCli(root, ['diff', '--base', 'base', ...asked])
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => /^(?:web|new).*: /.test(line))
    const found = lines.filter((line) => line.includes(` ${code}: `))
    expect(found.map((line) => line.replace(/:\d+:\d+: (\w+) .*/, ' $1')).sort()).toStrictEqual([
      'new.yaml error',
      'web.yaml warning',
    ])
  })

  it('is read from the disk where a commit is published', () => {
    const directory = gitRepository(sources)
    const { stdout, stderr } = runCli(directory, ['publish', '--branch', 'rendered', ...options])
    expect(`${stdout}${stderr}`).toContain('warning policy-refused')
  })
})
