import { describe, expect, it } from 'vitest'
import { clusterYaml, fleetInvariant, holdFiles, lineOf, webYaml } from '../../helpers/held-fleet.ts'

const fleet = clusterYaml({ eu: '{env: prod}', us: '{env: prod}', test: '{}' })
const oneInUs = `  overrides:
  - clusterName: us
    clusterOverrides:
    - {path: /spec/replicas, value: 1}
`

function held(invariants: string, web: string = webYaml(oneInUs)): readonly string[] {
  return holdFiles({ 'fleet.yaml': fleet, 'web.yaml': web, 'invariants.yaml': invariants }).diagnostics.map(
    lineOf,
  )
}

const twoReplicas = [
  'expression: |',
  '  clusters.filter(c, c.labels.env == "prod")',
  '    .all(c, c.deployments.exists(d, d.name == "web" && d.replicas >= 2))',
]
const digests = [
  'objects: {types: [deployments.apps]}',
  'expression: object.spec.template.spec.containers.all(c, c.image.contains("@sha256:"))',
]

describe('an invariant of the fleet', () => {
  it('names the cluster, the object and the line that made the value, and labels that are absent', () => {
    expect(held(fleetInvariant('two', ...twoReplicas))).toStrictEqual([
      'error invariant-violated web.yaml:24:37 The invariant "two" does not hold in "us": Deployment "shop/web": `d.replicas >= 2` is false.',
      'info invariant-label-absent invariants.yaml:6:5 The invariant "two" reads "env", which is absent in "test".',
    ])
  })

  it('holds', () => {
    expect(
      held(fleetInvariant('one', 'expression: clusters.all(c, c.deployments.all(d, d.replicas >= 1))')),
    ).toStrictEqual([])
  })

  it('names the cluster that lacks what has to exist', () => {
    const [found] = held(
      fleetInvariant('db', 'expression: clusters.all(c, c.deployments.exists(d, d.name == "db"))'),
    )
    expect(found).toBe(
      'error invariant-violated invariants.yaml:5:31 The invariant "db" does not hold in "eu", "test", "us": `c.deployments.exists(d, d.name == "db")` is false.',
    )
  })

  it('names the label of a cluster', () => {
    const [found] = held(
      fleetInvariant('all', 'expression: clusters.all(c, has(c.labels.env) && c.labels.env == "prod")'),
    )
    expect(found).toMatch(/^error invariant-violated .* does not hold in "test"/)
  })

  it('is reported where it asks of nothing', () => {
    const none = 'expression: clusters.filter(c, c.name == "none").all(c, c.deployments.size() > 0)'
    expect(held(fleetInvariant('none', none))).toStrictEqual([
      'info invariant-vacuous invariants.yaml:5:15 The invariant "none" holds of nothing: `clusters.filter(c, c.name == "none").all(c, c.deployments.size() > 0)` has nothing to ask of.',
    ])
  })
})

describe('an invariant of objects', () => {
  it('is asked of each variant, and folds what one line makes in several', () => {
    expect(held(fleetInvariant('digests', 'severity: warning', ...digests))).toStrictEqual([
      'warning invariant-violated web.yaml:20:20 The invariant "digests" does not hold in "eu", "test", "us": Deployment "shop/web": `c.image.contains("@sha256:")` is false.',
    ])
  })

  it('is asked of each cluster where it reads the cluster', () => {
    const found = held(
      fleetInvariant(
        'prod',
        'objects: {types: [deployments.apps]}',
        'expression: cluster.labels.env == "prod" || object.replicas < 2',
      ),
    )
    expect(found[0]).toMatch(/ does not hold in "test": Deployment "shop\/web": /)
  })

  it.each([
    ['names: [db]', 'info invariant-vacuous'],
    ['namespaces: [other]', 'info invariant-vacuous'],
    ['labelSelector: {matchLabels: {a: b}}', 'info invariant-vacuous'],
    [
      'clusterSelector: {matchLabels: {env: prod}}',
      'error invariant-violated web.yaml:20:20 The invariant "x" does not hold in "eu", "us"',
    ],
    ['labelSelector: {matchExpressions: [{key: a, operator: Is}]}', 'error invariant-selector-invalid'],
  ])('asks of the objects of %s', (selection, expected) => {
    const [, expression = ''] = digests
    const [found = ''] = held(
      fleetInvariant('x', `objects: {types: [deployments.apps], ${selection}}`, expression),
    )
    expect(found.slice(0, expected.length)).toBe(expected)
  })

  it('knows the types', () => {
    const found = held(fleetInvariant('x', 'objects: {types: [deployment.apps]}', 'expression: "true"'))
    expect(found[0]).toContain(
      'invariant-type-unknown invariants.yaml:5:21 The invariant "x" asks of "deployment.apps"',
    )
  })

  it('is violated by an object of which it has no value', () => {
    const found = held(
      fleetInvariant(
        'cpu',
        'objects: {types: [deployments.apps]}',
        'expression: object.spec.template.spec.containers.all(c, c.resources.requests.cpu != "")',
      ),
    )
    expect(found).toStrictEqual([
      'error invariant-violated web.yaml:19:13 The invariant "cpu" does not hold in "eu", "test", "us": Deployment "shop/web": `c.resources.requests.cpu != ""` has no field "resources".',
    ])
  })
})

