import { expect, it } from 'vitest'
import type { FleetObject } from '../../../../src/model/fleet.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import type { JudgedUpdates, RefusedUpdate } from '../../../../src/model/judged-updates.ts'
import type { CompileResult } from '../../../../src/render.ts'
import { compareFleets } from '../../../../src/views/fleet-diff/compare-fleets.ts'
import { createRiskContext } from '../../../../src/views/fleet-diff/risks/risk-context.ts'
import { risksOf } from '../../../../src/views/fleet-diff/risks/risks-of.ts'
import { readRepositoryFile } from '../../../docs/documents.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import { federated, federatedNamespace, kubeFedCluster } from '../../../helpers/kubefed-objects.ts'

const clusters = [kubeFedCluster('a'), kubeFedCluster('b')]

type Side = Pick<CompileResult, 'fleet'>

/** A Service whose addresses the table of immutable fields refuses to change, in each of two clusters. */
function sideWith(ip: string, more: JsonObject = {}, ipOfB = ip): Side {
  const overrides = [{ clusterName: 'b', clusterOverrides: [{ path: '/spec/clusterIP', value: ipOfB }] }]
  const template = { spec: { clusterIP: ip, ports: [{ port: 80 }], ...more } }
  const web = federated('Service', 'web', { template, ...(ipOfB !== ip && { overrides }) })
  return compileObjects([...clusters, federatedNamespace('shop'), web])
}

const [before, after] = [sideWith('10.0.0.1'), sideWith('10.0.0.2')]

function webOf({ fleet }: Side): FleetObject {
  const web = fleet?.objects.find(({ kind }) => kind === 'Service')
  if (web === undefined) throw new Error('a Service')
  return web
}

/** The risks of the change of the Service where update strategies judged it in some clusters. */
function risksAndExamples(
  judged: readonly string[],
  refused: readonly RefusedUpdate[],
  [base, head]: readonly Side[] = [before, after],
): readonly { readonly line: string; readonly example: string }[] {
  if (!base?.fleet || !head?.fleet) throw new Error('two fleets')
  const { plan } = webOf(head)
  if (plan === undefined) throw new Error('a plan')
  const updates: JudgedUpdates = new Map([[plan, { clusters: new Set(judged), refused }]])
  const changes = compareFleets(base.fleet, head.fleet, () => undefined)
  const context = createRiskContext(base.fleet, head.fleet, changes, { updates })
  return changes.flatMap((change) =>
    risksOf(change, context).map(({ level, rule, reason, field }) => ({
      line: `${rule} ${field}: ${reason}`,
      example: `${level} ${rule}: ${reason}`,
    })),
  )
}

function risks(...given: Parameters<typeof risksAndExamples>): readonly string[] {
  return risksAndExamples(...given).map(({ line }) => line)
}

const ofTable =
  'service-immutable /spec/clusterIP: Service "shop/web" is refused by the API server: it cannot change its clusterIP from "10.0.0.1" to "10.0.0.2".'

const refusal = (pointer: string, ...refusing: readonly string[]): RefusedUpdate => ({
  clusters: new Set(refusing),
  servers: `The API server of ${JSON.stringify(refusing[0])} (1.34)`,
  pointer,
  field: pointer.slice(1).replaceAll('/', '.'),
  words: 'field is immutable',
})

it('are what decides where strategies judged the change in all of its clusters', () => {
  expect(risks(['a', 'b'], [])).toStrictEqual([])
  expect(risks(['a', 'b'], [refusal('/spec/clusterIP', 'a')])).toStrictEqual([
    'update-refused /spec/clusterIP: The API server of "a" (1.34) will refuse this change of Service "shop/web": spec.clusterIP: field is immutable.',
  ])
})

it('leave to the table what nobody was asked about', () => {
  expect(risks([], [])).toStrictEqual([ofTable])
  expect(risks(['a'], [])).toStrictEqual([ofTable])
})

it('are of the change that has the field, where an object changes differently in its clusters', () => {
  const sides = [sideWith('10.0.0.1'), sideWith('10.0.0.2', { type: 'LoadBalancer' }, '10.0.0.3')]
  const found = risks(['a', 'b'], [refusal('/spec/clusterIP', 'b')], sides)
  expect(found.filter((each) => each.startsWith('update-refused'))).toStrictEqual([
    'update-refused /spec/clusterIP: The API server of "b" (1.34) will refuse this change of Service "shop/web": spec.clusterIP: field is immutable.',
  ])
})

it('are said of every change where the field that is refused is not one that changes', () => {
  expect(risks(['a', 'b'], [refusal('/spec/sessionAffinity', 'a')])).toStrictEqual([
    'update-refused undefined: The API server of "a" (1.34) will refuse this change of Service "shop/web": spec.sessionAffinity: field is immutable.',
  ])
})

it('is the example of the page of this risk', () => {
  const [shown] = risksAndExamples(['a', 'b'], [refusal('/spec/clusterIP', 'a')])
  const [edit, said] = readRepositoryFile('test/docs/risk-examples/update-refused.txt').split('\n\n')
  expect(edit).toBe('--- a/web.yaml\n+++ b/web.yaml\n spec:\n-  clusterIP: 10.0.0.1\n+  clusterIP: 10.0.0.2')
  expect(said).toBe(`${shown?.example}\n`)
})
