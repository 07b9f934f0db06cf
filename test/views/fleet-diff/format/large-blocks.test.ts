import { expect, it } from 'vitest'
import type { FieldChange, FleetDiff } from '../../../../src/model/fleet-diff.ts'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { formatMarkdown } from '../../../../src/views/fleet-diff/format/markdown.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'

/** A diff of one object with many fields, each of which counts how often its value is read. */
function largeDiff(count: number): { readonly diff: FleetDiff; readonly reads: { count: number } } {
  const clusters = fleetClusters(['c1'])
  const of = (value: string) =>
    fleetOf(clusters, [
      fleetObject('configmaps', [
        [['c1'], { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { k: value } }],
      ]),
    ])
  const reads = { count: 0 }
  const fields = Array.from({ length: count }, (_, index): FieldChange => {
    const pointer = `/data/k${index}`
    return {
      basePointer: pointer,
      headPointer: pointer,
      field: pointer,
      from: 'a',
      get to() {
        reads.count += 1
        return 'b'
      },
    }
  })
  const diff = fleetDiff(of('a'), of('b'))
  return { diff: { ...diff, changes: diff.changes.map((each) => ({ ...each, fields })) }, reads }
}

it('makes no more lines of a block than a comment has room for', () => {
  const { diff, reads } = largeDiff(100_000)
  const comment = formatMarkdown(diff, { maxBytes: 2000 })
  expect(comment).toContain('without the fields of 1 objects')
  expect(reads.count).toBeLessThan(1000)
})

it('makes all of them where there is room', () => {
  const { diff } = largeDiff(1000)
  const comment = formatMarkdown(diff, { maxBytes: 1_000_000 })
  expect(comment.match(/^\+ \/data\/k/gm)).toHaveLength(1000)
})
