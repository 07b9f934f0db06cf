import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalJson } from '../../src/json/equal.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { adoptFleet } from '../../src/views/adopt/adopt-fleet.ts'
import { alignObject } from '../../src/views/adopt/align-object.ts'
import { indexLiveObjects } from '../../src/views/adopt/live-objects.ts'
import { compareObjects } from '../../src/views/fleet-diff/compare-objects.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import { fleetClusters, fleetObject, fleetOf } from '../helpers/fleets.ts'
import { nastyObject } from '../helpers/nasty-json.ts'
import { workload } from '../helpers/workload-arbitrary.ts'

const pairs = fc.oneof(fc.tuple(workload, workload), fc.tuple(nastyObject, nastyObject))
const clusters = ['a', 'b', 'c']
const named = workload.map((object): JsonObject => ({
  ...object,
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
}))

/** An object as an API server gives it back: with what only it sets, and the defaults of what is absent. */
function stored(object: JsonObject, uid: string): JsonObject {
  const spec = object['spec'] as JsonObject | undefined
  return {
    ...object,
    metadata: { ...(object['metadata'] as JsonObject), uid, resourceVersion: uid, managedFields: [] },
    ...(spec && { spec: { revisionHistoryLimit: 10, progressDeadlineSeconds: 600, ...spec } as Json }),
    status: { observedGeneration: 1 },
  } as JsonObject
}

describe('an adoption', () => {
  it('finds nothing where a fleet runs as it is rendered, with what API servers add', () => {
    fc.assert(
      fc.property(named, (object) => {
        const fleet = fleetOf(fleetClusters(clusters), [
          fleetObject('deployments.apps', [[clusters, object]]),
        ])
        const observed = new Map(
          clusters.map((cluster) => [cluster, indexLiveObjects([deepFreeze(stored(object, cluster))])]),
        )
        const { diff, equal, kept, leftBehind } = adoptFleet(fleet, observed)
        expect([diff.changes, kept, leftBehind]).toEqual([[], [], []])
        expect(equal.map((each) => each.clusters)).toEqual([clusters])
      }),
    )
  })

  it('takes the rendered object for the aligned one exactly where they are equal', () => {
    fc.assert(
      fc.property(pairs, ([live, rendered]) => {
        deepFreeze([live, rendered])
        const { object } = alignObject(live, rendered)
        expect(object === rendered).toBe(equalJson(object, rendered))
        expect(alignObject(rendered, rendered)).toEqual({ object: rendered, ignored: [], kept: [] })
      }),
    )
  })

  it('says of each field once whether it changes, is ignored or is kept', () => {
    fc.assert(
      fc.property(pairs, ([live, rendered]) => {
        const { object, ignored, kept } = alignObject(live, rendered)
        const changed = compareObjects(object, rendered).map(({ field }) => field)
        const all = [...changed, ...ignored.map(({ field }) => field), ...kept]
        expect(new Set(all).size).toBe(all.length)
        if (!equalJson(live, rendered)) expect(all).not.toEqual([])
      }),
    )
  })
})
