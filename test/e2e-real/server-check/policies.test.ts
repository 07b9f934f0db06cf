import { writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import type { ApiServers } from '../../../src/model/api-servers.ts'
import {
  answersFile,
  differences,
  recordedAnswers,
  type CodeSaid,
  type RecordedAnswer,
} from '../../stages/check/admission/table/policy-answers.ts'
import type { PolicyCase } from '../../stages/check/admission/table/policy-case.ts'
import { policyTable } from '../../stages/check/admission/table/policy-table.ts'
import { startControlPlane, type ControlPlane } from '../control-plane.ts'
import { requireBinaries } from '../require-binaries.ts'
import { startPolicyServer } from './policy-server.ts'
import { askPackage, requirePackage } from './require-package.ts'

let controlPlane: ControlPlane | undefined
afterAll(async () => {
  await controlPlane?.stop()
})

it('policies and Pod Security say of each request what a real API server says', async (context) => {
  const binaries = requireBinaries(context, 'etcd', 'kube-apiserver', 'kubectl')
  const servers = requirePackage(context)
  controlPlane ??= await startControlPlane(binaries)
  const server = await startPolicyServer(controlPlane)
  const answers: RecordedAnswer[] = []
  const own = askCode(servers, policyTable)
  for (const [place, given] of policyTable.entries()) {
    const real = await server.ask(given)
    for (const [request, { object }] of given.requests.entries()) {
      const [said, code] = [real[request], own[place]?.[request]]
      if (said === undefined || code === undefined) throw new Error(`${given.name}: no answer`)
      answers.push({ case: given.name, request, object, server: said, code })
    }
  }
  server.close()
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(answersFile, answers.map((each) => `${JSON.stringify(each)}\n`).join(''))
  const different = answers.flatMap((each) => {
    const words = differences(each.server, each.code)
    return words.length === 0 ? [] : [{ words, ...each }]
  })
  process.stdout.write(
    `${policyTable.length} cases, ${answers.length} requests: ${answers.filter((each) => each.server.code >= 400).length} refused, ${different.length} different\n`,
  )
  expect(different).toStrictEqual([])
  expect(answers, 'UPDATE_GOLDEN=1 records the answers').toStrictEqual(recordedAnswers)
})

/** What the code says of the requests of each case, in their order; all is asked at once. */
function askCode(servers: ApiServers, cases: readonly PolicyCase[]): readonly (readonly CodeSaid[])[] {
  const learnt: object[] = []
  const questions: { readonly place: number; readonly question: object }[] = []
  for (const [place, { policies, bindings, params, definitions, labels, requests }] of cases.entries()) {
    const name = String(place)
    const names = definitions.map((_, index) => `${name}-${index}`)
    learnt.push(
      ...definitions.map((define, index) => ({ define, definition: names[index] })),
      { learnPolicies: { policies, bindings, params, definitions: names }, name },
      { learnNamespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } }, name },
    )
    for (const { object, old } of requests) {
      const asked = old === undefined ? { create: object } : { update: object, old }
      const namespace = isInShop(object) && { namespace: name }
      const definition = object['apiVersion'] === 'example.com/v1' && { definition: names[0] }
      questions.push({ place, question: { ...asked, policies: name, ...namespace, ...definition } })
    }
  }
  const { questions: answers } = askPackage(servers, {
    definitions: learnt.map((each) => JSON.stringify(each)),
    questions: questions.map(({ question }) => JSON.stringify(question)),
  })
  const read = answers.map((answer) => JSON.parse(answer ?? '{"code":500}') as CodeSaid)
  return cases.map((_, place) => read.filter((_answer, index) => questions[index]?.place === place))
}

function isInShop({ metadata }: PolicyCase['params'][number]): boolean {
  return (metadata as { readonly namespace?: string }).namespace === 'shop'
}
