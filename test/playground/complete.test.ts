import { expect, it } from 'vitest'
import { createCompiler } from '../../site/playground/worker/compile-fleet.ts'
import { createCompletion } from '../../site/playground/worker/complete.ts'
import type { Completions } from '../../site/playground/protocol.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

const fleet = [
  { path: 'clusters.yaml', text: inventoryYaml('east', 'west') },
  { path: 'shop.yaml', text: namespaceYaml('shop') + configMapYaml('shop/settings', 'x') },
]
const compile = createCompiler()
const complete = createCompletion()

/** What is offered at the mark `┆` of a file that is edited. */
function offered(marked: string): Completions {
  const offset = marked.indexOf('┆')
  const edited = { path: 'edited.yaml', text: marked.replace('┆', '') }
  return complete(compile([...fleet, edited], []), { ...edited, offset })
}

const header =
  'apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata: {name: a, namespace: shop}\n'

it('offers clusters, in the place of what is typed of one', () => {
  const marked = `${header}spec:\n  placement:\n    clusters:\n    - name: ea┆\n`
  const { from, to, options } = offered(marked)
  expect(options).toStrictEqual([expect.objectContaining({ label: 'east', kind: 'cluster', insert: 'east' })])
  expect([from, to]).toStrictEqual([marked.indexOf('ea┆'), marked.indexOf('┆')])
})

it('offers the fields of a schema, with their colon', () => {
  const { options } = offered(`${header}spec:\n  placem┆\n`)
  expect(options).toStrictEqual([
    expect.objectContaining({ label: 'placement', kind: 'field', insert: 'placement: ' }),
  ])
})

it('offers nothing in a comment', () => {
  const marked = `${header}# pla┆\n`
  expect(offered(marked)).toStrictEqual({ from: marked.indexOf('┆'), to: marked.indexOf('┆'), options: [] })
})

it('knows the clusters of the last fleet while the configuration is in error', () => {
  const config = { path: 'fedrender.yaml', text: 'kind: [' }
  const text = `${header}spec:\n  placement:\n    clusters:\n    - name: w`
  offered(`${text}┆`)
  const { options } = complete(compile([...fleet, config], []), { path: 'a.yaml', text, offset: text.length })
  expect(options.map(({ label }) => label)).toStrictEqual(['west'])
})
