import { describe, expect, it } from 'vitest'
import { customTypes, otherNames } from '../../src/kubernetes/custom-types.ts'
import type { JsonObject } from '../../src/model/json.ts'

const definition = (spec: JsonObject): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: { group: 'example.com', names: { kind: 'Widget', plural: 'widgets', shortNames: ['wd'] }, ...spec },
})

describe('types that the repository defines', () => {
  it('have the version that Kubernetes prefers of those served', () => {
    const versions = ['v1beta1', 'v2alpha1', 'v1', 'v2'].map((name) => ({ name, served: name !== 'v2' }))
    const [type] = customTypes([definition({ scope: 'Cluster', versions })])
    expect(type).toMatchObject({ version: 'v1', scope: 'Cluster', kind: 'Widget', shortNames: ['wd'] })
  })

  it('may be in the template of a FederatedCustomResourceDefinition too, and in the old form', () => {
    const template = definition({ scope: 'Namespaced', version: 'v1' })
    const federated = { kind: 'FederatedCustomResourceDefinition', spec: { template } }
    expect(customTypes([federated])).toMatchObject([{ version: 'v1', scope: 'Namespaced' }])
  })

  it('are none where the definition is not complete', () => {
    const versions = [{ name: 'v1', served: true }]
    const faulty = [{ versions, group: '' }, { versions, names: {} }, { versions: [] }, {}]
    expect(customTypes(faulty.map(definition))).toStrictEqual([])
  })

  it('have a singular name, short names and categories besides', () => {
    const names = {
      kind: 'Widget',
      plural: 'widgets',
      singular: 'gear',
      shortNames: ['wd'],
      categories: ['toys'],
    }
    const types = customTypes([definition({ version: 'v1', names })])
    expect(types.map(otherNames)).toStrictEqual([['gear', 'wd', 'toys']])
  })
})
