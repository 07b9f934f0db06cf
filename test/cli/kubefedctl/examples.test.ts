import { describe, expect, it } from 'vitest'
import { configMapYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../../helpers/test-repository.ts'

const kubeconfig = `apiVersion: v1
kind: Config
clusters: [{name: foo, cluster: {server: 'https://foo.example.com'}}]
contexts: [{name: foo, context: {cluster: foo, user: foo}}]
`
const plain = `apiVersion: v1
kind: Namespace
metadata: {name: my-namespace}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: my-configmap, namespace: my-namespace}
---
apiVersion: v1
kind: Service
metadata: {name: my-service, namespace: my-namespace}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: my-deployment, namespace: my-namespace}
`
const custom = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: deployments.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Deployment, plural: deployments}
  versions: [{name: v1, served: true, storage: true}, {name: v1alpha1, served: true, storage: false}]
`
const directive = `apiVersion: core.kubefed.io/v1beta1
kind: EnableTypeDirective
metadata: {name: statefulsets.apps}
spec: {federatedGroup: kubefed.example.com, federatedVersion: v1}
`

function repository(): TestRepository {
  return createTestRepository({
    'plain.yaml': plain,
    'crd.yaml': custom,
    'federated.yaml': configMapYaml('my-namespace/fed', 'x', '{clusters: []}'),
    '.kube/config': kubeconfig,
    'my-file': plain,
    'directive.txt': directive,
  })
}

/** The examples of kubefedctl's help and of its guide (KubeFed v0.10.0: docs/userguide.md), and what each writes. */
const examples: readonly (readonly [commandLine: string, written: readonly string[]])[] = [
  ['enable deployments.apps --host-cluster-context=cluster1', []],
  [
    'enable customresourcedefinitions',
    ['federated-types/customresourcedefinitions.apiextensions.k8s.io.yaml'],
  ],
  ['enable -f directive.txt', ['federated-types/statefulsets.apps.yaml']],
  [
    'enable deployments.example.com --federated-group kubefed.example.com',
    ['federated-types/deployments.example.com.yaml'],
  ],
  [
    'enable deployments.example.com --federated-group kubefed.example.com --version v1alpha1',
    ['federated-types/deployments.example.com.yaml'],
  ],
  ['disable deployments.apps', ['federated-types/deployments.apps.yaml']],
  [
    'federate configmaps my-configmap -n my-namespace',
    ['federated/my-namespace/configmaps/my-configmap.yaml'],
  ],
  ['federate configmap my-configmap --enable-type', ['federated/my-namespace/configmaps/my-configmap.yaml']],
  [
    'federate cm my-configmap -n my-namespace --host-cluster-context=cluster1',
    ['federated/my-namespace/configmaps/my-configmap.yaml'],
  ],
  [
    'federate namespace my-namespace --contents --skip-api-resources configmaps,apps',
    [
      'federated/my-namespace/namespaces/my-namespace.yaml',
      'federated/my-namespace/services/my-service.yaml',
    ],
  ],
  [
    'federate -c namespace my-namespace -s configmaps -s apps,svc',
    ['federated/my-namespace/namespaces/my-namespace.yaml'],
  ],
  ['join foo --host-cluster-context=bar --kubeconfig .kube/config -v 2', ['clusters/foo.yaml']],
  ['orphaning-deletion enable FederatedConfigMap fed', ['federated.yaml']],
  ['orphaning-deletion status FederatedConfigMap fed', []],
  ['orphaning-deletion disable FederatedConfigMap fed', []],
]

describe("kubefedctl's examples", () => {
  it.each(examples)('%s', (commandLine, written) => {
    const { host, run } = repository()
    const before = host.dump('/repo')
    const { exitCode, stderr } = run(...commandLine.split(' '))
    expect([exitCode, stderr]).toStrictEqual([0, expect.not.stringContaining('error')])
    const after = host.dump('/repo')
    const changed = Object.keys(after).filter((path) => String(after[path]) !== String(before[path]))
    expect(changed.sort()).toStrictEqual(written)
  })

  it('print what they would create, and write no file, with -o yaml', () => {
    const { host, run } = repository()
    const before = host.dump('/repo')
    const enabled = run('enable', 'statefulsets.apps', '--output=yaml')
    expect(enabled.stdout.match(/^kind: .*/gm)).toStrictEqual([
      'kind: FederatedTypeConfig',
      'kind: CustomResourceDefinition',
    ])
    expect(run('federate', '--filename', './my-file', '-o', 'yaml').stdout).toContain(
      'kind: FederatedNamespace',
    )
    expect(host.dump('/repo')).toStrictEqual(before)
  })
})

describe('enable', () => {
  it('takes --version for the version of the type, and never for that of fedrender', () => {
    const { run } = repository()
    const { stdout } = run('enable', 'deployments.example.com', '--version', 'v1alpha1', '-o', 'yaml')
    expect(stdout).toContain('version: v1alpha1')
    expect(run('enable', 'hpa', '--version', 'v1', '-o', 'yaml').stdout).toMatch(
      /group: autoscaling\n +version: v1\n/,
    )
    const unknown = run('enable', 'hpa', '--version', 'v7')
    expect([unknown.exitCode, unknown.stderr]).toStrictEqual([
      2,
      'error type-version-unknown: No HorizontalPodAutoscaler of version "v7" is known, only of "v2".\n' +
        '  fix: Where an API server has it, name the type whole: `fedrender enable horizontalpodautoscalers --api-version autoscaling/v7 --kind HorizontalPodAutoscaler`.\n',
    ])
  })

  it('prints what the role of a control plane lacks for another group', () => {
    const words = ['enable', 'deployments.example.com', '--federated-group', 'kubefed.example.com']
    expect(repository().run(...words).stderr).toContain(
      `needs this too: kubectl patch clusterrole kubefed-role --type=json -p='[{"op":"add","path":"/rules/1","value":` +
        '{"apiGroups":["kubefed.example.com"],"resources":["*"],"verbs":["get","watch","list","update"]}}]\'',
    )
    const { host, run } = repository()
    host.put(
      '/repo/config.yaml',
      `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedConfig
metadata: {name: kubefed, namespace: kube-federation-system}
spec: {scope: Namespaced}
`,
    )
    expect(run(...words).stderr).toContain('kubectl patch -n kube-federation-system role kubefed-role')
    expect(run('enable', 'sts').stderr).not.toContain('patch')
    for (const group of ["a.example.com'; reboot #", 'a.example.com$(reboot)']) {
      expect(run('enable', 'sts', '--force', '--federated-group', group).stderr).not.toContain('kubectl')
    }
  })

  it.each([
    [
      'kind: Deployment\nmetadata: {name: web}',
      '1:22: error enable-directive-invalid',
      'its kind is "Deployment"',
    ],
    ['kind: EnableTypeDirective\nmetadata: {}', 'error enable-directive-invalid', 'it has no name'],
    [
      'kind: EnableTypeDirective\nmetadata: {name: x}\nspec: {version: v1}',
      'enable-directive-invalid',
      'no field "version"',
    ],
    [
      'kind: EnableTypeDirective\nmetadata: {name: x}\nspec: {targetVersion: 1}',
      'enable-directive-invalid',
      'is no text',
    ],
    ['kind: EnableTypeDirective\nmetadata: {name: x}\nspec: []', 'enable-directive-invalid', 'is no mapping'],
    [
      'kind: EnableTypeDirective\nmetadata: {name: x}\n---\napiVersion: v1\nkind: EnableTypeDirective\nmetadata: {name: y}',
      'enable-directive-invalid',
      'second object',
    ],
    ['kind: EnableTypeDirective\nmetadata: {name: nothing}', 'type-unknown', '"nothing"'],
  ])('refuses the file %j', (text, ...parts) => {
    const { host, run } = repository()
    host.put('/repo/given.txt', `apiVersion: v1\n${text}\n`)
    const { exitCode, stderr } = run('enable', '-f', 'given.txt')
    expect(exitCode).toBe(2)
    for (const part of parts.slice(1)) expect(stderr).toContain(part)
  })

  it.each([
    ['enable'],
    ['enable sts -f directive.txt'],
    ['enable -f directive.txt --version v1'],
    ['enable gadgets --api-version example.com/v1 --kind Gadget --version v1'],
    ['disable sts --version v1'],
    ['disable sts --federated-group a.example.com'],
  ])('%s is refused, since its parts contradict each other', (commandLine) => {
    const { exitCode, stderr } = repository().run(...commandLine.split(' '))
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('command-line-invalid')])
  })
})

