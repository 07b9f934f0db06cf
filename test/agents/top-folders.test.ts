import { expect, it } from 'vitest'
import { agents } from '../../src/agents/agents.ts'
import { isInTopFolder, topFolders } from '../../src/agents/top-folders.ts'
import { inCluster, inDNS } from '../../src/output/layout.ts'

it('a run may prune in the folders of the clusters, of their records, of the DNSEndpoints and of every agent, and nowhere else', () => {
  expect(topFolders).toStrictEqual(['argocd', 'clusters', 'dns', 'flux', 'pending'])
  const inside = [inCluster('a', 'x'), inDNS('x'), ...agents.map(({ folder }) => `${folder}/x`)]
  expect(inside.filter((path) => !isInTopFolder(path))).toStrictEqual([])
  expect(['clusters', 'clusters2/a', 'other/clusters/a', ''].filter(isInTopFolder)).toStrictEqual([])
})

it('no two of these folders have one name', () => {
  expect(new Set(topFolders).size).toBe(topFolders.length)
})
