import { describe, expect, it } from 'vitest'
import { createTestRepository } from '../helpers/test-repository.ts'

const fleet = `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: a, labels: {fedrender.dev/kubernetes-version: "1.34"}}
spec: {apiEndpoint: a.example.net, secretRef: {name: a}}
---
apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
`

function federated(kind: string, name: string, template: string): string {
  return `apiVersion: types.kubefed.io/v1beta1
kind: Federated${kind}
metadata: {name: ${name}, namespace: shop}
spec: {placement: {clusterSelector: {}}, template: ${template}}
`
}

/** What field reports found of federate: what was lost or changed without a word. */
describe('federate', () => {
  it('keeps the version of an object: in the type that it enables, or in the template with a warning', () => {
    const repository = createTestRepository({
      'fleet.yaml': fleet,
      'hpa.yaml':
        'apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: {name: web, namespace: shop}\nspec: {maxReplicas: 5}\n',
      'ing.yaml':
        'apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\nmetadata: {name: web, namespace: shop}\nspec: {}\n',
    })
    expect(repository.run('federate', '-f', 'hpa.yaml', '-t').exitCode).toBe(0)
    const { exitCode, stderr } = repository.run('federate', '-f', 'ing.yaml')
    expect([exitCode, stderr]).toStrictEqual([0, expect.stringContaining('warning object-version-other')])
    expect(repository.run('render').exitCode).toBe(0)
    const rendered = Object.values(repository.rendered()).join('\n')
    expect(rendered).toContain('apiVersion: autoscaling/v1\n')
    expect(rendered).toContain('apiVersion: networking.k8s.io/v1beta1\n')
  })

  it.each([
    ['keep', '', 'a: b'],
    [
      'drop',
      'warning object-annotations-lost: Annotations are not federated, as by KubeFed, and lost: a.',
      '',
    ],
  ])('says what becomes of annotations: %s', (setting, warning, kept) => {
    const repository = createTestRepository({
      'fleet.yaml': fleet,
      'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ntemplateAnnotations: ${setting}\n`,
      'one.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one, namespace: shop, annotations: {a: b, kubectl.kubernetes.io/last-applied-configuration: x}}\n',
    })
    const { stdout, stderr } = repository.run('federate', '-f', 'one.yaml', '-o', 'yaml')
    expect(stderr).toContain(warning)
    expect(stdout).toContain(kept)
    expect(stdout).not.toContain('last-applied')
  })

  it.each([
    [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata:\n  arg: {{config}}\n',
      'x.yaml:5:8: error file-without-object',
    ],
    ['not: an object\n', 'x.yaml:1:1: error file-without-object'],
  ])('refuses a file without an object that it can read', (text, message) => {
    const repository = createTestRepository({ 'fleet.yaml': fleet, 'x.yaml': text })
    const { exitCode, stderr } = repository.run('federate', '-f', 'x.yaml')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining(message)])
  })

  it.each([
    ['extensions/v1beta1', 'DaemonSet', 'Write the object as "apps/v1"'],
    [
      'certificates.example.com/v1',
      'Bundle',
      'fedrender enable PLURAL --api-version certificates.example.com/v1 --kind Bundle',
    ],
  ])('names a way on for a type that cannot be enabled by its kind: %s %s', (apiVersion, kind, hint) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x, namespace: shop}\n`
    const repository = createTestRepository({ 'fleet.yaml': fleet, 'x.yaml': text })
    const { exitCode, stderr } = repository.run('federate', '-f', 'x.yaml')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining(hint)])
  })
})

describe('enable', () => {
  it('takes a type that only an API server knows, so that the advice of validate works', () => {
    const repository = createTestRepository({
      'fleet.yaml': fleet,
      'route.yaml': federated('Route', 'r', '{apiVersion: route.openshift.io/v1}'),
    })
    const type = ['--api-version', 'route.openshift.io/v1', '--kind', 'Route']
    expect(repository.run('validate').stdout + repository.run('validate').stderr).toContain(type.join(' '))
    expect(repository.run('enable', 'routes', ...type).exitCode).toBe(0)
    expect(repository.run('validate').exitCode).toBe(0)
    expect(repository.run('enable', 'routes', '--kind', 'Route').exitCode).toBe(2)
  })
})

describe('validate --fix', () => {
  it('writes what objects of several directories miss once', () => {
    const [cluster = ''] = fleet.split('---\n')
    const repository = createTestRepository({
      'fleet.yaml': cluster,
      'a/x.yaml': federated('ConfigMap', 'one', '{}'),
      'b/y.yaml': federated('ConfigMap', 'two', '{}'),
    })
    expect(repository.run('validate', '--fix').exitCode).toBe(0)
    expect(repository.run('validate').exitCode).toBe(0)
  })

  it('makes today’s form of clusterNames and of the placement of a namespace', () => {
    const repository = createTestRepository({
      'fleet.yaml': fleet,
      'a.yaml': `apiVersion: types.federation.k8s.io/v1alpha1
kind: FederatedConfigMap
metadata: {name: a, namespace: shop}
spec:
  template: {data: {k: v}}
  placement:
    clusterNames: [a]
`,
      'b.yaml': `apiVersion: primitives.federation.k8s.io/v1alpha1
kind: FederatedNamespacePlacement
metadata: {name: web, namespace: web}
spec:
  clusterNames: [a]
`,
    })
    const { exitCode, stderr, stdout } = repository.run('validate', '--fix')
    expect([exitCode, stdout + stderr]).toStrictEqual([0, expect.stringContaining('fixed')])
    expect(repository.run('render').exitCode).toBe(0)
    const paths = Object.keys(repository.rendered())
    expect(paths).toContain('clusters/a/shop/configmaps/a.yaml')
    expect(paths).toContain('clusters/a/_cluster/namespaces/web.yaml')
  })
})