describe('flags that concern a cluster', () => {
  it.each([
    'join foo --kubeconfig .kube/config --host-cluster-name bar',
    'unjoin foo --force',
    'unjoin foo --cluster-context foo',
    'enable sts --host_cluster_context bar',
    'enable sts --log-dir /tmp',
  ])('%s says that it has no meaning here', (commandLine) => {
    const { host, run } = repository()
    host.put(
      '/repo/foo.yaml',
      'apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: foo, namespace: kube-federation-system}\n',
    )
    expect(run(...commandLine.split(' ')).stderr).toMatch(/^--[\w-]+ has no meaning here and is ignored/m)
  })
})

describe('join', () => {
  it('changes what is there with --error-on-existing=false alone', () => {
    const { host, run } = repository()
    host.put(
      '/repo/foo.yaml',
      'apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: foo, namespace: kube-federation-system}\nspec:\n  apiEndpoint: https://old.example.com\n  secretRef:\n    name: foo\n',
    )
    const words = ['join', 'foo', '--kubeconfig', '.kube/config']
    expect(run(...words).stderr).toContain('object-differs')
    expect(run(...words, '--error-on-existing').stderr).toContain('object-differs')
    expect(run(...words, '--error-on-existing=false').exitCode).toBe(0)
    expect(String(host.dump('/repo')['foo.yaml'])).toContain('https://foo.example.com')
  })
})

describe('version', () => {
  it('prints what --version prints', () => {
    const { run } = repository()
    expect(run('version')).toStrictEqual(run('--version'))
    expect(run('version', '-v', '4').stdout).toBe(run('--version').stdout)
  })
})

describe('the spelling of the version before', () => {
  it('goes on working, with a note', () => {
    const { run } = repository()
    expect(run('federate', '--file', 'my-file', '-o', 'yaml').stderr).toContain('--file is --filename now')
    run('enable', 'sts')
    const { exitCode, stdout, stderr } = run('disable', 'sts', '--delete-from-api')
    expect([exitCode, stdout]).toStrictEqual([0, 'removed federated-types/statefulsets.apps.yaml\n'])
    expect(stderr).toContain('--delete-from-api is --delete-crd now')
  })
})
