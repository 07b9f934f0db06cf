import { describe, expect, it } from 'vitest'
import { typeConfigFor } from '../../src/kubefed/type-config-for.ts'
import { targetNamespace } from '../../src/kubefed/target-namespace.ts'
import type { Scope } from '../../src/model/api-resource.ts'

function ofKind(kind: string, scope: Scope, group = ''): string | undefined {
  const type = typeConfigFor({ group, version: 'v1', kind, pluralName: 'any', scope })
  return targetNamespace({ type, namespace: 'shop' })
}

describe('targetNamespace', () => {
  it('is the namespace of the federated object for a type that lives in namespaces', () => {
    expect(ofKind('ConfigMap', 'Namespaced')).toBe('shop')
    expect(ofKind('Namespace', 'Namespaced', 'example.com')).toBe('shop')
  })

  it('is none for a cluster-scoped type, and for Namespaces whatever their type says', () => {
    expect(ofKind('Widget', 'Cluster')).toBeUndefined()
    expect(ofKind('Namespace', 'Namespaced')).toBeUndefined()
  })
})
