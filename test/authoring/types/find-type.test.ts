import { describe, expect, it } from 'vitest'
import { findType, qualifiedPlural } from '../../../src/authoring/types/find-type.ts'
import { builtinResources } from '../../../src/kubernetes/builtin-resources.ts'

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
