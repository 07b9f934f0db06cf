import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterYaml, fleetInvariant, holdFiles, lineOf } from '../helpers/held-fleet.ts'

/** A Deployment with the replicas of some clusters, by their indexes. */
interface Web {
  readonly name: string
  readonly replicas: number
  readonly overrides: ReadonlyMap<number, number>
  readonly placed: readonly number[]
}

const indexes = [0, 1, 2, 3, 4]
const webs = fc.uniqueArray(
  fc.record<Web>({
    name: fc.constantFrom('a', 'b', 'c'),
    replicas: fc.integer({ min: 0, max: 3 }),
    overrides: fc
      .array(fc.tuple(fc.constantFrom(...indexes), fc.integer({ min: 0, max: 3 })), { maxLength: 4 })
      .map((entries) => new Map(entries)),
    placed: fc.subarray(indexes, { minLength: 1 }),
  }),
  { selector: ({ name }) => name, minLength: 1 },
)
const labels = fc.array(fc.constantFrom('{}', '{env: prod}', '{env: test}'), { minLength: 5, maxLength: 5 })

function webYaml({ name, replicas, overrides, placed }: Web): string {
  const overridden = [...overrides].map(
    ([index, count]) =>
      `  - {clusterName: c${index}, clusterOverrides: [{path: /spec/replicas, value: ${count}}]}\n`,
  )
  return `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: ${name}, namespace: shop}
spec:
  placement: {clusters: [${placed.map((each) => `{name: c${each}}`).join(', ')}]}
  template: {spec: {replicas: ${replicas}, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: a, image: x}]}}}}
${overridden.length > 0 ? `  overrides:\n${overridden.join('')}` : ''}`
}

const namespace = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedNamespace
metadata: {name: shop, namespace: shop}
spec: {placement: {clusterSelector: {}}}
`

/** The violations of an invariant, as `object cluster`. */
function violations(of: readonly Web[], given: readonly string[], invariant: string): readonly string[] {
  const clusters = Object.fromEntries(given.map((each, index) => [`c${index}`, each]))
  const { diagnostics } = holdFiles({
    'fleet.yaml': clusterYaml(clusters) + namespace,
    'invariants.yaml': invariant,
    ...Object.fromEntries(of.map((each) => [`${each.name}.yaml`, webYaml(each)])),
  })
  return diagnostics
    .filter(({ code }) => code === 'invariant-violated')
    .flatMap(({ message }) => {
      const object = /Deployment "shop\/(\w)"/.exec(message)?.[1] ?? ''
      const [, where = ''] = /does not hold in ([^:]*):/.exec(message) ?? []
      return [...where.matchAll(/"(c\d)"/g)].map(([, cluster]) => `${object} ${cluster}`)
    })
    .sort()
}

const perObject = fleetInvariant(
  'x',
  'objects: {types: [deployments.apps]}',
  'expression: object.replicas >= 2',
)

describe('the verdict of an invariant', () => {
  it('of each variant is that of each cluster, and what the replicas are', () => {
    const perCluster = fleetInvariant(
      'x',
      'objects: {types: [deployments.apps]}',
      'expression: cluster.name != "" && object.replicas >= 2',
    )
    const ofFleet = fleetInvariant('x', 'expression: clusters.all(c, c.deployments.all(d, d.replicas >= 2))')
    fc.assert(
      fc.property(webs, labels, (of, given) => {
        const expected = of
          .flatMap(({ name, placed, replicas, overrides }) =>
            placed.flatMap((each) => ((overrides.get(each) ?? replicas) < 2 ? [`${name} c${each}`] : [])),
          )
          .sort()
        expect(violations(of, given, perObject)).toStrictEqual(expected)
        expect(violations(of, given, perCluster)).toStrictEqual(expected)
        expect(violations(of, given, ofFleet)).toStrictEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('does not depend on what is remembered of clusters that read the same', () => {
    // The second reads a variable of the outer list, so that nothing about its items is remembered.
    const remembered = fleetInvariant(
      'x',
      'expression: clusters.filter(c, c.labels.env == "prod").all(c, c.deployments.all(d, d.replicas >= 1))',
    )
    const anew = fleetInvariant(
      'x',
      'expression: clusters.filter(c, c.labels.env == "prod").all(c, c.deployments.all(d, c.name != "" && d.replicas >= 1))',
    )
    fc.assert(
      fc.property(webs, labels, (of, given) => {
        expect(violations(of, given, remembered)).toStrictEqual(violations(of, given, anew))
      }),
      { numRuns: 40 },
    )
  })

  it('does not depend on the order of files and documents', () => {
    fc.assert(
      fc.property(webs, labels, fc.boolean(), (of, given, isReversed) => {
        const clusters = Object.fromEntries(given.map((each, index) => [`c${index}`, each]))
        const lines = (documents: readonly string[]): readonly string[] =>
          holdFiles({
            'all.yaml': clusterYaml(clusters) + documents.join('---\n'),
            'z.yaml': perObject,
          }).diagnostics.map((each) => lineOf(each).replace(/all\.yaml:\d+:\d+/, ''))
        const documents = [namespace, ...of.map(webYaml)]
        const other = isReversed ? documents.toReversed() : documents
        expect(lines(other).toSorted()).toStrictEqual(lines(documents).toSorted())
      }),
      { numRuns: 20 },
    )
  })
})
