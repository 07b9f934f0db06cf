import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultArgoCDConfig, defaultFluxConfig } from '../../src/model/delivery-config.ts'
import type { FileTree } from '../../src/model/file-tree.ts'
import { deliveryUnits, unitPath } from '../../src/agents/delivery-units.ts'
import { layOutDelivery } from '../../src/stages/emit/lay-out-delivery.ts'
import { emit } from '../../src/stages/emit/emit.ts'
import { filesOf } from '../../src/output/file-matrix.ts'
import { selectClusters } from '../../src/stages/emit/select.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import { fleetObjects } from '../helpers/fleet-arbitrary.ts'

const granularity = fc.constantFrom('cluster', 'namespace')

function agentFiles({ files }: FileTree): readonly unknown[] {
  return [...filesOf(files)].filter(({ path }) => /^(?:argocd|flux)\//.test(path))
}

describe('delivery', () => {
  it('is the same whichever clusters are rendered', () => {
    fc.assert(
      fc.property(fleetObjects, granularity, fc.nat(), (objects, granularity, seed) => {
        const { fleet } = compileObjects(objects)
        const delivery = deepFreeze({
          argocd: { ...defaultArgoCDConfig, repoURL: 'https://git.example.com/x.git', granularity },
          flux: { ...defaultFluxConfig, granularity },
        })
        const [files] = layOutDelivery(fleet, { delivery }, { path: 'rendered', isKnown: false })
        const selected = fleet.clusters
          .map(({ name }) => name)
          .filter((_, index) => (seed >> index) % 2 === 0)
        expect(agentFiles(emit(fleet, selectClusters(selected), files))).toStrictEqual(
          agentFiles(emit(fleet, undefined, files)),
        )
        const list = JSON.stringify(files)
        for (const { name } of fleet.clusters) expect(list).toContain(`rendered/clusters/${name}`)
      }),
    )
  })

  it('delivers every rendered file of a cluster by exactly one unit', () => {
    fc.assert(
      fc.property(fleetObjects, granularity, (objects, granularity) => {
        const { fleet, tree } = compileObjects(objects)
        const roots = deliveryUnits(fleet, granularity).map((unit) => `${unitPath(unit)}/`)
        for (const { path } of tree.files.filter((file) => file.path.startsWith('clusters/')))
          expect(roots.filter((root) => path.startsWith(root))).toHaveLength(1)
      }),
    )
  })
})
