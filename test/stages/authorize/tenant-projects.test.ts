import { expect, it } from 'vitest'
import type { FleetObject } from '../../../src/model/fleet.ts'
import { tenantProjects } from '../../../src/stages/authorize/tenant-projects.ts'

function objectIn(namespace?: string): FleetObject {
  const named = { path: 'x.yaml', type: 'configmaps', kind: 'ConfigMap', name: 'x', variants: [] }
  return namespace === undefined ? named : { ...named, namespace }
}

const fleet = {
  clusters: ['eu-1', 'eu-2', 'us-1'].map((name) => ({ name, labels: new Map<string, string>() })),
  objects: [objectIn('shop-b'), objectIn('shop-a'), objectIn('shop-a'), objectIn('auth'), objectIn()],
  dns: [],
  held: [],
}

const shop = { name: 'shop', sources: ['shop/**'], namespaces: ['shop-*'], types: ['*'], clusters: ['eu-*'] }

it('gives a project what of the fleet its tenant may use, each once and sorted', () => {
  expect(tenantProjects([shop], fleet)).toStrictEqual([
    { name: 'shop', namespaces: ['shop-a', 'shop-b'], clusters: ['eu-1', 'eu-2'] },
  ])
})

it.each([
  ['of the whole fleet', { fleet: true }],
  ['without a namespace', { namespaces: ['other'] }],
  ['without a cluster', { clusters: ['other'] }],
])('gives none to a tenant %s', (_, rights) => {
  expect(tenantProjects([{ ...shop, ...rights }], fleet)).toStrictEqual([])
})
