import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  answersFile,
  differences,
  recordedAnswers,
  type CodeSaid,
  type RecordedAnswer,
} from '../../stages/check/admission/table/policy-answers.ts'
import type { PolicyCase } from '../../stages/check/admission/table/policy-case.ts'
import { policyTable } from '../../stages/check/admission/table/policy-table.ts'
import { startControlPlane } from '../control-plane.ts'
import { startPolicyServer } from './policy-server.ts'
import {
  minors,
  recordedMinor,
  requireControlPlane,
  requirePackage,
  type AskPackage,
} from './require-package.ts'

const about = 'policies and Pod Security of 1.%i say of each request what a real API server says'

it.for(minors)(about, async (minor, context) => {
  const binaries = requireControlPlane(context, minor)
  const askPackage = requirePackage(context, minor)
  const controlPlane = await startControlPlane(binaries)
  context.onTestFinished(() => controlPlane.stop())
  const server = await startPolicyServer(controlPlane)
  const answers: RecordedAnswer[] = []
  const own = askCode(askPackage, policyTable)
  for (const [place, given] of policyTable.entries()) {
    const real = await server.ask(given)
    for (const [request, { object }] of given.requests.entries()) {
      const [said, code] = [real[request], own[place]?.[request]]
      if (said === undefined || code === undefined) throw new Error(`${given.name}: no answer`)
      answers.push({ case: given.name, request, object, server: said, code })
    }
  }
  server.close()
  if (minor === recordedMinor && process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(answersFile, answers.map((each) => `${JSON.stringify(each)}\n`).join(''))
  const different = answers.flatMap((each) => {
    const words = differences(each.server, each.code)
    return words.length === 0 ? [] : [{ words, ...each }]
  })
  process.stdout.write(
    `1.${minor}: ${policyTable.length} cases, ${answers.length} requests: ${answers.filter((each) => each.server.code >= 400).length} refused, ${different.length} different\n`,
  )
  expect(different).toStrictEqual([])
  if (minor === recordedMinor) {
    expect(answers, 'UPDATE_GOLDEN=1 records the answers').toStrictEqual(recordedAnswers)
  }
})

/** What the code says of the requests of each case, in their order; all is asked at once. */
function askCode(askPackage: AskPackage, cases: readonly PolicyCase[]): readonly (readonly CodeSaid[])[] {
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
  const { questions: answers } = askPackage({
    definitions: learnt.map((each) => JSON.stringify(each)),
    questions: questions.map(({ question }) => JSON.stringify(question)),
  })
  const read = answers.map((answer) => JSON.parse(answer ?? '{"code":500}') as CodeSaid)
  return cases.map((_, place) => read.filter((_answer, index) => questions[index]?.place === place))
}

function isInShop({ metadata }: PolicyCase['params'][number]): boolean {
  return (metadata as { readonly namespace?: string }).namespace === 'shop'
}
