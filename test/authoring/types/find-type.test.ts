import { describe, expect, it } from 'vitest'
import { findType, qualifiedPlural } from '../../../src/authoring/types/find-type.ts'
import { customTypes } from '../../../src/authoring/types/custom-types.ts'
import { builtinResources } from '../../../src/kubernetes/builtin-resources.ts'
import type { JsonObject } from '../../../src/model/json.ts'

describe("Kubernetes' own types", () => {
  it.each([
    ['Deployment', 'deployments.apps'],
    ['deploy', 'deployments.apps'],
    ['DEPLOYMENTS.apps', 'deployments.apps'],
    ['pvc', 'persistentvolumeclaims'],
    ['ingress', 'ingresses.networking.k8s.io'],
    ['cj', 'cronjobs.batch'],
    ['hpa', 'horizontalpodautoscalers.autoscaling'],
    ['events', 'events'],
    ['events.events.k8s.io', 'events.events.k8s.io'],
  ])('%s', (name, plural) => {
    const [type] = findType(name, builtinResources)
    expect(type && qualifiedPlural(type)).toBe(plural)
  })

  it('are ambiguous by a name that two groups have', () => {
    const [, diagnostics] = findType('Event', builtinResources)
    expect(diagnostics.map(({ code }) => code)).toStrictEqual(['type-ambiguous'])
  })

  it('are told apart by group', () => {
    const names = builtinResources.map(qualifiedPlural)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) {
      const [type] = findType(name, builtinResources)
      expect(type && qualifiedPlural(type)).toBe(name)
    }
  })
})

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

  it('stand in the template of a FederatedCustomResourceDefinition too, and in the old form', () => {
    const template = definition({ scope: 'Namespaced', version: 'v1' })
    const federated = { kind: 'FederatedCustomResourceDefinition', spec: { template } }
    expect(customTypes([federated])).toMatchObject([{ version: 'v1', scope: 'Namespaced' }])
  })

  it('are none where the definition is not complete', () => {
    const versions = [{ name: 'v1', served: true }]
    const faulty = [{ versions, group: '' }, { versions, names: {} }, { versions: [] }, {}]
    expect(customTypes(faulty.map(definition))).toStrictEqual([])
  })
})
