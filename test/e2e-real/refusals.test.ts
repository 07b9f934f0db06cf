import { writeFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readRefusals, refusalsFile, type RecordedAnswer } from '../views/fleet-diff/risks/read-refusals.ts'
import { readRiskCases, type RiskCase } from '../views/fleet-diff/risks/read-risk-cases.ts'
import { startControlPlane, type ApiServer, type ControlPlane } from './control-plane.ts'
import { requireBinaries } from './require-binaries.ts'

const isUpdate = process.env['UPDATE_GOLDEN'] === '1'

/** The rules that tell of refusals; objects of the others are parts of objects, which no API server takes. */
const aboutRefusals =
  /^(?:custom-resource-definition-version|immutable-data|immutable-field|job-immutable|persistent-volume-claim-immutable|persistent-volume-immutable|pod-immutable|service-immutable|stateful-set-immutable|template-labels-unselected)$/
const cases = readRiskCases().filter(
  ({ rule, base, head }) => aboutRefusals.test(rule) && base !== undefined && head !== undefined,
)
const recorded = new Map(readRefusals().map((each) => [`${each.rule}: ${each.name}`, each]))

let controlPlane: ControlPlane | undefined
let server: ApiServer | undefined
let version = ''
const answers: RecordedAnswer[] = []

afterAll(async () => {
  await server?.stop()
  await controlPlane?.stop()
  if (!isUpdate || answers.length < cases.length) return
  const header = `# What kube-apiserver ${version} answered to server-side apply; UPDATE_GOLDEN=1 npm run e2e:real asks it again.\n`
  writeFileSync(refusalsFile, header + stringify(answers, { lineWidth: 0 }))
})

describe('an API server answers a change as it did when its answer was recorded', () => {
  it.for(cases.map((each, index) => ({ ...each, index })))('$rule: $name', async (each, context) => {
    const binaries = requireBinaries(context, 'etcd', 'kube-apiserver', 'kubectl')
    controlPlane ??= await startControlPlane(binaries)
    if (server === undefined) {
      server = await controlPlane.startServer()
      const answer = JSON.parse(server.kubectl(['version', '--output', 'json'])) as {
        serverVersion: { gitVersion: string }
      }
      version = answer.serverVersion.gitVersion
      const namespaces = cases.map((_, index) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespaceOf(index) },
      }))
      server.kubectl(apply, JSON.stringify(listOf(namespaces)))
    }
    const answer = replay(server, each, namespaceOf(each.index))
    answers.push(answer)
    if (!isUpdate) expect(answer).toStrictEqual(recorded.get(`${each.rule}: ${each.name}`))
  })
})

/** Each row has a namespace of its own, so that nothing of another's is in its way. */
function namespaceOf(index: number): string {
  return `row-${index}`
}

function listOf(items: readonly unknown[]): object {
  return { apiVersion: 'v1', kind: 'List', items }
}

const apply = ['apply', '--server-side', '--force-conflicts', '--filename', '-']

/** Applies the two sides of a change, one after the other, and says what the server makes of the second. */
function replay(
  server: ApiServer,
  { rule, name, base, head, given = [], status }: RiskCase,
  namespace: string,
): RecordedAnswer {
  const own = (object: unknown): string =>
    JSON.stringify(object).replaceAll('"namespace":"shop"', `"namespace":"${namespace}"`)
  server.kubectl(apply, own(listOf([...given, base])))
  if (status) {
    const patch = [
      'patch',
      '--subresource',
      'status',
      '--type',
      'merge',
      '--patch',
      JSON.stringify({ status }),
    ]
    server.kubectl([...patch, '--filename', '-'], own(base))
  }
  const { done, output } = server.tryKubectl(apply, own(head))
  for (const each of [base, ...given]) {
    if (!isNamespaced(each)) remove(server, own(each))
  }
  return { rule, name, ...(!done && { refused: refusedFields(output) }) }
}

function isNamespaced(object: unknown): boolean {
  return (object as { readonly metadata: { readonly namespace?: string } }).metadata.namespace !== undefined
}

/** Objects without a namespace would be in the way of the next row's; no controller takes a finalizer off. */
function remove(server: ApiServer, object: string): void {
  const patch = ['patch', '--type', 'merge', '--patch', '{"metadata":{"finalizers":null}}', '--filename', '-']
  server.tryKubectl(['delete', '--wait=false', '--ignore-not-found', '--filename', '-'], object)
  server.tryKubectl(patch, object)
}

/** The fields that the server names; the values that it shows beside them are long and say no more. */
function refusedFields(message: string): readonly string[] {
  const fields = [
    ...message.matchAll(
      /(?:^|[\s:[{(])([a-zA-Z][\w./[\]-]*): (?:Invalid value|Forbidden|Required value|Unsupported value)/g,
    ),
  ]
  const named = fields.flatMap(([, field]) => field ?? [])
  return named.length > 0 ? [...new Set(named)].sort() : [message.trim().slice(0, 200)]
}
