import { describe, expect, it } from 'vitest'
import { locate } from '../../../../src/diagnostics/locate.ts'
import { atPointer } from '../../../../src/json/at-pointer.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import type { ObjectPlan } from '../../../../src/model/render-plan.ts'
import { defaultRenderConfig } from '../../../../src/model/render-config.ts'
import { fieldOrigins } from '../../../../src/stages/plan/field-origins.ts'
import { compileObjects, type Compilation } from '../../../helpers/compile-frozen.ts'
import {
  clusterOverride,
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
  placedIn,
} from '../../../helpers/kubefed-objects.ts'

const fleet = [
  kubeFedCluster('ap', { region: 'ap' }),
  kubeFedCluster('eu', { region: 'eu', tier: 'gold' }),
  kubeFedCluster('us', { region: 'us', tier: 'tin' }),
  federatedNamespace('shop'),
]
const template = { data: { level: 'info', url: 'x' }, list: [{ name: 'a' }, { name: 'b' }] }
const web = federated('ConfigMap', 'web', { template }, { labels: { app: 'web' } })
const api = federated('ConfigMap', 'api', { template }, { labels: { app: 'api' } })
const target = { type: 'configmaps', names: ['web'] }
const all = { clusterSelector: {} }
const gold = { clusterSelector: { matchLabels: { tier: 'gold' } } }

const set = (path: string, value: Json, op = 'replace'): JsonObject => ({ op, path, value })
const setting = (path: string, value: Json, where: JsonObject = all): JsonObject => ({
  ...where,
  overrides: [set(path, value)],
})

function planOf({ plan }: Compilation, name = 'web'): ObjectPlan | undefined {
  return plan.objects.find(({ federatedObject }) => federatedObject.name === name)
}

/** What each cluster has at a pointer of an object. */
function valuesAt(compilation: Compilation, pointer: string, name = 'web'): Record<string, Json | undefined> {
  const variants = planOf(compilation, name)?.variants ?? []
  return Object.fromEntries(
    variants.flatMap(({ object, clusters }) => clusters.map((each) => [each, atPointer(object, pointer)])),
  )
}

const compile = (...objects: readonly JsonObject[]): Compilation => compileObjects([...fleet, ...objects])

