import { describe, expect, it } from 'vitest'
import { isVersionOf } from '../../src/kubernetes/is-version-of.ts'

describe('isVersionOf', () => {
  it.each([
    ['v1', 'ConfigMap', ''],
    ['v9beta1', 'ConfigMap', ''],
    ['apps/v1beta2', 'Deployment', 'apps'],
    ['extensions/v1beta1', 'Deployment', 'apps'],
    ['extensions/v1beta1', 'Ingress', 'networking.k8s.io'],
    ['events.k8s.io/v1', 'Event', ''],
  ])('%s is a version of %s of the group %j', (apiVersion, kind, group) =>
    expect(isVersionOf(apiVersion, kind, group)).toBe(true),
  )

  it.each([
    ['serving.knative.dev/v1', 'Service', ''],
    ['v1', 'Deployment', 'apps'],
    ['extensions/v1beta1', 'StatefulSet', 'apps'],
    ['extensions/v1beta1', 'NetworkPolicy', 'policy'],
    ['apps.example.com/v1', 'Deployment', 'apps'],
    ['a/b/c', 'Widget', 'a'],
    ['/v1', 'ConfigMap', ''],
    ['v1/', 'ConfigMap', ''],
    ['', 'ConfigMap', ''],
    ['v1 ', 'ConfigMap', ''],
    ['V1', 'ConfigMap', ''],
  ])('%j is none of %s of the group %j', (apiVersion, kind, group) =>
    expect(isVersionOf(apiVersion, kind, group)).toBe(false),
  )
})
