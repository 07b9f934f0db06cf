import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../../../helpers/test-repository.ts'

const template = `{spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: x}]}}}}`
const note = (op: string, more = ''): string =>
  `overrides: [{clusterName: a, clusterOverrides: [${more}{path: /metadata/annotations/note, op: ${op}${op === 'remove' ? '' : ', value: x'}}]}]`

/** What is rendered for cluster a, and the codes about overrides. */
function render(source: string, observed: Readonly<Record<string, string>> = {}): readonly unknown[] {
  const repository = createTestRepository({
    'fleet.yaml': clusterYaml('a') + clusterYaml('b') + namespaceYaml('shop'),
    'web.yaml': source,
    ...observed,
  })
  const { stderr } = repository.run('render', '--keep-going')
  const files = Object.entries(repository.rendered()).filter(([path]) => path.startsWith('clusters/a/shop/'))
  const codes = [...stderr.matchAll(/(?:error|warning) (override-[a-z-]+):/g)].map(([, code]) => code)
  return [files.map(([, text]) => /^ {2}annotations:\n(?: {4}.*\n)+/m.exec(text)?.[0] ?? ''), codes]
}

const deployment = (overrides: string): string =>
  federatedYaml('Deployment', 'shop/web', `template: ${template}, ${overrides}`)
const configMap = (overrides: string): string =>
  federatedYaml('ConfigMap', 'shop/web', `template: {data: {a: b}}, ${overrides}`)
const live = (kind: string, annotations: string): Readonly<Record<string, string>> => ({
  'observed/a.yaml': `apiVersion: ${kind === 'Deployment' ? 'apps/v1' : 'v1'}
kind: ${kind}
metadata: {name: web, namespace: shop, labels: {kubefed.io/managed: "true"}, annotations: ${annotations}}
spec: {replicas: 1}
`,
})
const rendered = '  annotations:\n    note: x\n'

describe('an override of one annotation where nothing else sets one', () => {
  it.each(['add', 'replace'])('%s is applied to a kind that Kubernetes annotates, with a warning', (op) => {
    expect(render(deployment(note(op)))).toStrictEqual([[rendered], ['override-needs-annotations']])
  })

  it('fails for another kind of which nothing was observed', () => {
    expect(render(configMap(note('add')))).toStrictEqual([[], ['override-not-applicable']])
  })

  it.each([
    ['Deployment', deployment],
    ['ConfigMap', configMap],
  ])('is applied to a %s that was observed with annotations, and fails where it has none', (kind, source) => {
    expect(render(source(note('add')), live(kind, '{x: y}'))).toStrictEqual([[rendered], []])
    expect(render(source(note('add')), live(kind, '{}'))).toStrictEqual([[], ['override-not-applicable']])
  })

  it('is no matter of observed state where an override before it adds annotations', () => {
    const all = '{path: /metadata/annotations, op: add, value: {other: "1"}}, '
    expect(render(deployment(note('add', all)))).toStrictEqual([
      ['  annotations:\n    other: "1"\n    note: x\n'],
      [],
    ])
  })

  it('cannot remove what only the live object has', () => {
    expect(render(deployment(note('remove')), live('Deployment', '{note: y}'))).toStrictEqual([
      [],
      ['override-not-applicable'],
    ])
  })
})

it('an override may be applied in one cluster and fail in another', () => {
  const both = note('add').replace(
    ']}]',
    `]}, {clusterName: b, clusterOverrides: [{path: /metadata/annotations/note, op: add, value: x}]}]`,
  )
  const repository = createTestRepository({
    'fleet.yaml': clusterYaml('a') + clusterYaml('b') + namespaceYaml('shop'),
    'web.yaml': configMap(both),
    ...live('ConfigMap', '{x: y}'),
  })
  const statuses = JSON.parse(repository.run('status', '--type', 'cm', '-o', 'json').stdout) as unknown
  expect(statuses).toMatchObject([
    {
      clusters: [
        { name: 'a', status: '' },
        { name: 'b', status: 'ApplyOverridesFailed' },
      ],
    },
  ])
})