describe('a mistake in an expression', () => {
  it.each([
    [
      'expression: clutsers.size() > 0',
      '5:15',
      'has no variable "clutsers"',
      'Write clusters? The variables here: clusters, objects, dns.',
    ],
    [
      'expression: clusters.all(c, c.deploymnts.size() > 0)',
      '5:33',
      'has no field "deploymnts" of the type Cluster',
      /^Write deployments\? Its fields: name, labels, /,
    ],
    [
      'expression: clusters.all(c, c.deployments.all(d, d.nmae == ""))',
      '5:54',
      'has no field "nmae" of the type Object',
      /^Write name\? /,
    ],
    [
      "expression: 'clusters.all(c, c.name == ''x'' && x)'",
      '5:51',
      'has no variable "x"',
      /variables here: clusters, objects, dns, c\./,
    ],
    ['expression: "clusters.all(c, c.name == \\"x\\" && x)"', '5:51', 'has no variable "x"', /./],
    ['expression: clusters.size( > 0', '5:30', /is not understood: unexpected token/, undefined],
    ['expression: clusters.size()', '5:15', 'is of the type int, and has to be true or false', undefined],
    ['expression: object.name == ""', '5:15', 'has no variable "object"', /./],
    ['expression: cel.bind(x, 1, x == 1)', '5:15', 'has no function "bind"', /./],
    [
      'expression: clusters.all(c, type(c.name) == string)',
      '5:31',
      'has no function "type"',
      /The functions: all, exists/,
    ],
    [
      'expression: clusters.all(c, c.constructor == 1)',
      '5:33',
      'has no field "constructor" of the type Cluster',
      /./,
    ],
  ])('%s is an error at its column, with what exists', (line, place, problem, hint) => {
    const { diagnostics } = holdFiles({
      'fleet.yaml': fleet,
      'web.yaml': webYaml(),
      'invariants.yaml': fleetInvariant('x', line),
    })
    const [found] = diagnostics
    expect(found?.code).toBe('invariant-expression-invalid')
    expect(found && lineOf(found)).toContain(` invariants.yaml:${place} `)
    expect(found?.message).toMatch(problem)
    if (hint === undefined) expect(found?.hint).toBeUndefined()
    else expect(found?.hint).toMatch(hint)
  })

  it('is found in folded and literal blocks', () => {
    const folded = held(fleetInvariant('x', 'expression: >-', '  clusters.all(c,', '', '    c.nme == "")'))
    expect(folded[0]).toContain(' invariants.yaml:8:9 ')
    const literal = held(
      fleetInvariant('x', 'expression: |', '  // why', '  clusters.all(c,', '    c.nme == "")'),
    )
    expect(literal[0]).toContain(' invariants.yaml:8:9 ')
  })
})

describe('what is accepted', () => {
  const accepted = (line: string): readonly string[] =>
    held(fleetInvariant('two', ...twoReplicas, 'accepted:', `- ${line}`))

  it.each([
    ['{until: 2027-01-31, reason: moving}'],
    ['{clusters: [us], until: 2027-01-31, reason: moving}'],
    ['{object: deployments.apps/shop/web, until: 2027-01-31, reason: moving}'],
  ])('%s is a note until its day', (line) => {
    const [found] = accepted(line)
    expect(found).toMatch(
      /^info invariant-violation-accepted web\.yaml:24:37 .* is false\. This is accepted until 2027-01-31: moving$/,
    )
  })

  it.each([
    ['{clusters: [eu], until: 2027-01-31, reason: moving}'],
    ['{object: deployments.apps/shop/db, until: 2027-01-31, reason: moving}'],
  ])('%s accepts nothing else, and is reported as unused', (line) => {
    const found = accepted(line).map((each) => each.split(' ', 2).join(' '))
    expect(found).toStrictEqual([
      'error invariant-violated',
      'info invariant-label-absent',
      'info invariant-acceptance-unused',
    ])
  })
})

it('two types of one plural are addressed by their names', () => {
  const config = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: deployments.acme.example}
spec:
  federatedType: {group: types.kubefed.io, kind: FederatedAcme, pluralName: federatedacmes, scope: Namespaced, version: v1beta1}
  propagation: Enabled
  targetType: {group: acme.example, kind: Acme, pluralName: deployments, scope: Namespaced, version: v1}
---
`
  const files = (expression: string): string =>
    holdFiles({
      'fleet.yaml': fleet + config,
      'web.yaml': webYaml(),
      'i.yaml': fleetInvariant('x', `expression: ${expression}`),
    })
      .diagnostics.map(({ message, hint = '' }) => `${message} ${hint}`)
      .join('\n')
  expect(files('clusters.all(c, c.deployments.size() == 1)')).toContain(
    'Several types have this plural; write one of types["deployments.acme.example"], types["deployments.apps"].',
  )
  expect(files(`clusters.all(c, c.types["deployments.apps"].size() == 1)`)).toBe('')
})

it('no value of a Secret can be read, nor is one shown', () => {
  const secret = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedSecret
metadata: {name: key, namespace: shop}
spec:
  placement: {clusterSelector: {}}
  template: {data: {password: aHVudGVyMg==}}
`
  const files = {
    'fleet.yaml': fleet,
    'web.yaml': `${webYaml()}---\n${secret}`,
    'i.yaml':
      fleetInvariant('a', 'expression: clusters.all(c, c.secrets.all(s, s.data.password.startsWith("a")))') +
      fleetInvariant(
        'b',
        'expression: clusters.all(c, c.secrets.all(s, s.manifest.data.password != "********"))',
      ),
  }
  const { diagnostics } = holdFiles(files)
  expect(diagnostics.map(({ code }) => code)).toStrictEqual(['invariant-violated', 'invariant-violated'])
  expect(JSON.stringify(diagnostics.map(({ message, hint }) => [message, hint]))).not.toMatch(
    /aHVudGVyMg|hunter/,
  )
})
