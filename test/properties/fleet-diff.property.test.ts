import jsonpatch from 'fast-json-patch'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equalJson } from '../../src/json/equal.ts'
import { pointerSegments } from '../../src/json/pointer.ts'
import { compareText } from '../../src/text/compare-text.ts'
import type { FieldChange, FleetChange } from '../../src/model/fleet-diff.ts'
import type { Fleet, FleetObject } from '../../src/model/fleet.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { compareObjects } from '../../src/views/fleet-diff/compare-objects.ts'
import { fleetDiff } from '../../src/views/fleet-diff/fleet-diff.ts'
import { applyFieldChanges } from '../helpers/apply-field-changes.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import { fleetClusters, fleetObject, fleetOf } from '../helpers/fleets.ts'
import { nastyObject } from '../helpers/nasty-json.ts'
import { workload } from '../helpers/workload-arbitrary.ts'

const pairs = fc.oneof(fc.tuple(workload, workload), fc.tuple(nastyObject, nastyObject))

describe('the fields of two objects that differ', () => {
  it('are none exactly where the objects are equal', () => {
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        deepFreeze([base, head])
        expect(compareObjects(base, base)).toEqual([])
        expect(compareObjects(base, structuredClone(base))).toEqual([])
        expect(compareObjects(base, head).length === 0).toBe(equalJson(base, head))
      }),
    )
  })

  it('make the one object of the other', () => {
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        const applied = applyFieldChanges(base, compareObjects(base, head))
        expect(equalJson(applied, head)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('are each there once', () => {
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        const fields = compareObjects(base, head).map(({ field }) => field)
        expect(new Set(fields).size).toBe(fields.length)
      }),
    )
  })

  it('are the same from the other side', () => {
    fc.assert(
      fc.property(pairs, ([base, head]) => {
        const other = { ...head, kind: base['kind'] ?? null }
        const swapped = compareObjects(other, base).map(swapSides)
        expect(sortFields(swapped)).toEqual(sortFields(compareObjects(base, other)))
      }),
    )
  })

  it('are those of fast-json-patch where there is no list', () => {
    const tree = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<Json>(null, 0, 1, 'a', 'b', true),
        fc.dictionary(fc.constantFrom('a', 'b', 'c/d', 'e~f', 'kind'), tie('node'), {
          noNullPrototype: true,
        }),
      ),
    })).node
    const mapping = fc.dictionary(fc.constantFrom('a', 'b', 'c'), tree, { noNullPrototype: true })
    fc.assert(
      fc.property(mapping, mapping, (base, head) => {
        const expected = jsonpatch.compare(base, head).map(({ op, path }) => `${op} ${path}`)
        const actual = compareObjects(base, head).map(
          ({ from, to, field }) =>
            `${from === undefined ? 'add' : to === undefined ? 'remove' : 'replace'} ${field}`,
        )
        expect(actual.sort(compareText)).toEqual(expected.sort(compareText))
      }),
    )
  })
})

const names = ['c1', 'c2', 'c3', 'c4']

/** A fleet whose objects have up to three variants, placed in some of the clusters. */
const fleet: fc.Arbitrary<Fleet> = fc
  .array(
    fc.record({
      name: fc.constantFrom('web', 'api'),
      namespace: fc.constantFrom('shop', 'store'),
      variants: fc.uniqueArray(workload, { minLength: 1, maxLength: 3, comparator: equalJson }),
      places: fc.array(fc.nat(3), { minLength: names.length, maxLength: names.length }),
    }),
    { maxLength: 4 },
  )
  .map((objects) => {
    const found = new Map<string, FleetObject>()
    for (const { name, namespace, variants, places } of objects) {
      const placed = variants.flatMap((variant, index) => {
        const clusters = names.filter((_, cluster) => places[cluster] === index)
        const object = { ...variant, kind: 'Deployment', metadata: { name, namespace } }
        return clusters.length === 0 ? [] : [[clusters, object] as const]
      })
      const distinct = placed.filter(
        ([, object], index) => placed.findIndex(([, each]) => equalJson(each, object)) === index,
      )
      if (distinct.length === 0) continue
      const object = fleetObject('deployments.apps', distinct)
      found.set(object.path, object)
    }
    return fleetOf(fleetClusters(names), [...found.values()])
  })