describe('a ClusterOverride', () => {
  it('overrides its targets in the clusters that a rule selects, by labels or by names', () => {
    const compilation = compile(
      web,
      clusterOverride('levels', target, [
        setting('/data/level', 'gold', gold),
        setting('/data/level', 'named', { clusters: ['us'] }),
      ]),
    )
    expect(valuesAt(compilation, '/data/level')).toStrictEqual({ ap: 'info', eu: 'gold', us: 'named' })
    expect(compilation.codes).toStrictEqual([])
  })

  it('is for no cluster without a selector, and for all with an empty one', () => {
    const none = compile(web, clusterOverride('levels', target, [setting('/data/level', 'new', {})]))
    expect(valuesAt(none, '/data/level')).toStrictEqual({ ap: 'info', eu: 'info', us: 'info' })
    expect(none.codes).toStrictEqual(['cluster-override-selects-none'])
    const every = compile(web, clusterOverride('levels', target, [setting('/data/level', 'new')]))
    expect(valuesAt(every, '/data/level')).toStrictEqual({ ap: 'new', eu: 'new', us: 'new' })
  })

  it('applies its rules in order, so that the last counts', () => {
    const rules = [setting('/data/level', 'first'), setting('/data/level', 'last', gold)]
    const compilation = compile(web, clusterOverride('levels', target, rules))
    expect(valuesAt(compilation, '/data/level')).toStrictEqual({ ap: 'first', eu: 'last', us: 'first' })
  })

  it('comes before the overrides of the federated object', () => {
    const own = { template, ...overriddenBy({ eu: [set('/data/level', 'own')] }) }
    const compilation = compile(
      federated('ConfigMap', 'web', own),
      clusterOverride('levels', target, [setting('/data/level', 'ruled')]),
    )
    expect(valuesAt(compilation, '/data/level')).toStrictEqual({ ap: 'ruled', eu: 'own', us: 'ruled' })
  })

  it('loses its replicas to a preference, as the overrides of the federated object do', () => {
    const preference = {
      apiVersion: 'scheduling.kubefed.io/v1alpha1',
      kind: 'ReplicaSchedulingPreference',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { targetKind: 'FederatedDeployment', totalReplicas: 3 },
    }
    const own = { template: {}, ...overriddenBy({ eu: [set('/spec/replicas', 8, 'add')] }) }
    const compilation = compile(
      federated('Deployment', 'web', { ...own, template: { spec: { replicas: 1 } } }),
      preference,
      clusterOverride('counts', { type: 'deployments.apps', names: ['web'] }, [setting('/spec/replicas', 9)]),
    )
    expect(valuesAt(compilation, '/spec/replicas')).toStrictEqual({ ap: 1, eu: 1, us: 1 })
  })

  it('targets by the labels of federated objects', () => {
    const selector = { type: 'configmaps', labelSelector: { matchLabels: { app: 'api' } } }
    const compilation = compile(
      web,
      api,
      clusterOverride('levels', selector, [setting('/data/level', 'new')]),
    )
    expect(valuesAt(compilation, '/data/level', 'api')).toStrictEqual({ ap: 'new', eu: 'new', us: 'new' })
    expect(valuesAt(compilation, '/data/level')).toStrictEqual({ ap: 'info', eu: 'info', us: 'info' })
  })

  it('targets what is in its namespace alone', () => {
    const elsewhere = clusterOverride('levels', target, [setting('/data/level', 'new')], {
      namespace: 'other',
    })
    expect(compile(web, elsewhere).codes).toStrictEqual(['cluster-override-target-missing'])
  })

  it('has no namespace where its targets have none', () => {
    const role = federated('ClusterRole', 'reader', { template: { rules: [] } }, { namespace: null })
    const compilation = compile(
      role,
      clusterOverride(
        'rules',
        { type: 'clusterroles.rbac.authorization.k8s.io', names: ['reader'] },
        [setting('/rules', [{ verbs: ['get'] }])],
        { namespace: null },
      ),
    )
    expect(valuesAt(compilation, '/rules/0/verbs/0', 'reader')).toStrictEqual({
      ap: 'get',
      eu: 'get',
      us: 'get',
    })
  })

  it('does nothing where its target is not placed', () => {
    const placed = federated('ConfigMap', 'web', { template, ...placedIn('eu') })
    const compilation = compile(placed, clusterOverride('levels', target, [setting('/data/level', 'new')]))
    expect([...(planOf(compilation)?.overrides.keys() ?? [])]).toStrictEqual(['eu'])
  })

  it('goes to no cluster and counts as no plain object', () => {
    const compilation = compile(web, clusterOverride('levels', target, [setting('/data/level', 'new')]))
    expect(compilation.resources.plainObjects).toBe(0)
    expect(compilation.tree.files.filter(({ path }) => path.includes('levels'))).toStrictEqual([])
  })

  it('is the origin of the fields that it gives', () => {
    const compilation = compile(web, clusterOverride('levels', target, [setting('/data/level', 'new')]))
    const plan = planOf(compilation)
    if (plan === undefined) throw new Error('it is planned')
    const found = fieldOrigins(plan, 'eu', defaultRenderConfig).at('/data/level')
    expect(found?.origin).toMatchObject({
      kind: 'override',
      at: { pointer: '/spec/rules/0/overrides/0/value', manifest: { value: { kind: 'ClusterOverride' } } },
    })
    expect(found?.replaced).toMatchObject([{ value: 'info', origin: { kind: 'template' } }])
  })

  it('reports what does not fit at its own line, once for all clusters', () => {
    const { diagnostics } = compile(web, clusterOverride('levels', target, [setting('/data/a/b', 1)]))
    expect(
      diagnostics.map(({ code, at }) => [code, at && 'pointer' in at ? at.pointer : undefined]),
    ).toStrictEqual([['override-not-applicable', '/spec/rules/0/overrides/0/path']])
  })

  it('reports a warning once for all of its targets, and an error for each', () => {
    const both = { type: 'configmaps', labelSelector: {} }
    const codesOf = (path: string): readonly string[] =>
      compile(web, api, clusterOverride('levels', both, [setting(path, 1)])).codes
    expect(codesOf('/data/new')).toStrictEqual(['override-replace-creates'])
    expect(codesOf('/data/a/b')).toStrictEqual(['override-not-applicable', 'override-not-applicable'])
  })

  it.each([
    ['/kind', 'override-path-forbidden'],
    ['/metadata/name', 'override-path-forbidden'],
    ['data.level', 'override-path-invalid'],
    ['', 'override-path-invalid'],
    ['/data/~2', 'override-path-invalid'],
  ])('refuses the path "%s"', (path, code) => {
    const compilation = compile(web, clusterOverride('levels', target, [setting(path, 'x')]))
    expect(compilation.codes).toStrictEqual([code])
  })

  it.each<[string, JsonObject, string]>([
    [
      'a type that nobody knows',
      { target: { type: 'configmap', names: ['web'] } },
      'cluster-override-type-unknown',
    ],
    ['a name that nobody has', { target: { ...target, names: ['wed'] } }, 'cluster-override-target-missing'],
    [
      'a selector that Kubernetes refuses',
      { rules: [setting('/data/level', 'x', { clusterSelector: { matchLabels: { 'a b': 'x' } } })] },
      'cluster-override-selector-invalid',
    ],
    [
      'a label selector that Kubernetes refuses',
      { target: { type: 'configmaps', labelSelector: { matchLabels: { 'a b': 'x' } } } },
      'cluster-override-selector-invalid',
    ],
    [
      'a field that is unknown',
      { rules: [{ ...setting('/data/level', 'x'), clusterNames: [] }] },
      'schema-violation',
    ],
    [
      'a field of a selector that is unknown',
      { rules: [setting('/data/level', 'x', { clusterSelector: { matchLabel: {} } })] },
      'schema-violation',
    ],
  ])('refuses or reports %s', (_, spec, code) => {
    const base = clusterOverride('levels', target, [setting('/data/level', 'x')])
    const changed = { ...base, spec: { ...(base['spec'] as JsonObject), ...spec } }
    expect(new Set(compile(web, changed).codes)).toStrictEqual(new Set([code]))
  })

  it('names a cluster that nobody knows', () => {
    const rule = setting('/data/level', 'x', { clusters: ['eu', 'eus'] })
    expect(compile(web, clusterOverride('levels', target, [rule])).codes).toStrictEqual([
      'override-unknown-cluster',
    ])
  })

  it('is declared once', () => {
    const twice = clusterOverride('levels', target, [setting('/data/level', 'new')])
    expect(compile(web, twice, twice).codes).toStrictEqual(['duplicate-object'])
  })
})

