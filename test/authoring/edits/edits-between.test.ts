import { expect, it } from 'vitest'
import { editsBetween } from '../../../src/authoring/edits/edits-between.ts'

const present = {
  spec: { template: { data: { a: '1', old: 'x' } }, overrides: [], placement: { clusters: [] } },
}

it('names only what differs, and leaves what a person added', () => {
  expect(editsBetween(present, { spec: { template: { data: { a: '2' } } } }, [])).toStrictEqual([
    { pointer: '/spec/template/data/a', value: '2' },
  ])
})

it('takes away what is not wanted below the pointers that are exact', () => {
  const wanted = { spec: { template: { data: { a: '1' } }, placement: { clusterSelector: {} } } }
  expect(editsBetween(present, wanted, ['/spec/template', '/spec/placement'])).toStrictEqual([
    { pointer: '/spec/template/data/old' },
    { pointer: '/spec/placement/clusterSelector', value: {} },
    { pointer: '/spec/placement/clusters' },
  ])
})

it('sets a mapping as a whole where there is none, or an empty one', () => {
  const wanted = { metadata: { labels: { a: 'b' } }, spec: { data: { a: '1' } } }
  expect(editsBetween({ metadata: {}, spec: 'x' }, wanted, [])).toStrictEqual([
    { pointer: '/metadata', value: { labels: { a: 'b' } } },
    { pointer: '/spec', value: { data: { a: '1' } } },
  ])
})
