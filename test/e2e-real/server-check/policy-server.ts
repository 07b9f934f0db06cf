import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonObject } from '../../../src/model/json.ts'
import type { ServerSaid } from '../../stages/check/admission/table/policy-answers.ts'
import {
  bindingOf,
  demand,
  policyOf,
  ruleOf,
  type PolicyCase,
} from '../../stages/check/admission/table/policy-case.ts'
import type { ControlPlane } from '../control-plane.ts'
import { createDryRun, type DryRun, type RealAnswer } from './dry-run.ts'

/** A real API server whose admission is asked, one case after the other. */
export interface PolicyServer {
  /** What it answers to the requests of a case, in their order. */
  readonly ask: (given: PolicyCase) => Promise<readonly ServerSaid[]>
  readonly close: () => void
}

/** Starts an API server that writes an audit log. */
export async function startPolicyServer(controlPlane: ControlPlane): Promise<PolicyServer> {
  const directory = mkdtempSync(join(tmpdir(), 'fedrender-audit-'))
  const [policy, log] = [join(directory, 'policy.json'), join(directory, 'audit.log')]
  writeFileSync(policy, JSON.stringify(auditPolicy))
  const server = await controlPlane.startServer([`--audit-policy-file=${policy}`, `--audit-log-path=${log}`])
  const usual = await createDryRun(server)
  await store(usual, shop({}), sentinelPolicy, ...watching)
  // They stay, since it takes a server long to forget one.
  const defined = new Set<JsonObject>()
  return {
    close: () => {
      rmSync(directory, { recursive: true })
    },
    ask: async (given) => {
      const { definitions } = given
      await store(usual, ...definitions.filter((each) => !defined.has(each)))
      for (const each of definitions) defined.add(each)
      if (definitions.length > 0) server.kubectl(['wait', '--for=condition=Established', 'crd', '--all'])
      const client = definitions.length > 0 ? await createDryRun(server) : usual
      const answers = await askCase(client, given)
      return answers.map((answer) => saidIn(answer, readFileSync(log, 'utf8')))
    },
  }
}

const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'Metadata', verbs: ['create', 'patch'] }, { level: 'None' }],
}

/** What is denied as soon as the server knows the policies that were created before the binding. */
const sentinel = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'sentinel', namespace: 'default' } }
const sentinelPolicy = policyOf('sentinel', { validations: [demand('object.metadata.name != "sentinel"')] })
const sentinelBinding = bindingOf('sentinel', { policyName: 'sentinel' })

/**
 * A policy that concerns nothing and has ConfigMaps as parameters. Once the last such policy is gone, kube-apiserver 1.34 stops watching the
 * type for parameters, and does not begin again for the next one, which then has those of before.
 */
const watching = [
  policyOf('watching', {
    paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
    matchConstraints: { resourceRules: [ruleOf('example.com', 'v1', 'nothing')] },
    validations: [demand('true')],
  }),
  bindingOf('watching', { policyName: 'watching' }),
]

function shop(labels: Readonly<Record<string, string>>): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { ...labels } } }
}

async function askCase(client: DryRun, given: PolicyCase): Promise<readonly RealAnswer[]> {
  const olds = given.requests.flatMap(({ old }) => (old === undefined ? [] : [old]))
  await store(client, ...given.params, ...olds)
  await client.replace(shop(given.labels))
  const policies = [...given.policies, ...given.bindings, sentinelBinding]
  await store(client, ...policies)
  await until(async () => isRefused(await client.create(sentinel)))
  // Policies are refreshed each second; only then their parameters are watched, and those of a new type take longer to be found.
  await seconds(1.5)
  const ask = (): Promise<readonly RealAnswer[]> => askRequests(client, given)
  const hasParams = given.policies.some(({ spec }) => JSON.stringify(spec).includes('"paramKind"'))
  const answers = hasParams ? await settled(ask) : await ask()
  for (const each of policies.reverse()) await client.remove(each)
  await until(async () => !isRefused(await client.create(sentinel)))
  for (const each of [...given.params, ...olds]) await client.remove(each)
  await client.replace(shop({}))
  return answers
}

async function askRequests(client: DryRun, { name, requests }: PolicyCase): Promise<readonly RealAnswer[]> {
  const answers: RealAnswer[] = []
  for (const { object, old } of requests) {
    const answer = await (old === undefined ? client.create(object) : client.update(object))
    if (answer === undefined) throw new Error(`${name}: not served: ${JSON.stringify(object)}`)
    answers.push(answer)
  }
  return answers
}

/** The answers that are the same for four seconds, and not those of a server that is still looking for a type. */
async function settled(ask: () => Promise<readonly RealAnswer[]>): Promise<readonly RealAnswer[]> {
  let [last, since] = [await ask(), 0]
  for (let attempt = 0; attempt < 120 && since < 4; attempt++) {
    await seconds(1)
    const answers = await ask()
    const isSame =
      wordsOf(answers) === wordsOf(last) && !/failed to find resource|not yet synced/.test(wordsOf(answers))
    ;[last, since] = [answers, isSame ? since + 1 : 0]
  }
  return last
}

function wordsOf(answers: readonly RealAnswer[]): string {
  return JSON.stringify(answers.map(({ code, message, warnings }) => [code, message, warnings]))
}

async function store(client: DryRun, ...objects: readonly JsonObject[]): Promise<void> {
  for (const each of objects) {
    const answer = await client.store(each)
    if (answer === undefined || answer.code >= 300)
      throw new Error(`${JSON.stringify(each)}: ${answer?.message}`)
  }
}

function isRefused(answer: RealAnswer | undefined): boolean {
  return answer !== undefined && answer.code >= 400
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await isSo()) return
    await seconds(0.1)
  }
  throw new Error('the server has not taken notice of the policies for a minute')
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, count * 1000)
  })
}

/** The answer, with what the audit log has of the request. */
function saidIn({ code, message, warnings, auditId }: RealAnswer, log: string): ServerSaid {
  const line = log.split('\n').find((each) => each.includes(`"auditID":"${auditId}"`))
  const { annotations = {} } = JSON.parse(line ?? '{}') as { readonly annotations?: Record<string, string> }
  const own = Object.entries(annotations).filter(([key]) => isOfAdmission(key))
  return { code, message, warnings, annotations: Object.fromEntries(own) }
}

function isOfAdmission(key: string): boolean {
  return /^(?:[a-z]+\/|validation\.policy\.|pod-security\.kubernetes\.io\/audit-)/.test(key)
}
