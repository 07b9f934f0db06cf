import { expect, it } from 'vitest'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { formatText } from '../../../../src/views/fleet-diff/format/text.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'
import { sampleDiff } from './sample-diff.ts'

it('has a block for each object, the riskiest first, and a summary', () => {
  expect(formatText(sampleDiff(), false)).toMatchInlineSnapshot(`
    "configmaps shop/old
      removed in all 10 clusters
        critical config-deleted: shop/web mounts "old"

    configmaps shop/stays
      held in c0 (propagation-disabled)

    configmaps shop/run
      changed in all 10 clusters
        ~ /data/script:
        -   echo one
        +   echo two

    deployments.apps shop/web
      changed in all 10 clusters
        ~ /spec/template/spec/containers/[name=web]/image: "web:1" → "web:2"
        + /spec/template/spec/containers/[name=web]/args/0: "--fast"
        from fleet/web.yaml:3-4
        from fleet/web.yaml:1 (before)
      changed in all 6 with region=eu
        ~ /spec/replicas: 2 → 1152921504606846976
        from fleet/web.yaml:3-4
        from fleet/web.yaml:1 (before)

    configmaps shop/new
      added in all 10 clusters but c9

    1 critical · 5 edits · 5 objects (1 added, 2 changed, 1 removed, 1 held) · 10 of 10 clusters
    "
  `)
})

it('says so where nothing changes', () => {
  const fleet = fleetOf(fleetClusters(['c1']), [])
  expect(formatText(fleetDiff(fleet, fleet), false)).toBe('Nothing changes in any cluster.\n')
})

it('shows one removal for all variants', () => {
  const clusters = fleetClusters(['c1', 'c2'])
  const config = (color: string) => ({
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'shop' },
    data: { color },
  })
  const base = fleetOf(clusters, [
    fleetObject('configmaps', [
      [['c1'], config('red')],
      [['c2'], config('blue')],
    ]),
  ])
  expect(formatText(fleetDiff(base, fleetOf(clusters, [])), false)).toContain(
    'configmaps shop/a\n  removed in c1, c2\n\n',
  )
})

it('prints nothing that a terminal obeys', () => {
  const evil = 'a\u001b[2J\u0007\r\u202e'
  const clusters = fleetClusters([evil])
  const config = (value: string) => ({
    kind: 'ConfigMap',
    metadata: { name: evil, namespace: evil },
    data: { [evil]: value },
  })
  const fleet = (value: string) => fleetOf(clusters, [fleetObject('configmaps', [[[evil], config(value)]])])
  const text = formatText(fleetDiff(fleet(evil), fleet(`${evil}\n${evil}\n`)), false)
  expect(text).not.toMatch(/[^\n\P{Cc}]|\u202e/u)
})

it('colours kinds and signs where colours are wanted', () => {
  expect(formatText(sampleDiff(), true)).toContain('\u001b[31mremoved\u001b[39m')
})
