import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { readKubernetesSchemas } from '../../../src/host/schemas.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { defaultRenderConfig } from '../../../src/model/render-config.ts'
import { check } from '../../../src/stages/check/check.ts'
import { compileFrozen } from '../../helpers/compile-frozen.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'
import { expectDiagnostics } from '../../helpers/expect-diagnostics.ts'
import { documents, kubeFedCluster, typeConfig } from '../../helpers/kubefed-objects.ts'

const schemas = deepFreeze(readKubernetesSchemas())

/** The inventory, each cluster with its version; `''` is none. */
function fleet(versions: Readonly<Record<string, string>>): string {
  const clusters = Object.entries(versions).map(([name, version]) =>
    kubeFedCluster(name, version === '' ? {} : { 'fedrender.dev/kubernetes-version': version }),
  )
  return `${documents(...clusters)}---\n`
}

const namespace = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
---
`

/** What is said of sources, of which the last is `web.yaml`. */
function checkFiles(
  versions: Readonly<Record<string, string>>,
  text: string,
  minor?: number,
): readonly Diagnostic[] {
  const { plan, sources } = compileFrozen([
    { path: 'fleet.yaml', text: fleet(versions) + namespace },
    { path: 'web.yaml', text },
  ])
  const { manifests } = sources
  const config = defaultRenderConfig
  return check(plan, { config, schemas, manifests, ...(minor !== undefined && { minor }) })
}

function federated(kind: string, spec: string): string {
  return `apiVersion: types.kubefed.io/v1beta1
kind: Federated${kind}
metadata: {name: web, namespace: shop}
spec:
  placement: {clusterSelector: {}}
${spec}`
}

const deployment = federated(
  'Deployment',
  `  template:
    spec:
      replicas: 1
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
          - name: web
            image: nginx
`,
)

describe('where the version of a cluster is known', () => {
  it('says nothing of an object that every API server takes', () => {
    expect(checkFiles({ a: '1.16', b: '1.30', c: '1.37' }, deployment)).toStrictEqual([])
  })

  it('reports an unknown field at its key in the template, once for all clusters', () => {
    const text = deployment.replace('replicas:', 'replica:')
    const found = checkFiles({ a: '1.29', b: '1.30', c: '1.30', d: '' }, text)
    expectDiagnostics(found, [
      {
        code: 'kubernetes-unknown-field',
        file: 'web.yaml',
        line: 8,
        column: 7,
        message: /^In Kubernetes 1\.29 and 1\.30, Deployment has no field \/spec\/replica\.$/,
      },
    ])
    expect(found[0]?.hint).toBe('Did you mean "replicas"?')
  })

  it('reports a thousand faults of an object, and that there are more', () => {
    const data = Array.from({ length: 1200 }, (_, at) => `      k${at}: {a: b}\n`).join('')
    const text = federated('ConfigMap', `  template:\n    data:\n${data}`)
    for (const versions of [{ east: '1.30' }, { east: '' }]) {
      const found = checkFiles(versions, text)
      expect(found).toHaveLength(1001)
      expect(found[999]?.at).toMatchObject({ pointer: '/spec/template/data/k999' })
      expect(found[1000]?.message).toContain('has more than 1000 faults')
    }
  })

  it('names only the versions that object', () => {
    const text = deployment.replace('image: nginx', 'restartPolicy: Always')
    expectDiagnostics(checkFiles({ a: '1.27', b: '1.28' }, text), [
      { code: 'kubernetes-unknown-field', line: 15, message: /^In Kubernetes 1\.27, / },
    ])
  })

  it('reports a value of the wrong type at the value', () => {
    const found = checkFiles({ a: '1.30' }, deployment.replace('replicas: 1', 'replicas: "1"'))
    expectDiagnostics(found, [
      {
        code: 'kubernetes-invalid-value',
        line: 8,
        column: 17,
        message: /\/spec\/replicas of Deployment must be of type integer, not string\.$/,
      },
    ])
    expect(found[0]?.hint).toBe('Correct the value.')
  })

  it('tells to quote what YAML does not read as a string', () => {
    const found = checkFiles({ a: '1.30' }, deployment.replace('image: nginx', 'image: 1.25'))
    expect(found.map((each) => each.hint)).toStrictEqual(['Quote the value.'])
  })

  it('reports a missing field at the mapping that lacks it', () => {
    const text = deployment
      .replace('- name: web\n            image:', '- image:')
      .replace('      selector: {matchLabels: {app: web}}\n', '')
    expectDiagnostics(checkFiles({ a: '1.30' }, text), [
      {
        code: 'kubernetes-missing-field',
        line: 13,
        column: 13,
        message: /\/spec\/template\/spec\/containers\/0\/name/,
      },
      {
        code: 'kubernetes-missing-field',
        line: 7,
        column: 5,
        message: /Deployment needs the field \/spec\/selector/,
      },
    ])
  })

  const overrides = (edits: string): string =>
    `${deployment}  overrides:\n  - clusterName: b\n    clusterOverrides:\n${edits}`

  it('reports at the override what an override made wrong', () => {
    const text = overrides(`    - {path: /spec/replicas, value: many}
    - path: /spec/strategi
      op: add
      value: {}
    - path: /spec/selector
      op: remove
    - path: /spec/template/spec/containers/0
      op: add
      value:
        name: side
        comand: [x]
