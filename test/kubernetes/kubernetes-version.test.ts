import { expect, it } from 'vitest'
import { parseKubernetesVersion } from '../../src/kubernetes/kubernetes-version.ts'

it.each([
  ['1.30', 30],
  ['v1.30', 30],
  ['1.9', 9],
  ['v1.30.4', 30],
  ['v1.30.4-gke.1000', 30],
  ['1.29.8+k3s1', 29],
  ['v1.28-eks-1234567', 28],
  ['1.3e1', undefined],
  ['1', undefined],
  ['2.0', undefined],
  ['1.', undefined],
  ['1.30.x', undefined],
  ['latest', undefined],
  [' 1.30', undefined],
])('the minor version of %j is %j', (version, minor) => {
  expect(parseKubernetesVersion(version)).toBe(minor)
})
