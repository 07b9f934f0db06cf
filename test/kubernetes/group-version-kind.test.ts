import { describe, expect, it } from 'vitest'
import {
  apiVersionOf,
  groupKind,
  groupOf,
  pluralName,
  versionOf,
} from '../../src/kubernetes/group-version-kind.ts'

describe('apiVersion', () => {
  it.each([
    ['v1', '', 'v1'],
    ['apps/v1', 'apps', 'v1'],
    ['types.kubefed.io/v1beta1', 'types.kubefed.io', 'v1beta1'],
  ])('%s is a group and a version, and is made of them', (apiVersion, group, version) => {
    expect([groupOf(apiVersion), versionOf(apiVersion)]).toStrictEqual([group, version])
    expect(apiVersionOf(group, version)).toBe(apiVersion)
  })
})

describe('groupKind', () => {
  it('leaves the core group out', () => {
    expect([groupKind('', 'Service'), groupKind('apps', 'Deployment')]).toStrictEqual([
      'Service',
      'Deployment.apps',
    ])
  })
})

describe('pluralName', () => {
  it.each([
    ['Deployment', 'deployments'],
    ['Ingress', 'ingresses'],
    ['Box', 'boxes'],
    ['Quartz', 'quartzes'],
    ['Batch', 'batches'],
    ['Mesh', 'meshes'],
    ['Photo', 'photoes'],
    ['Policy', 'policies'],
    ['Gateway', 'gatewaies'],
    ['FederatedNetworkPolicy', 'federatednetworkpolicies'],
  ])('guesses the plural of %s as KubeFed does', (kind, plural) => expect(pluralName(kind)).toBe(plural))
})
