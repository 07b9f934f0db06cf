import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { Place } from '../../../../src/model/place.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import {
  clusterOverride,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
} from '../../../helpers/kubefed-objects.ts'

const fleet = [
  kubeFedCluster('ap', { tier: 'tin' }),
  kubeFedCluster('eu', { tier: 'gold' }),
  kubeFedCluster('us', { tier: 'gold' }),
  federatedNamespace('shop'),
]
const template = { data: { level: 'info', url: 'x' } }
const target = { type: 'configmaps', labelSelector: {} }
const everywhere = { clusterSelector: {} }
const gold = { clusterSelector: { matchLabels: { tier: 'gold' } } }

const level = (value: string): JsonObject => ({ path: '/data/level', value })
const rule = (where: JsonObject, ...overrides: readonly JsonObject[]): JsonObject => ({ ...where, overrides })
const web = (spec: JsonObject = {}): JsonObject => federated('ConfigMap', 'web', { template, ...spec })

/** Each diagnostic as its code, its place, the later place and the fix. */
function judge(...objects: readonly JsonObject[]): readonly unknown[] {
  return compileObjects([...fleet, ...objects]).diagnostics.map(({ code, at, related, fix }) => [
    code,
    pointerOf(at),
    ...related.map((each) => pointerOf(each.at)),
    ...(fix?.kind === 'remove-items' ? [fix.pointers] : []),
  ])
}

function pointerOf(place: Place | undefined): string {
  return place && 'manifest' in place ? `${String(place.manifest.value['kind'])} ${place.pointer}` : ''
}

const inRule = (number: number, operation = 0): string => `/spec/rules/${number}/overrides/${operation}`
const inItem = (number: number, operation = 0): string =>
  `/spec/overrides/${number}/clusterOverrides/${operation}`

describe('overrides without effect', () => {
  it('are reported once for all clusters that have the same', () => {
    const own = { eu: [level('info')], us: [{ path: '/data/url', value: 'y' }, level('info')] }
    expect(judge(web(overriddenBy(own)))).toStrictEqual([
      ['override-equals-template', `FederatedConfigMap ${inItem(0)}`, [inItem(0), inItem(1, 1)]],
    ])
  })

  it('are those whose field, or what it is in, a later one sets anew', () => {
    const own = { eu: [level('debug'), { path: '/data', value: { level: 'warn' } }] }
    expect(judge(web(overriddenBy(own)))).toStrictEqual([
      [
        'override-shadowed',
        `FederatedConfigMap ${inItem(0)}`,
        `FederatedConfigMap ${inItem(0, 1)}`,
        [inItem(0)],
      ],
    ])
  })

  it('are no removals of what is there, and nothing that undoes what a rule gives', () => {
    const own = { eu: [level('info')], us: [{ op: 'remove', path: '/data/url' }] }
    expect(
      judge(web(overriddenBy(own)), clusterOverride('levels', target, [rule(gold, level('debug'))])),
    ).toStrictEqual([])
  })

  it('keep their place in the text where the order of keys is another', () => {
    const own = { eu: [{ path: '/data', value: { url: 'x', level: 'info' } }] }
    expect(judge(web(overriddenBy(own)))).toStrictEqual([
      ['override-equals-template', `FederatedConfigMap ${inItem(0)}`],
    ])
  })

  it('are none of a count that tells a cluster not to keep its own', () => {
    const spec = { replicas: 2, selector: { matchLabels: { a: 'b' } } }
    const deployment = federated('Deployment', 'web', {
      template: { spec: { ...spec, template: { metadata: { labels: { a: 'b' } } } } },
      retainReplicas: true,
      ...overriddenBy({ eu: [{ path: '/spec/replicas', value: 2 }] }),
    })
    const codesOf = (retainReplicas: 'omit' | 'render'): readonly string[] =>
      compileObjects([...fleet, deployment], { retainReplicas }).codes
    expect(codesOf('omit')).not.toContain('override-equals-template')
    expect(codesOf('render')).toContain('override-equals-template')
  })
})

