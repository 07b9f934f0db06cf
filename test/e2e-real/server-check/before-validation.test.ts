import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { JsonObject } from '../../../src/model/json.ts'
import { bindingOf, configMap, demand, policyOf } from '../../stages/check/admission/table/policy-case.ts'
import { startControlPlane } from '../control-plane.ts'
import { createDryRun } from './dry-run.ts'
import type { OwnAnswer } from './judge-answers.ts'
import { minors, recordedMinor, requireControlPlane, requirePackage } from './require-package.ts'

const text = readFileSync(new URL('before-validation.yaml', import.meta.url), 'utf8')
const [definition = {}, ...objects] = parseAllDocuments(text).map((each) => each.toJS() as JsonObject)

const namespaces: readonly JsonObject[] = [
  { name: 'shop' },
  { name: 'administration', labels: { 'resource.kubernetes.io/admin-access': 'true' } },
].map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata }))

/** What both say of an object; a type that a server does not serve is left out. */
interface Said {
  readonly message: string
  readonly warnings: readonly string[]
}

describe.for(minors)('before 1.%i validates an object,', (minor) => {
  it('the code does to it what a real API server does', async (context) => {
    const binaries = requireControlPlane(context, minor)
    const askPackage = requirePackage(context, minor)
    const controlPlane = await startControlPlane(binaries)
    context.onTestFinished(() => controlPlane.stop())
    const server = await controlPlane.startServer()
    for (const each of [...namespaces, definition])
      server.kubectl(['create', '-f', '-'], JSON.stringify(each))
    server.kubectl(['wait', '--for=condition=Established', 'crd', '--all'])
    const { create } = await createDryRun(server)
    const { questions } = askPackage({
      definitions: [
        { define: definition, definition: 'gears' },
        ...namespaces.map((each) => ({ learnNamespace: each, name: nameIn(each, 'name') })),
      ].map((each) => JSON.stringify(each)),
      questions: objects.map((each) =>
        JSON.stringify({
          create: each,
          namespace: nameIn(each, 'namespace'),
          ...(each['kind'] === 'Gear' && { definition: 'gears' }),
        }),
      ),
    })
    const [real, own]: [Said[], Said[]] = [[], []]
    for (const [index, each] of objects.entries()) {
      const answer = await create(each)
      if (answer === undefined) continue
      real.push({ message: answer.code < 300 ? '' : answer.message, warnings: answer.warnings })
      const { message = '', warnings = [] } = JSON.parse(questions[index] ?? '{}') as OwnAnswer &
        Partial<Said>
      own.push({ message, warnings })
    }
    expect(own).toStrictEqual(real)
    expect(real.length).toBeGreaterThanOrEqual(7)
  })
})

it.for(['NodePort', 'LoadBalancer'])(
  'a port that is added to a Service of type %s is taken',
  (type, context) => {
    const askPackage = requirePackage(context, recordedMinor)
    const serviceOf = (...ports: readonly number[]): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { type, ports: ports.map((port) => ({ name: `p${port}`, port })) },
    })
    const changes = [serviceOf(80, 81), serviceOf(81, 80), serviceOf(81)]
    const { questions } = askPackage({
      definitions: [],
      questions: changes.map((update) => JSON.stringify({ update, old: serviceOf(80) })),
    })
    expect(questions.map((each) => each?.trim())).toStrictEqual(['{}', '{}', '{}'])
  },
)

it('a parameter of a policy is had in the version that the policy names', (context) => {
  const askPackage = requirePackage(context, recordedMinor)
  const gear = {
    apiVersion: 'before.example.com/v1',
    kind: 'Gear',
    metadata: { name: 'g', namespace: 'shop' },
  }
  const policy = policyOf('p', {
    paramKind: { apiVersion: 'before.example.com/v1beta1', kind: 'Gear' },
    validations: [demand('false', { messageExpression: 'string(params.apiVersion)' })],
  })
  const paramRef = { name: 'g', namespace: 'shop', parameterNotFoundAction: 'Deny' }
  const bindings = [bindingOf('b', { paramRef })]
  const learnPolicies = { policies: [policy], bindings, params: [gear], definitions: ['gears'] }
  const { questions } = askPackage({
    definitions: [
      { define: definition, definition: 'gears' },
      { learnPolicies, name: 'p' },
    ].map((each) => JSON.stringify(each)),
    questions: [JSON.stringify({ create: configMap('a'), policies: 'p' })],
  })
  expect(questions[0]).toContain("with binding 'b' denied request: before.example.com/v1beta1")
})

describe('what only the cluster knows', () => {
  it('of a claim is a note, where nothing is known of its Namespace', (context) => {
    const askPackage = requirePackage(context, recordedMinor)
    const claim = objects.find((each) => each['kind'] === 'ResourceClaim')
    const { questions } = askPackage({ definitions: [], questions: [JSON.stringify({ create: claim })] })
    expect(JSON.parse(questions[0] ?? '{}')).toStrictEqual({
      notes: [
        {
          field: 'spec.devices.requests[0].exactly.adminAccess',
          message: 'Refused where the Namespace lacks the label resource.kubernetes.io/admin-access: true',
        },
      ],
    })
  })

  it('of managed fields is not guessed', (context) => {
    const askPackage = requirePackage(context, recordedMinor)
    const policy = policyOf('p', {
      validations: [demand('object.metadata.managedFields.exists(each, each.manager == "x")')],
    })
    const learnPolicies = { policies: [policy], bindings: [bindingOf('b', {})], params: [], definitions: [] }
    const { questions } = askPackage({
      definitions: [JSON.stringify({ learnPolicies, name: 'p' })],
      questions: [JSON.stringify({ create: configMap('a'), policies: 'p' })],
    })
    expect(JSON.parse(questions[0] ?? '{}')).toStrictEqual({
      verdicts: [
        {
          effect: 'unknown',
          policy: 'p',
          binding: 'b',
          message: 'asks who manages the fields of the object',
        },
      ],
    })
  })
})

function nameIn({ metadata }: JsonObject, key: string): string | undefined {
  return (metadata as Readonly<Record<string, string | undefined>>)[key]
}
