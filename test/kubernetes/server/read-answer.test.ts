import { array, assert, constant, jsonValue, oneof, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { readAnswer, type ServerAnswer } from '../../../src/kubernetes/server/read-answer.ts'

/** An answer of which something is known. */
function readWhole(text: string): ServerAnswer {
  const answer = readAnswer(text)
  if (typeof answer !== 'object') throw new Error(answer)
  return answer
}

it('reads consent', () => {
  expect(readAnswer('{}\n')).toStrictEqual({ causes: [], warnings: [], notes: [], verdicts: [] })
})

it('reads verdicts of the right form alone, and of many the refusals first', () => {
  const noted = { effect: 'noted', policy: 'p', binding: 'b', validation: 1, field: 'spec', message: 'no' }
  const refused = { effect: 'refused', field: 'spec.replicas', message: 'too few' }
  const read = (verdicts: unknown): unknown => readWhole(JSON.stringify({ verdicts })).verdicts
  expect(read([noted, { effect: 'other' }, 7, refused])).toStrictEqual([
    { effect: 'noted', field: 'spec', message: 'no', policy: { name: 'p', binding: 'b', validation: 1 } },
    refused,
  ])
  expect(read('all')).toStrictEqual([])
  const many = read([...Array.from({ length: 500 }, () => noted), refused]) as readonly unknown[]
  expect(many).toHaveLength(200)
  expect(many[0]).toStrictEqual(refused)
})

it('reads causes, those that come later too, and what else is said', () => {
  const causes = [{ field: 'spec.a', reason: 'FieldValueInvalid', message: 'Invalid value: 0' }]
  const later = [{ field: '<nil>', path: ['spec', 'b'], reason: 'BadRequest', message: 'no' }]
  const needs = ['scheduling.k8s.io', 'PriorityClass', 'high']
  const answer = {
    code: 422,
    reason: 'Invalid',
    message: 'all of it',
    causes,
    later,
    warnings: ['old', 7],
    notes: [{ field: 'spec.priorityClassName', message: 'who knows', needs }],
  }
  expect(readAnswer(JSON.stringify(answer))).toStrictEqual({
    causes: [causes[0], { field: '', path: ['spec', 'b'], reason: 'BadRequest', message: 'no' }],
    warnings: ['old'],
    notes: [
      {
        field: 'spec.priorityClassName',
        message: 'who knows',
        needs: { group: 'scheduling.k8s.io', kind: 'PriorityClass', name: 'high' },
      },
    ],
    verdicts: [],
  })
})

it('has the whole message for the cause where no field is named', () => {
  expect(readWhole('{"code":403,"reason":"Forbidden","message":"no"}').causes).toStrictEqual([
    { field: '', reason: 'Forbidden', message: 'no' },
  ])
})

it('keeps the beginning and the end of a long message', () => {
  const message = `Invalid value: ${'x'.repeat(100_000)}: must be short`
  const [cause] = readWhole(JSON.stringify({ code: 422, causes: [{ message }] })).causes
  expect(cause?.message).toMatch(/^Invalid value: x+ … x+: must be short$/)
  expect(cause?.message.length).toBeLessThan(600)
})

it.each([
  undefined,
  '',
  'null',
  '[]',
  '{"code":500,"message":"panic"}',
  '{"code":"422"}',
  '{"code":200}',
  '{',
])('takes %j for a failure', (text) => {
  expect(readAnswer(text)).toBe('failed')
})

it('takes a kind that is not known for no failure', () => {
  expect(readAnswer('{"unknown":true}')).toBe('none')
})

it('takes any JSON without a throw, and gives texts alone', () => {
  const part = oneof(jsonValue(), array(record({ field: jsonValue(), message: jsonValue() })))
  const answers = record({
    code: constant(422),
    causes: part,
    later: part,
    warnings: part,
    notes: part,
  })
  assert(
    property(answers, (answer) => {
      const read = readWhole(JSON.stringify(answer))
      const texts = [
        ...read.causes.flatMap(({ field, reason, message }) => [field, reason, message]),
        ...read.warnings,
        ...read.notes.flatMap(({ field, message }) => [field, message]),
      ]
      expect(texts.every((each) => typeof each === 'string')).toBe(true)
    }),
  )
})
