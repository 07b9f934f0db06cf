import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import { federated, federatedNamespace, kubeFedCluster } from '../../../helpers/kubefed-objects.ts'

const fleet = [kubeFedCluster('a'), federatedNamespace('shop')]
const typeOfVersion = (version: string, group = 'types.kubefed.io'): JsonObject => ({
  apiVersion: 'core.kubefed.io/v1beta1',
  kind: 'FederatedTypeConfig',
  metadata: { name: 'configmaps' },
  spec: {
    targetType: { version: 'v1', kind: 'ConfigMap', scope: 'Namespaced' },
    federatedType: { group, version, kind: 'FederatedConfigMap', scope: 'Namespaced' },
    propagation: 'Enabled',
  },
})
const web = (apiVersion: string): JsonObject => ({ ...federated('ConfigMap', 'web'), apiVersion })

/** Code, pointer, hint, and what the fix writes, of each diagnostic. */
function compile(...objects: readonly JsonObject[]): readonly (readonly unknown[])[] {
  const { diagnostics } = compileObjects([...fleet, ...objects])
  return diagnostics.map(({ code, at, hint, fix }) => [
    code,
    at !== undefined && 'pointer' in at ? at.pointer : undefined,
    hint,
    fix?.kind === 'edit' ? fix.edits : undefined,
  ])
}

const found = (code: string, value: string): readonly unknown[] => [
  code,
  '/apiVersion',
  `Write "${value}".`,
  [{ pointer: '/apiVersion', value }],
]

describe('the apiVersion of an object that KubeFed reads', () => {
  it('has the version that the built-in type has', () => {
    expect(compile(web('types.kubefed.io/v1beta1'))).toStrictEqual([])
    const expected = [found('unserved-version', 'types.kubefed.io/v1beta1')]
    expect(compile(web('types.kubefed.io/v1alpha1'))).toStrictEqual(expected)
  })

  it('has the version that the FederatedTypeConfig of the repository has', () => {
    expect(compile(typeOfVersion('v1'), web('types.kubefed.io/v1'))).toStrictEqual([])
    const expected = [found('unserved-version', 'types.kubefed.io/v1')]
    expect(compile(typeOfVersion('v1'), web('types.kubefed.io/v1beta1'))).toStrictEqual(expected)
  })

  it("has the version of KubeFed's own groups", () => {
    const cluster = { ...kubeFedCluster('b'), apiVersion: 'core.kubefed.io/v1' }
    expect(compile(cluster)).toStrictEqual([found('unserved-version', 'core.kubefed.io/v1beta1')])
  })

  it('is an error of an object that is rendered where the configuration takes it lightly', () => {
    const { diagnostics, resources } = compileObjects([...fleet, web('types.kubefed.io/v2')])
    expect(diagnostics.map(({ severity, message }) => [severity, message])).toStrictEqual([
      [
        'error',
        'KubeFed has no FederatedConfigMap of "types.kubefed.io/v2", only of "types.kubefed.io/v1beta1".',
      ],
    ])
    expect(resources.federatedResources.map((each) => each.name)).toStrictEqual(['shop', 'web'])
  })

  it('may be that of the current group where a FederatedTypeConfig names an early one', () => {
    const type = typeOfVersion('v1alpha1', 'types.federation.k8s.io')
    expect(compile(type, web('types.kubefed.io/v1beta1'))).toStrictEqual([
      [
        'early-group-spelling',
        '/spec/federatedType/group',
        'Write "types.kubefed.io".',
        [
          { pointer: '/spec/federatedType/group', value: 'types.kubefed.io' },
          { pointer: '/spec/federatedType/version', value: 'v1beta1' },
        ],
      ],
    ])
  })

  it('is written whole by the fix of an early group, whose versions were others', () => {
    const expected = [found('early-group-spelling', 'types.kubefed.io/v1beta1')]
    expect(compile(web('types.federation.k8s.io/v1alpha1'))).toStrictEqual(expected)
  })
})
