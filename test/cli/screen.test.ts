import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const podTemplate =
  '{metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: registry.example.com/shop/web:1.25.3}]}}'
const template = `{spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: ${podTemplate}}}`
const overrides =
  '[{clusterName: europe-west-1, clusterOverrides: [{path: /spec/template/spec/containers/0/image, value: nginx}]}]'
const repository = createTestRepository({
  'clusters.yaml':
    inventoryYaml('europe-west-1', 'asia-south-1') +
    clusterYaml('us-east-1', '{}', '{conditions: [{type: Ready, status: "False"}]}'),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': `${federatedYaml('Deployment', 'shop/web', `template: ${template}, overrides: ${overrides}`)}---
apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 50, clusters: {"*": {weight: 1}, asia-south-1: {weight: 1, maxReplicas: 20}}}
`,
})

const commandLines = [
  ['explain', 'europe-west-1', 'deploy/web'],
  ['plan'],
  ['find', '--field', '/spec/template/spec/containers/*/image'],
  ['status', '--all'],
  ['clusters', '-o', 'wide'],
] as const

/** Lines that are longer than a screen, but for titles and for what has no blank in it, which can be copied. */
function tooLong(text: string, columns: number): readonly string[] {
  return text.split('\n').filter((line) => line.length > columns && /^ +\S+ +\S+ /.test(line))
}

describe.each(commandLines.map((words) => [words.join(' '), words] as const))('%s', (_, words) => {
  it('fits a screen of 80 columns, and of 50', () => {
    for (const columns of [80, 50]) {
      const { stdout } = repository.runOn({ outputColumns: columns }, ...words)
      expect(tooLong(stdout, columns)).toStrictEqual([])
    }
  })

  it('takes COLUMNS for the width, and has lines of any length without a terminal', () => {
    const environment = (name: string): string | undefined => (name === 'COLUMNS' ? '50' : undefined)
    const wished = repository.runOn({ environment, outputColumns: 300 }, ...words).stdout
    expect(wished).toBe(repository.runOn({ outputColumns: 50 }, ...words).stdout)
    const { stdout } = repository.run(...words)
    expect(repository.runOn({ outputColumns: 500 }, ...words).stdout).toBe(stdout)
    expect(wished).not.toBe(stdout)
  })

  it('has the same text in colours', () => {
    const { stdout } = repository.run(...words)
    const colored = repository.runOn({ colorOutput: true }, ...words).stdout
    expect(stripVTControlCharacters(colored)).toBe(stdout)
    if (words[0] !== 'find') expect(colored).not.toBe(stdout)
  })
})

it('an explanation on a narrow screen has a block for each field', () => {
  const { stdout } = repository.runOn(
    { outputColumns: 60 },
    'explain',
    'europe-west-1',
    'deploy/web',
    '/spec/template/spec',
  )
  expect(stdout).toBe(`Deployment shop/web in europe-west-1, from web.yaml:3
rendered: clusters/europe-west-1/shop/deployments.apps/web.yaml

Placed there because
  web.yaml:10
    the ReplicaSchedulingPreference "web" divides replicas
    among clusters, europe-west-1 among them
  shop.yaml:4
    FederatedNamespace "shop": the clusterSelector requires
    nothing, so it selects every cluster

/spec/template/spec/containers/0/name
  VALUE    "web"
  SOURCE   web.yaml:4
  WHY      template

/spec/template/spec/containers/0/image
  VALUE    "nginx"
  SOURCE   web.yaml:4
  WHY      override, in place of
           "registry.example.com/shop/web:1.25.3" (template,
           web.yaml:4)
`)
})

it('help has colours on a terminal, and not where they are switched off', () => {
  const help = (...words: readonly string[]): string =>
    repository.runOn({ colorOutput: true }, ...words).stdout
  expect(help('help')).toContain('\u001B[1mNAME\u001B[22m\n')
  expect(help('render', '--help')).toContain('\u001B[36m--check\u001B[39m')
  expect(help('render', '--help')).toContain('\u001B[1mEXAMPLE\u001B[22m\n')
  expect(help('--color', 'never', 'render', '--help')).toBe(repository.run('render', '--help').stdout)
})