describe('rules without effect', () => {
  it('are reported once, where an operation has none in any cluster of any target', () => {
    const levels = clusterOverride('levels', target, [rule(everywhere, level('info'))])
    const api = federated('ConfigMap', 'api', { template })
    expect(judge(web(), api, levels)).toStrictEqual([
      ['override-equals-template', `ClusterOverride ${inRule(0)}`, [inRule(0)]],
    ])
    const other = federated('ConfigMap', 'api', { template: { data: { level: 'debug' } } })
    expect(judge(web(), other, levels)).toStrictEqual([])
  })

  it('are those that a later rule covers in every cluster', () => {
    const levels = (last: JsonObject): JsonObject =>
      clusterOverride('levels', target, [rule(gold, level('a')), rule(last, level('b'))])
    expect(judge(web(), levels(everywhere))).toStrictEqual([
      ['override-shadowed', `ClusterOverride ${inRule(0)}`, `ClusterOverride ${inRule(1)}`, [inRule(0)]],
    ])
    expect(judge(web(), levels({ clusters: ['eu'] }))).toStrictEqual([])
  })

  it('are those that the own overrides of all targets cover', () => {
    const levels = clusterOverride('levels', target, [rule(gold, level('a'))])
    const own = { eu: [level('b')], us: [level('c')] }
    expect(judge(web(overriddenBy(own)), levels)).toStrictEqual([
      ['override-shadowed', `ClusterOverride ${inRule(0)}`, `FederatedConfigMap ${inItem(0)}`, [inRule(0)]],
    ])
    expect(judge(web(overriddenBy({ eu: [level('b')] })), levels)).toStrictEqual([])
  })

  it('are none that one cluster needs, though two things make them idle in another', () => {
    const whole = { path: '/data', value: { level: 'debug', url: 'x' } }
    const levels = clusterOverride('levels', target, [
      rule({ clusters: ['ap'] }, whole),
      rule(everywhere, level('info')),
    ])
    expect(judge(web({ ...placedIn('ap', 'eu'), ...overriddenBy({ eu: [whole] }) }), levels)).toStrictEqual(
      [],
    )
  })

  it('are those for clusters without a target, which can go where placements name their clusters', () => {
    const levels = clusterOverride('levels', target, [
      rule(gold, level('a')),
      rule({ clusters: ['ap'] }, level('b')),
    ])
    expect(judge(web(placedIn('ap')), levels)).toStrictEqual([
      ['cluster-override-not-placed', 'ClusterOverride /spec/rules/0', ['/spec/rules/0']],
    ])
    const byLabel = { placement: { clusterSelector: { matchLabels: { tier: 'tin' } } } }
    expect(judge(web(byLabel), levels)).toStrictEqual([
      ['cluster-override-not-placed', 'ClusterOverride /spec/rules/0'],
    ])
  })

  it('are not judged where a target is in error', () => {
    const levels = clusterOverride('levels', target, [rule(everywhere, level('info'))])
    const broken = federated('ConfigMap', 'api', {
      template,
      ...overriddenBy({ eu: [{ op: 'remove', path: '/data/none' }] }),
    })
    expect(judge(web(), broken, levels).map((each) => (each as readonly string[])[0])).toStrictEqual([
      'override-not-applicable',
    ])
  })
})

it('takes out a removal of what was never there, unless its path is nearly right', () => {
  const removing = (path: string): Diagnostic['fix'] => {
    const own = { eu: [{ op: 'remove', path }] }
    return compileObjects([...fleet, web(overriddenBy(own))]).diagnostics[0]?.fix
  }
  expect(removing('/data/something')).toMatchObject({ kind: 'remove-items', pointers: [inItem(0)] })
  expect(removing('/data/levle')).toBeUndefined()
})
