import { expect, it } from 'vitest'
import { renderFiles } from '../../helpers/render-files.ts'

const domain = (namespace: string, name: string): string => `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: ${name}${namespace}}
domain: example.com
`
const system = ', namespace: kube-federation-system'

it.each([
  ['twice in the system namespace', domain(system, 'a'), domain(system, 'a'), ['duplicate-object']],
  ['in the system namespace and without one', domain(system, 'a'), domain('', 'a'), ['duplicate-object']],
  ['by two names', domain(system, 'a'), domain(system, 'b'), []],
])('a Domain that is declared %s', (_, first, second, codes) => {
  const { diagnostics } = renderFiles({ 'a.yaml': first, 'b.yaml': second })
  expect(diagnostics.map((each) => each.code)).toStrictEqual(codes)
})
