import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository } from './attacked-repository.ts'

const clusters = ['centre', 'east', 'north', 'south', 'west']
const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nprune: {maxFraction: 1}\n'

/** A ConfigMap of five clusters that the change takes out of all, where the guard lets half of them lose it. */
const attacked = () =>
  attackedRepository(
    {
      'fedrender.yaml': config,
      'clusters.yaml': inventoryYaml(...clusters),
      'shop.yaml':
        namespaceYaml('shop') + configMapYaml('shop/settings', 'a') + configMapYaml('shop/more', 'a'),
    },
    { 'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/more', 'a') },
  )

it.each([
  ['one cluster at a time', clusters.map((cluster) => ['--cluster', cluster])],
  ['one shard at a time', [1, 2, 3, 4, 5].map((part) => ['--shard', `${part}/5`])],
])('a deletion that the guard refuses is refused too when it is rendered %s', (_, parts) => {
  const { directory, fedrender } = attacked()
  expect(fedrender('render').status).toBe(2)
  const refused = parts.filter((part) => {
    const { status, stderr } = fedrender('render', ...part)
    expect([part, status === 2]).toStrictEqual([part, stderr.includes('error prune-guard: ')])
    return status === 2
  })
  // A shard may have no cluster.
  expect(refused.length).toBeGreaterThan(1)
  for (const cluster of clusters) {
    expect(existsSync(`${directory}/rendered/clusters/${cluster}/shop/configmaps/settings.yaml`)).toBe(true)
  }
})

it('the action fails with it, and its comment shows what goes', () => {
  const { exitCode, comment } = attacked().action()
  expect([exitCode, comment]).toStrictEqual([
    2,
    expect.stringContaining('`configmaps shop/settings` removed'),
  ])
})