describe('two ClusterOverrides', () => {
  const add = (path: string): JsonObject => ({ ...all, overrides: [set(path, 'x', 'add')] })
  const conflicts = (first: JsonObject, second: JsonObject): readonly string[] =>
    compile(
      web,
      clusterOverride('one', target, [first]),
      clusterOverride('two', target, [second]),
    ).codes.filter((code) => code !== 'override-equals-template')

  it.each<[string, JsonObject, JsonObject]>([
    ['one field', setting('/data/level', 'a'), setting('/data/level', 'b')],
    ['a field and what it is in', setting('/data', {}), setting('/data/level', 'b')],
    ['a field and what is in it', setting('/data/level', 'a'), setting('/data', { level: 'b', url: 'x' })],
    ['a list and an item of it', add('/list/-'), setting('/list/0/name', 'b')],
    ['an item that moves, and one before it', setting('/list/1/name', 'b'), add('/list/0')],
    ['two items that move', add('/list/-'), add('/list/-')],
    ['items from the end and from the start', setting('/list/-1/name', 'a'), setting('/list/1/name', 'b')],
  ])('conflict where they write %s', (_, first, second) => {
    expect(conflicts(first, second)).toContain('cluster-override-conflict')
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['other fields', setting('/data/level', 'a'), setting('/data/url', 'b')],
    ['other items', setting('/list/0/name', 'a'), setting('/list/1/name', 'b')],
    [
      'one field in other clusters',
      setting('/data/level', 'a', gold),
      setting('/data/level', 'b', { clusters: ['us'] }),
    ],
    ['new fields of one mapping', add('/data/x'), add('/data/y')],
    ['fields of a mapping that are numbers', add('/data/80'), add('/data/443')],
  ])('do not where they write %s', (_, first, second) => {
    expect(conflicts(first, second)).toStrictEqual([])
  })

  it('conflict once for all clusters and targets, with both lines', () => {
    const both = { type: 'configmaps', labelSelector: {} }
    const { diagnostics } = compile(
      web,
      api,
      clusterOverride('one', both, [setting('/data/level', 'a')]),
      clusterOverride('two', both, [setting('/data/level', 'b')]),
    )
    expect(diagnostics).toHaveLength(1)
    const [{ at, related, subject } = {}] = diagnostics
    const lines = [at, related?.[0]?.at].map((each) => each && locate(each).line)
    expect(lines[0]).toBeGreaterThan(lines[1] ?? 0)
    expect(subject?.value['metadata']).toMatchObject({ name: 'two' })
  })

  it('do not conflict where the target is not placed', () => {
    const placed = federated('ConfigMap', 'web', { template, ...placedIn('us') })
    const { codes } = compile(
      placed,
      clusterOverride('one', target, [setting('/data/level', 'a', gold)]),
      clusterOverride('two', target, [setting('/data/level', 'b', gold)]),
    )
    expect(codes).toStrictEqual(['cluster-override-not-placed', 'cluster-override-not-placed'])
  })
})
