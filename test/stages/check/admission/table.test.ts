import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../../src/kubernetes/server/read-answer.ts'
import { serverFaults } from '../../../../src/stages/check/server/server-faults.ts'
import { differences, recordedAnswers } from './table/policy-answers.ts'
import { policyTable } from './table/policy-table.ts'

const keyOf = (name: string, request: number): string => `${name} #${request}`

describe('the table of policies', () => {
  it('has an answer to each request, and to no other', () => {
    const asked = policyTable.flatMap(({ name, requests }) => requests.map((_, index) => keyOf(name, index)))
    expect(new Set(asked).size).toBe(asked.length)
    expect(recordedAnswers.map((each) => keyOf(each.case, each.request))).toStrictEqual(asked)
    expect(policyTable.filter(({ policies }) => policies.length > 0).length).toBeGreaterThanOrEqual(40)
  })

  it('is of the requests that were answered', () => {
    const objects = policyTable.flatMap(({ requests }) => requests.map(({ object }) => object))
    expect(recordedAnswers.map(({ object }) => object)).toStrictEqual(objects)
  })

  it.each(recordedAnswers.map((each) => [keyOf(each.case, each.request), each] as const))(
    'is answered alike by the server and by its code: %s',
    (_, { server, code }) => {
      expect(differences(server, code)).toStrictEqual([])
    },
  )

  it.each(recordedAnswers.map((each) => [keyOf(each.case, each.request), each] as const))(
    'is read as refused where the server refuses: %s',
    (_, { object, server, code }) => {
      const answer = readAnswer(JSON.stringify(code))
      const kinds = serverFaults(object, answer).map(({ kind }) => kind)
      const isRefused = kinds.some((kind) =>
        ['refused', 'policy-refused', 'pod-security-refused'].includes(kind),
      )
      expect(isRefused).toBe(server.code >= 400)
    },
  )
})
