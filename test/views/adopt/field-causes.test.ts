import { expect, it } from 'vitest'
import type { FieldOrigin } from '../../../src/model/field-origin.ts'
import type { FieldChange } from '../../../src/model/fleet-diff.ts'
import type { Fleet } from '../../../src/model/fleet.ts'
import type { Reference } from '../../../src/model/place.ts'
import { findFieldCauses } from '../../../src/views/adopt/field-causes.ts'
import { compileTexts } from '../../helpers/diff-repositories.ts'
import { clusterYaml, configMapYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'

const compiled = compileTexts({
  'clusters.yaml': clusterYaml('a'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
})
const fleet: Fleet = compiled?.fleet ?? { clusters: [], objects: [], dns: [], held: [] }
const object = fleet.objects.find(({ kind }) => kind === 'ConfigMap')

/** The pointers of the causes of a change of some fields, and how often a field with its origin is looked at. */
function causesOf(pointers: readonly string[], fields: readonly FieldChange[]) {
  if (object?.plan === undefined) throw new Error('the sources have a ConfigMap')
  const { manifest } = object.plan.federatedObject
  let looks = 0
  const origins = pointers.map((pointer) => {
    const at: Reference = { manifest, pointer, part: 'value' }
    const pair: readonly [string, FieldOrigin] = [
      pointer,
      { value: 'x', origin: { kind: 'template', at }, replaced: [] },
    ]
    return Object.assign([...pair] as const, {
      *[Symbol.iterator]() {
        looks += 1
        yield* pair
      },
    }) as typeof pair
  })
  const find = findFieldCauses(fleet, () => ({ fields: origins, at: () => undefined, omitted: [] }))
  const causes = find({ kind: 'changed', object, clusters: ['a'], fields })
  return { looks, causes: causes.map(({ at }) => ('pointer' in at ? at.pointer : '')) }
}

const changed = (pointer: string): FieldChange => ({
  field: pointer,
  basePointer: pointer,
  headPointer: pointer,
})

it('finds the causes of all fields of a change in one walk over those of its object', () => {
  const pointers = Array.from({ length: 200 }, (_, index) => `/data/k${index}`)
  expect(causesOf(pointers, pointers.map(changed))).toStrictEqual({ looks: 200, causes: pointers })
})

it('takes the first field of what changes as a whole, and of what has lost a part', () => {
  const pointers = ['/data/a/b', '/data/a/c', '/data/ab', '/data/d', '/e']
  const removed = (basePointer: string): FieldChange => ({ field: basePointer, basePointer })
  const fields = [
    changed('/data/ab'),
    changed('/data/a'),
    removed('/data/gone'),
    removed('/gone'),
    changed('/data/x'),
    changed('/e'),
    changed('/data/a/c'),
  ]
  expect(causesOf(pointers, fields).causes).toStrictEqual([
    '/data/ab',
    '/data/a/b',
    '/data/a/b',
    '/data/a/b',
    '/e',
    '/data/a/c',
  ])
})
