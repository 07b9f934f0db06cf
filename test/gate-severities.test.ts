import { describe, expect, it } from 'vitest'
import { defaultRenderConfig } from '../src/model/render-config.ts'
import { renderFiles } from './helpers/render-files.ts'

const cluster = `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: a}
`
const federated = (kind: string, name: string, spec: string): string => `apiVersion: types.kubefed.io/v1beta1
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
`
const files = {
  'cluster.yaml': cluster,
  'namespace.yaml': federated('FederatedNamespace', 'shop', '{placement: {clusterSelector: {}}}'),
  'good.yaml': federated(
    'FederatedConfigMap',
    'good',
    '{template: {data: {a: b}}, placement: {clusterSelector: {}}}',
  ),
}

describe('a fault that the configuration takes lightly', () => {
  for (const [code, text] of [
    ['schema-violation', federated('FederatedConfigMap', 'bad', '{placement: {clusters: a}}')],
    ['invalid-name', federated('FederatedConfigMap', 'Bad', '{placement: {clusterSelector: {}}}')],
    ['missing-type-config', federated('FederatedWidget', 'bad', '{placement: {clusterSelector: {}}}')],
    ['yaml-syntax', 'kind: FederatedConfigMap\nmetadata: {name: bad\n'],
  ] as const) {
    it(`holds what is no longer planned where ${code} is a warning`, () => {
      const config = { severities: new Map([[code, 'warning' as const]]) }
      const { tree } = renderFiles(
        { ...files, 'bad.yaml': text },
        { config: { ...defaultRenderConfig, ...config } },
      )
      expect(tree?.files.map((file) => file.path)).toContain('clusters/a/shop/configmaps/good.yaml')
      expect(tree?.held).toContainEqual({ reason: 'sources-in-error' })
    })
  }

  it('holds what a FederatedNamespace in error would have limited', () => {
    const namespace = federated('FederatedNamespace', 'shop', '{placement: {clusters: a}}')
    const config = {
      severities: new Map([
        ['schema-violation', 'off' as const],
        ['namespace-not-federated', 'off' as const],
      ]),
    }
    const { tree } = renderFiles(
      { ...files, 'namespace.yaml': namespace },
      { config: { ...defaultRenderConfig, ...config } },
    )
    expect(tree?.files.map((file) => file.path)).toStrictEqual(['.gitattributes'])
    expect(tree?.held).toContainEqual({ reason: 'object-in-error', file: 'shop/configmaps/good.yaml' })
  })
})
