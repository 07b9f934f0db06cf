import { describe, expect, it } from 'vitest'
import type { Override } from '../../../../src/model/override.ts'
import { scheduledOverrides } from '../../../../src/stages/plan/scheduling/scheduled-overrides.ts'

function override(path: string): Override {
  return { op: 'replace', path, value: 1, pointer: `/spec/overrides/0${path}`, dotted: false }
}

describe('scheduledOverrides', () => {
  it('puts the schedule in the place of a replicas override', () => {
    const [first, replicas, last] = [
      override('/metadata/labels'),
      override('/spec/replicas'),
      override('/spec'),
    ]
    expect(scheduledOverrides([first, replicas, last])).toStrictEqual({
      before: [first],
      after: [last],
      discarded: replicas,
    })
  })

  it('puts the schedule last where there is no replicas override', () => {
    const overrides = [override('/spec/replicasets'), override('/spec/template/replicas')]
    expect(scheduledOverrides(overrides)).toStrictEqual({ before: overrides, after: [] })
  })
})
