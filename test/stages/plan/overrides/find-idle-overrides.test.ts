import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import type { Override } from '../../../../src/model/override.ts'
import { applyOverrides } from '../../../../src/stages/plan/overrides/apply-overrides.ts'
import { findIdleOverrides } from '../../../../src/stages/plan/overrides/find-idle-overrides.ts'
import { serialize } from '../../../../src/yaml/write/serialize.ts'

const template: JsonObject = {
  apiVersion: 'v1',
  metadata: { labels: { a: 'x' } },
  list: [{ a: 'x' }, { a: 'x', b: 'y' }, 'x'],
  map: { a: { b: 'x' }, '0': 'x' },
  x: 'x',
}

function override(
  op: Override['op'],
  path: string,
  value: Json = 'x',
  rest: Partial<Override> = {},
): Override {
  return { op, path, value, pointer: '', dotted: false, ...rest }
}

function textOf(overrides: readonly Override[]): string {
  const result = applyOverrides(template, overrides)
  return 'failure' in result ? 'failure' : serialize(result.object)
}

const path = fc.constantFrom(
  '/x',
  '/y',
  '/map',
  '/map/a',
  '/map/a/b',
  '/map/0',
  '/map/new',
  '/map/other',
  '/list',
  '/list/0',
  '/list/1',
  '/list/-',
  '/list/0/a',
  '/list/1/b',
  '/list/-1',
  '/metadata/annotations',
  '/metadata/annotations/a',
  '/metadata/labels/a',
  '/metadata/other',
)
const value = fc.constantFrom<Json>('x', 'y', {}, { b: 'x' }, { a: { b: 'x' }, '0': 'x' }, ['x'], [])
const anyOverride = fc
  .tuple(fc.constantFrom('add', 'replace', 'replace', 'remove'), path, value, fc.nat(9))
  .map(([op, at, what, kind]) =>
    override(op as Override['op'], at, what, {
      dotted: kind === 0 && !at.includes('-'),
      ...(at === '/metadata/annotations/a' && op !== 'remove' && { liveAnnotations: 'presumed' as const }),
    }),
  )

describe('findIdleOverrides', () => {
  it('finds overrides without any several of which the text of the object is the same', () => {
    const kinds = new Map<string, number>()
    fc.assert(
      fc.property(
        fc.array(anyOverride, { maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6 }),
        (all, some) => {
          const wanted = textOf(all)
          if (wanted === 'failure') return
          const found = findIdleOverrides(template, all).filter(
            (each) => each.kind === 'shadowed' || each.isSameText,
          )
          for (const { kind } of found) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
          const gone = new Set(found.filter((_, index) => some[index] === true).map(({ index }) => index))
          expect(textOf(all.filter((_, index) => !gone.has(index)))).toBe(wanted)
          const every = new Set(found.map(({ index }) => index))
          expect(textOf(all.filter((_, index) => !every.has(index)))).toBe(wanted)
        },
      ),
      { numRuns: 5000 },
    )
    expect([...kinds.keys()].sort()).toStrictEqual(['equal', 'shadowed'])
  })

  it.each<[string, readonly Override[], readonly unknown[]]>([
    [
      'the value of the template',
      [override('replace', '/x')],
      [{ kind: 'equal', index: 0, isSameText: true }],
    ],
    [
      'its keys in another order',
      [override('replace', '/map', { '0': 'x', a: { b: 'x' } })],
      [{ kind: 'equal', index: 0, isSameText: true }],
    ],
    [
      'what undoes an earlier one',
      [override('replace', '/x', 'y'), override('replace', '/x')],
      [{ kind: 'shadowed', index: 0, by: 1 }],
    ],
    [
      'a field that what holds it is set after',
      [override('replace', '/map/a/b', 'y'), override('replace', '/map', {})],
      [{ kind: 'shadowed', index: 0, by: 1 }],
    ],
    ['an item that is moved', [override('remove', '/list/0'), override('replace', '/list/1/b')], []],
    ['an item that is added', [override('add', '/list/0', { a: 'x' })], []],
    [
      'what another one needs',
      [override('add', '/map/new', {}), override('add', '/map/new/b'), override('replace', '/map/new', 1)],
      [{ kind: 'shadowed', index: 1, by: 2 }],
    ],
    [
      'what keeps the order of keys',
      [override('add', '/map/new'), override('add', '/map/other'), override('replace', '/map/new', 1)],
      [],
    ],
    ['a removal that makes a key come last', [override('remove', '/x'), override('add', '/x')], []],
    ['a count of a preference', [override('replace', '/x', 'x', { scheduledBy: {} as never })], []],
    ['the early dotted form', [override('replace', '/x', 'x', { dotted: true })], []],
    ['an index from the end', [override('replace', '/list/-1', 'y'), override('replace', '/x')], []],
  ])('judges %s', (_, overrides, found) => {
    expect(findIdleOverrides(template, overrides)).toStrictEqual(found)
  })
})
