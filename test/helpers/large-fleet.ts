import { configMapYaml, inventoryYaml, namespaceYaml } from './kubefed-yaml.ts'

/** The sources of a fleet of 101 clusters with 101 files each, which are enough for two threads to write. */
export const largeFleet: ReadonlyMap<string, string> = new Map([
  ['clusters.yaml', inventoryYaml(...Array.from({ length: 101 }, (_, index) => `c${index}`))],
  ['namespace.yaml', namespaceYaml('shop')],
  ['shop.yaml', Array.from({ length: 100 }, (_, index) => configMapYaml(`shop/s${index}`)).join('')],
])