describe('the diff of two fleets', () => {
  it('is empty for equal fleets', () => {
    fc.assert(
      fc.property(fleet, (each) => {
        expect(fleetDiff(each, each).changes).toEqual([])
        expect(fleetDiff(each, structuredClone(each)).summary).toEqual([])
      }),
    )
  })

  it('has no two changes of one object with both a field and a cluster in common', () => {
    fc.assert(
      fc.property(fleet, fleet, (base, head) => {
        const seen = fleetDiff(base, head).changes.flatMap(({ object, clusters, fields, kind }) =>
          clusters.flatMap((cluster) =>
            (kind === 'changed' ? fields.map(({ field }) => field) : ['']).map(
              (field) => `${object.path} ${cluster} ${field}`,
            ),
          ),
        )
        expect(new Set(seen).size).toBe(seen.length)
      }),
    )
  })

  it('says of every cluster what comparing its objects says', () => {
    fc.assert(
      fc.property(fleet, fleet, (base, head) => {
        const { changes } = fleetDiff(base, head)
        for (const { path } of [...base.objects, ...head.objects]) {
          for (const cluster of names) {
            const own = changes.filter((each) => each.object.path === path && each.clusters.includes(cluster))
            const [before, after] = [objectIn(base, path, cluster), objectIn(head, path, cluster)]
            if (before && after) {
              const fields = own.flatMap((each) => each.fields)
              expect(sortFields(fields).map(withoutPointers)).toEqual(
                sortFields(compareObjects(before, after)).map(withoutPointers),
              )
            } else {
              const kinds = before ? ['removed'] : after ? ['added'] : []
              expect(own.map(({ kind }) => kind)).toEqual(kinds)
              expect(own.map(({ base, head }) => base ?? head)).toEqual(kinds.map(() => before ?? after))
            }
          }
        }
      }),
    )
  })

  it('has pointers into the objects that it shows', () => {
    fc.assert(
      fc.property(fleet, fleet, (base, head) => {
        for (const { fields, base: before, head: after } of fleetDiff(base, head).changes) {
          for (const { basePointer, headPointer, from, to, reordered } of fields) {
            if (reordered) continue
            if (basePointer !== undefined) expect(valueAt(before!, basePointer)).toEqual(from)
            if (headPointer !== undefined) expect(valueAt(after!, headPointer)).toEqual(to)
          }
        }
      }),
    )
  })

  it('has additions for removals from the other side', () => {
    fc.assert(
      fc.property(fleet, fleet, (base, head) => {
        const [there, back] = [fleetDiff(base, head), fleetDiff(head, base)]
        const swap = { added: 'removed', removed: 'added', changed: 'changed', held: 'held' } as const
        const describe = (change: FleetChange, kind: string): string =>
          [
            kind,
            change.object.path,
            change.clusters.join(),
            ...change.fields.map(({ field }) => field).sort(compareText),
          ].join(' ')
        expect(back.changes.map((each) => describe(each, swap[each.kind])).sort(compareText)).toEqual(
          there.changes.map((each) => describe(each, each.kind)).sort(compareText),
        )
      }),
    )
  })
})

function objectIn(fleet: Fleet, path: string, cluster: string): JsonObject | undefined {
  const variants = fleet.objects.find((each) => each.path === path)?.variants ?? []
  return variants.find(({ clusters }) => clusters.includes(cluster))?.object
}

function withoutPointers({ field, from, to, reordered }: FieldChange): readonly unknown[] {
  return [field, from, to, reordered]
}

function valueAt(value: Json, pointer: string): Json {
  return pointerSegments(pointer).reduce((at, key) => (at as Record<string, Json>)[key]!, value)
}

function swapSides({ field, basePointer, headPointer, from, to, reordered }: FieldChange): FieldChange {
  return {
    field,
    ...(headPointer !== undefined && { basePointer: headPointer }),
    ...(basePointer !== undefined && { headPointer: basePointer }),
    ...(to !== undefined && { from: to }),
    ...(from !== undefined && { to: from }),
    ...(reordered && { reordered }),
  }
}

function sortFields(changes: readonly FieldChange[]): readonly FieldChange[] {
  return [...changes].sort((left, right) => compareText(left.field, right.field))
}
