import { expect, it } from 'vitest'
import { currentGroup } from '../../src/kubefed/groups.ts'

it.each([
  ['types.kubefed.io', 'types.kubefed.io'],
  ['types.kubefed.k8s.io', 'types.kubefed.io'],
  ['types.federation.k8s.io', 'types.kubefed.io'],
  ['core.kubefed.k8s.io', 'core.kubefed.io'],
  ['multiclusterdns.federation.k8s.io', 'multiclusterdns.kubefed.io'],
  ['federation.k8s.io', 'federation.k8s.io'],
  ['networking.k8s.io', 'networking.k8s.io'],
  ['', ''],
])('%j is %j in the current spelling', (group, current) => expect(currentGroup(group)).toBe(current))
