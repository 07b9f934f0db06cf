import { describe, expect, it } from 'vitest'
import { locateDiagnostics } from '../../../../src/diagnostics/located-diagnostic.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
} from '../../../helpers/kubefed-objects.ts'

function findings(object: JsonObject): readonly string[] {
  const { diagnostics } = compileObjects([kubeFedCluster('a'), federatedNamespace('shop'), object])
  return locateDiagnostics(diagnostics).map((each) => each.message)
}

const labels = { app: 'web' }
const selector = { matchLabels: labels }
const missing = (kind: string, fields: string): string => `apps/v1 refuses a ${kind} without ${fields}.`

describe('the selector of a workload', () => {
  it.each<[string, Json, readonly string[]]>([
    ['Deployment', { spec: { selector, template: { metadata: { labels } } } }, []],
    [
      'Deployment',
      { spec: { template: { metadata: { labels } } } },
      [missing('Deployment', 'spec.selector')],
    ],
    ['Deployment', { spec: { selector } }, [missing('Deployment', 'spec.template.metadata.labels')]],
    [
      'Deployment',
      { spec: { selector, template: { metadata: { labels: {} } } } },
      [missing('Deployment', 'spec.template.metadata.labels')],
    ],
    ['ReplicaSet', {}, [missing('ReplicaSet', 'spec.selector and spec.template.metadata.labels')]],
    ['Deployment', { apiVersion: 'extensions/v1beta1', spec: {} }, []],
    ['ConfigMap', { spec: {} }, []],
    ['Job', { spec: { template: {} } }, []],
  ])('of a Federated%s with the template %j', (kind, template, expected) => {
    expect(findings(federated(kind, 'web', { template }))).toStrictEqual(expected)
  })
})

describe('a FederatedSecret', () => {
  const plain =
    'The FederatedSecret "web" is in the repository as plain text, and so will be every Secret rendered from it.'
  it.each<[JsonObject, boolean]>([
    [{ template: { data: { a: 'Yg==' } } }, true],
    [{ template: { stringData: { a: 'b' } } }, true],
    [{ template: { data: {}, type: 'Opaque' } }, false],
    [{ ...overriddenBy({ a: [{ op: 'add', path: '/data', value: { a: 'Yg==' } }] }) }, true],
    [{ ...overriddenBy({ a: [{ op: 'add', path: '/type', value: 'Opaque' }] }) }, false],
    [
      { template: { data: {} }, ...overriddenBy({ a: [{ op: 'add', path: '/data/a', value: 'Yg==' }] }) },
      true,
    ],
  ])('with %j', (spec, expected) => {
    expect(findings(federated('Secret', 'web', spec)).includes(plain)).toBe(expected)
  })

  it('is another matter than a FederatedConfigMap', () => {
    expect(findings(federated('ConfigMap', 'web', { template: { data: { a: 'b' } } }))).toStrictEqual([])
  })

  it('that SOPS encrypted cannot be moved, and is not plain text', () => {
    const object = federated('Secret', 'web', { template: { data: { a: 'ENC[x]' } } })
    expect(findings({ ...object, sops: { mac: 'x', version: '3.9.0' } })).toStrictEqual([
      'This FederatedSecret is encrypted with SOPS, and its ciphertext cannot be moved out of spec.template.',
    ])
  })
})

describe('an ExternalDNS Deployment', () => {
  it.each([
    ['--crd-source-apiversion=a/v1', true],
    ['--crd-source-kind', true],
    ['--source=crd', false],
  ])('with %s', (flag, expected) => {
    const found = findings({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'external-dns' },
      spec: { template: { spec: { containers: [{ args: ['x', flag] }] } } },
    })
    expect(found.length > 0).toBe(expected)
  })
})
