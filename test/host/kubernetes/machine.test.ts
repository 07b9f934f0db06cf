import { describe, expect, it } from 'vitest'
import { answerBatch, longestBatch, mostRestarts } from '../../../src/host/kubernetes/answer-batch.ts'
import { boundMemory } from '../../../src/host/kubernetes/bound-memory.ts'
import { compileModule, startMachine } from '../../../src/host/kubernetes/machine.ts'
import { tinyModule, type TinyModule } from '../../helpers/tiny-module.ts'

const memory = 16 << 20

describe('a module', () => {
  it('answers', () => {
    const machine = startMachine(compileModule(tinyModule({ answer: '{"code":1}' }), memory))
    expect(machine.ask('a question')).toBe('{"code":1}')
  })

  it.each<[string, TinyModule]>([
    ['imports "fetch"', { imports: ['env', 'fetch'] }],
    ['has no function "ask"', { exports: ['memory', '_initialize', 'alloc', 'answer'] }],
    ['does not export its memory', { exports: ['_initialize', 'alloc', 'ask', 'answer'] }],
    ['has no memory of its own', { memory: [], exports: ['_initialize', 'alloc', 'ask', 'answer'] }],
    ['has more than one memory', { memory: [2, 0, 2, 0, 2] }],
    ['has a memory that is not plain', { memory: [1, 3, 2, 3] }],
    ['needs too much memory', { memory: [1, 0, 0x81, 2] }],
  ])('that %s is refused', (message, module) => {
    expect(() => compileModule(tinyModule(module), memory)).toThrow(message)
  })

  it.each([0, 4, 9, 40, 120])('that is cut off after %d bytes is refused', (length) => {
    expect(() => compileModule(tinyModule().subarray(0, length), memory)).toThrow(/^(?:is|has|cannot)/)
  })

  it('may import what a system without anything says of itself', () => {
    const module = tinyModule({ imports: ['wasi_snapshot_preview1', 'path_open'] })
    expect(startMachine(compileModule(module, memory)).ask('a question')).toBe('{}')
  })

  it('grows no further than it is let, whatever maximum it names', () => {
    for (const named of [
      [1, 0, 2],
      [1, 1, 2, 0x80, 0x80, 0x04],
    ]) {
      const small = startMachine(compileModule(tinyModule({ memory: named }), memory))
      expect(() => small.ask('grow')).toThrow('unreachable')
    }
    const large = startMachine(compileModule(tinyModule(), 512 << 20))
    expect(large.ask('grow')).toBe('{}')
  })

  it('keeps all other bytes where its memory is bounded', () => {
    const bytes = tinyModule({ memory: [1, 1, 2, 3] })
    expect([...boundMemory(bytes, 3 * 65_536)]).toStrictEqual([...bytes])
  })

  it.each([
    ['longer than its memory', 1 << 20],
    ['longer than is read', 1 << 30],
    ['of a negative length', -1],
  ])('whose answer is %s throws', (_, length) => {
    const machine = startMachine(compileModule(tinyModule({ length }), memory))
    expect(() => machine.ask('a question')).toThrow(RangeError)
  })
})

describe('a batch', () => {
  const module = compileModule(tinyModule(), memory)

  it('loses no answer but that of the question that traps', () => {
    const asked: number[] = []
    const batch = { definitions: ['a', 't', 'b'], questions: ['c', 't', 'd', 'grow', 'e'] }
    expect(answerBatch(module, batch, { onProgress: (index) => asked.push(index) })).toStrictEqual({
      definitions: ['{}', undefined, '{}'],
      questions: ['{}', undefined, '{}', undefined, '{}'],
    })
    expect(asked).toStrictEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('ends when its time is over, and keeps the answers that it has', () => {
    const questions = ['a', 'b', 'c', 'd']
    let now = 0
    const clock = (): number => (now += longestBatch(questions.length) / 3)
    const answers = answerBatch(module, { definitions: ['e'], questions }, { clock })
    expect(answers).toStrictEqual({
      definitions: ['{}'],
      questions: ['{}', '{}', undefined, undefined],
    })
  })

  it('ends after too many traps', () => {
    const questions = [...Array.from({ length: mostRestarts + 1 }, () => 't'), 'a']
    const answers = answerBatch(module, { definitions: [], questions })
    expect(answers.questions).toStrictEqual(questions.map(() => undefined))
  })
})
