import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Override } from '../../../../src/model/override.ts'
import { applyOverrides } from '../../../../src/stages/plan/overrides/apply-overrides.ts'
import { deepFreeze } from '../../../helpers/deep-freeze.ts'

const object: JsonObject = deepFreeze({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas: 3,
    template: { spec: { containers: [{ image: 'nginx', args: ['-v'] }] } },
  },
})

function override(path: string, rest: Partial<Override> = {}): Override {
  return deepFreeze({
    op: 'replace',
    path,
    value: null,
    pointer: `/spec/overrides/0${path}`,
    dotted: false,
    ...rest,
  })
}

describe('applyOverrides', () => {
  it('applies overrides in their order', () => {
    const overrides = [
      override('/spec/replicas', { value: 5 }),
      override('/spec/template/spec/containers/0/image', { value: 'nginx:1.17.0-alpine' }),
      override('/spec/template/spec/containers/0/args/0', { op: 'add', value: '-q' }),
      override('/metadata/annotations', { op: 'add', value: { foo: 'bar' } }),
      override('/metadata/annotations/foo', { op: 'remove' }),
    ]
    expect(applyOverrides(object, overrides)).toStrictEqual({
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'shop', annotations: {} },
        spec: {
          replicas: 5,
          template: { spec: { containers: [{ image: 'nginx:1.17.0-alpine', args: ['-q', '-v'] }] } },
        },
      },
      created: [],
      presuming: [],
    })
  })

  it('gives the object itself where there is no override', () => {
    expect(applyOverrides(object, [])).toStrictEqual({ object, created: [], presuming: [] })
  })

  it('names the overrides that replace what is not there', () => {
    const typo = override('/spec/replica', { value: 5 })
    const result = applyOverrides(object, [override('/spec/replicas', { value: 4 }), typo])
    expect('created' in result && result.created).toStrictEqual([typo])
  })

  it('stops at the first override that does not fit', () => {
    const bad = override('/metadata/annotations/x', { op: 'add', value: 'y' })
    expect(
      applyOverrides(object, [override('/spec/replicas', { value: 4 }), bad, override('/spec/x/y')]),
    ).toStrictEqual({
      failure: {
        kind: 'not-applicable',
        override: bad,
        reason: 'missing-parent',
        stoppedAt: '/metadata/annotations',
      },
    })
  })

  it('creates missing parents for the early dotted form, and warns of none', () => {
    const dotted = override('/spec/strategy/rollingUpdate/maxSurge', { value: 1, dotted: true })
    const result = applyOverrides(object, [dotted, override('/spec/replicas', { value: 9, dotted: true })])
    expect(result).toMatchObject({
      object: { spec: { replicas: 9, strategy: { rollingUpdate: { maxSurge: 1 } } } },
      created: [],
      presuming: [],
    })
  })

  it('creates no parents to remove something from', () => {
    const dotted = override('/spec/strategy/type', { op: 'remove', dotted: true })
    expect(applyOverrides(object, [dotted])).toMatchObject({ failure: { reason: 'missing-parent' } })
  })

  it('creates no parents below what is neither a mapping nor a list', () => {
    const dotted = override('/spec/replicas/x/y', { dotted: true })
    expect(applyOverrides(object, [dotted])).toMatchObject({
      failure: { reason: 'scalar-parent', stoppedAt: '/spec/replicas' },
    })
  })

  it.each<[field: string, Override]>([
    ['metadata', override('/metadata', { op: 'remove' })],
    ['metadata', override('/metadata', { value: [] })],
    ['apiVersion', override('/apiVersion', { op: 'remove' })],
    ['apiVersion', override('/apiVersion', { value: 1 })],
  ])('refuses an object left without %s, and blames the override that did it', (field, bad) => {
    const overrides = [bad, override('/spec/replicas', { value: 1 })]
    expect(applyOverrides(object, overrides)).toStrictEqual({
      failure: { kind: 'breaks-object', override: bad, field },
    })
  })

  it('allows metadata to be removed and given again', () => {
    const metadata = { name: 'web' }
    const overrides = [
      override('/metadata', { op: 'remove' }),
      override('/metadata', { op: 'add', value: metadata }),
    ]
    expect(applyOverrides(object, overrides)).toMatchObject({ object: { metadata } })
  })
})