`)
    expectDiagnostics(checkFiles({ a: '1.30', b: '1.30' }, text), [
      { code: 'kubernetes-invalid-value', line: 19, column: 37 },
      { code: 'kubernetes-unknown-field', line: 29, column: 9 },
      { code: 'kubernetes-unknown-field', line: 20, column: 13 },
      { code: 'kubernetes-missing-field', line: 23, column: 7 },
    ])
  })

  it('reports a fault of the template once, wherever overrides have moved it', () => {
    const text = overrides(`    - path: /spec/template/spec/containers/0
      op: add
      value: {name: side}
`).replace('image: nginx', 'imag: nginx')
    expectDiagnostics(checkFiles({ a: '1.30', b: '1.30' }, text), [
      { code: 'kubernetes-unknown-field', line: 15, message: /\/containers\/0\/imag\.$/ },
    ])
  })

  it('asks nobody about clusters whose variant has no fault', () => {
    const text = overrides('    - {path: /spec/replicas, value: many}\n')
    expect(checkFiles({ a: '1.30', b: '' }, text)).toStrictEqual([])
  })

  it('takes the given version for that of every cluster', () => {
    const text = deployment.replace('image: nginx', 'restartPolicy: Always')
    expect(checkFiles({ a: '1.27', b: '' }, text, 30)).toStrictEqual([])
    expectDiagnostics(checkFiles({ a: '', b: '1.30' }, text, 27), [{ code: 'kubernetes-unknown-field' }])
  })

  it.each([
    [
      '1.22',
      /^In Kubernetes 1\.22, "extensions\/v1beta1" has no Ingress: it was removed in 1\.22\.$/,
      /^Use "networking\.k8s\.io\/v1": /,
    ],
    ['1.37', /^In Kubernetes 1\.37, .*: it was removed in 1\.22\.$/, /^Use "networking\.k8s\.io\/v1": /],
  ])('names what replaces an API version that %s does not serve', (version, message, hint) => {
    const text = federated('Ingress', '  template:\n    apiVersion: extensions/v1beta1\n')
    const found = checkFiles({ a: '1.21', b: version }, text)
    expectDiagnostics(found, [{ code: 'kubernetes-api-not-served', line: 7, column: 17, message }])
    expect(found[0]?.hint).toMatch(hint)
  })

  it('says when an API version came, at the template where the type has it', () => {
    const found = checkFiles({ a: '1.18' }, federated('Ingress', '  template:\n    spec: {}\n'))
    const message = /^In Kubernetes 1\.18, "networking\.k8s\.io\/v1" has no Ingress: it came with 1\.19\.$/
    expectDiagnostics(found, [{ code: 'kubernetes-api-not-served', line: 6, column: 3, message }])
    expect(found[0]?.hint).toMatch(/^Use "networking\.k8s\.io\/v1beta1": /)
  })

  it('knows an API version that never was', () => {
    const found = checkFiles(
      { a: '1.30' },
      deployment.replace('  template:\n    spec:', '  template:\n    apiVersion: apps/v2\n    spec:'),
    )
    expectDiagnostics(found, [
      { code: 'kubernetes-api-not-served', message: /^In Kubernetes 1\.30, "apps\/v2" has no Deployment\.$/ },
    ])
  })

  it('never tells a value of a Secret', () => {
    const text = federated('Secret', '  template:\n    data: {password: hunter2!, pin: 4711}\n')
    const found = checkFiles({ a: '1.30' }, text)
    expectDiagnostics(found, [{ code: 'kubernetes-invalid-value' }, { code: 'kubernetes-invalid-value' }])
    expect(JSON.stringify(found.map(({ message, hint }) => [message, hint]))).not.toMatch(/hunter2|4711/)
  })
})

describe('where no version of a cluster is known', () => {
  it('reports unknown fields and values of the wrong type in templates, as warnings', () => {
    const text = deployment.replace('replicas: 1', 'replica: 1').replace('image: nginx', 'image: [nginx]')
    const found = checkFiles({ a: '' }, text)
    expectDiagnostics(found, [
      {
        code: 'template-unknown-field',
        file: 'web.yaml',
        line: 8,
        column: 7,
        message: /^Deployment has no field \/spec\/replica\.$/,
      },
      {
        code: 'template-invalid-value',
        line: 15,
        column: 20,
        message: /^\/spec\/template\/spec\/containers\/0\/image of Deployment /,
      },
    ])
    expect(found.map((each) => each.severity)).toStrictEqual(['warning', 'warning'])
  })

  it('does so of an object that is placed nowhere', () => {
    const text = deployment
      .replace('replicas: 1', 'replica: 1')
      .replace('{clusterSelector: {}}', '{clusters: []}')
    expectDiagnostics(checkFiles({ a: '1.30' }, text), [{ code: 'template-unknown-field' }])
  })

  it('leaves to overrides what a template lacks', () => {
    const text = federated('Deployment', '  template: {spec: {}}\n')
    expect(checkFiles({ a: '' }, text)).toStrictEqual([])
  })

  it('judges an API version that is gone by the last Kubernetes that had it', () => {
    const text = federated(
      'Ingress',
      '  template:\n    apiVersion: extensions/v1beta1\n    spec: {backend: {}, backnd: {}}\n',
    )
    expectDiagnostics(checkFiles({ a: '' }, text), [{ code: 'template-unknown-field', message: /backnd/ }])
    const older = federated(
      'Ingress',
      '  template:\n    apiVersion: extensions/v1alpha0\n    spec: {backnd: {}}\n',
    )
    expect(checkFiles({ a: '' }, older)).toStrictEqual([])
  })

  it.each(['  template: text\n', '  template: []\n', '  template: null\n', ''])('passes over %j', (spec) => {
    expect(checkFiles({ a: '' }, federated('ConfigMap', spec))).toStrictEqual([])
  })
})

describe('objects of a custom type', () => {
  const types = documents(
    typeConfig('widgets.example.com', 'Widget'),
    typeConfig('customresourcedefinitions.apiextensions.k8s.io', 'CustomResourceDefinition'),
  )
  const spec: JsonObject = {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
            },
          },
        },
      },
    ],
  }
  const plain: JsonObject = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec,
  }
  const federatedDefinition = (clusters: readonly string[]): JsonObject => ({
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: 'FederatedCustomResourceDefinition',
    metadata: { name: 'widgets.example.com', namespace: 'shop' },
    spec: { template: { spec }, placement: { clusters: clusters.map((name) => ({ name })) } },
  })
  const widget = (template: string): string => `---\n${federated('Widget', `  template:\n${template}`)}`
  const misspelled = widget('    spec: {sise: 1}\n')

  it('are checked by the definition that their cluster gets', () => {
    const found = checkFiles(
      { a: '1.30', b: '1.29' },
      `${types}---\n${documents(federatedDefinition(['a', 'b']))}${misspelled}`,
    )
    const by = /^By the CustomResourceDefinition "widgets\.example\.com", Widget /
    expectDiagnostics(found, [
      { code: 'kubernetes-unknown-field', message: by },
      { code: 'kubernetes-missing-field', message: by },
    ])
  })

  it('are checked by a definition among the sources that is not federated', () => {
    const found = checkFiles({ a: '1.30' }, `${types}---\n${documents(plain)}${misspelled}`)
    expect(found.map((each) => each.code)).toStrictEqual([
      'kubernetes-unknown-field',
      'kubernetes-missing-field',
    ])
    const unversioned = checkFiles({ a: '' }, `${types}---\n${documents(plain)}${misspelled}`)
    expect(unversioned.map((each) => each.code)).toStrictEqual(['template-unknown-field'])
  })

  it('are an error in a cluster of a known version that does not get the definition', () => {
    const text = `${types}---\n${documents(federatedDefinition(['a']))}${widget('    spec: {size: 1}\n')}`
    expectDiagnostics(checkFiles({ a: '1.30', b: '1.30', c: '' }, text), [
      { code: 'resource-definition-missing', message: /"shop\/web" goes to "b", where / },
    ])
  })

  it('are an error where the definition does not serve their version', () => {
    const text = `${types}---\n${documents(plain)}${widget('    apiVersion: example.com/v2\n')}`
    const found = checkFiles({ a: '1.30' }, text)
    expectDiagnostics(found, [
      {
        code: 'kubernetes-api-not-served',
        message: /^By the CustomResourceDefinition "widgets.example.com", "example.com\/v2" has no Widget\.$/,
      },
    ])
    expect(found[0]?.hint).toMatch(/^Use "example.com\/v1": /)
  })

  it('are said not to be checked, once, where nobody knows their definition', () => {
    const second = misspelled.replace('name: web,', 'name: other,')
    expectDiagnostics(checkFiles({ a: '1.30' }, types + misspelled + second), [
      { code: 'resource-definition-unknown', message: /"example\.com\/v1 Widget" are not checked/ },
    ])
    expect(checkFiles({ a: '' }, types + misspelled)).toStrictEqual([])
  })
})

describe('what a structure does not show', () => {
  function pointers(kind: string, template: string, versions = { a: '1.34' }): readonly string[] {
    return checkFiles(versions, federated(kind, `  template: ${template}\n`)).map(
      ({ code, at }) => `${code} ${at && 'pointer' in at ? at.pointer : ''}`,
    )
  }
  const pod = '{containers: [{name: a, image: "web:1"}]}'

  it('is a selector that the Pods of a workload do not match, and a Job that starts again for ever', () => {
    const labels = '{metadata: {labels: {app: a}}, spec: ' + pod + '}'
    const selector = '{matchLabels: {app: a, rev: "1"}}'
    expect(pointers('Deployment', `{spec: {selector: ${selector}, template: ${labels}}}`)).toStrictEqual([
      'kubernetes-invalid-value /spec/template/spec/selector/matchLabels',
    ])
    expect(pointers('Job', `{spec: {template: {spec: ${pod}}}}`)).toStrictEqual([
      'kubernetes-invalid-value /spec/template',
    ])
  })

  it('in an override is a warning where no version is known, as in a template', () => {
    const text = deployment.replace(
      'spec:\n  placement',
      `spec:
  overrides:
  - clusterName: a
    clusterOverrides:
    - {path: /spec/replicas, value: "5"}
    - {path: /spec/template/spec/containers/0/env, op: add, value: [{name: A, value: 1}]}
  placement`,
    )
    const found = checkFiles({ a: '' }, text)
    expect(found.map(({ code, severity }) => `${severity} ${code}`)).toStrictEqual([
      'warning template-invalid-value',
      'warning template-invalid-value',
    ])
  })
})

describe('what API servers take although their schemas require more', () => {
  it.for([
    ['csidrivers.storage.k8s.io', 'CSIDriver', '{}'],
    [
      'statefulsets.apps',
      'StatefulSet',
      '{spec: {selector: {}, template: {spec: {containers: [{name: a, image: a}]}}}}',
    ],
    ['rolebindings.rbac.authorization.k8s.io', 'RoleBinding', '{roleRef: {kind: Role, name: a}}'],
    [
      'customresourcedefinitions.apiextensions.k8s.io',
      'CustomResourceDefinition',
      '{spec: {group: a.io, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, storage: true}]}}',
    ],
  ] as const)('is %s', ([type, kind, template]) => {
    const text = `${documents(typeConfig(type, kind))}---\n${federated(kind, `  template: ${template}\n`)}`
    expect(checkFiles({ a: '1.30' }, text).map(({ code }) => code)).not.toContain('kubernetes-missing-field')
  })

  it('is none of their other fields', () => {
    const text = documents(typeConfig('statefulsets.apps', 'StatefulSet')) + '---\n'
    const set = federated('StatefulSet', '  template: {spec: {selector: {}}}\n')
    const missing = checkFiles({ a: '1.30' }, text + set).filter(
      ({ code }) => code === 'kubernetes-missing-field',
    )
    expect(missing).toHaveLength(1)
  })
})
