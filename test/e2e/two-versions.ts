import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

const clusters = Array.from({ length: 12 }, (_, index) => `c${index}`)
const placedIn = (index: number): string => `{clusters: [{name: ${clusters[index % clusters.length]}}]}`
const count = 60

/**
 * The sources of a fleet at one of two commits: most files have other content in each, a few objects are in one of
 * them only, and `same` is equal in both. No change from one to the other is as large as the prune guard's limits.
 */
export function sourcesOf(version: 'one' | 'two'): ReadonlyMap<string, string> {
  const indexes = Array.from({ length: count }, (_, index) => index)
  return new Map([
    ['clusters.yaml', inventoryYaml(...clusters)],
    ['namespace.yaml', namespaceYaml('shop')],
    ['same.yaml', indexes.map((index) => configMapYaml(`shop/same-${index}`)).join('')],
    ['changes.yaml', indexes.map((index) => configMapYaml(`shop/changes-${index}`, version)).join('')],
    [
      'comes-and-goes.yaml',
      indexes.map((index) => configMapYaml(`shop/only-${version}-${index}`, 'x', placedIn(index))).join(''),
    ],
  ])
}
