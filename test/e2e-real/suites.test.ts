import { writeFileSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFault, judge } from '../fuzz/judge.ts'
import { startRealReaders } from '../fuzz/read-with-go.ts'
import { suiteCases } from '../yaml/suite/suite-cases.ts'
import { requireBinaries } from './require-binaries.ts'

const recorded = new URL('../yaml/suite/answers.jsonl', import.meta.url)

describe('the test suite of YAML', () => {
  it('is read by apimachinery as the recorded answers say, and by fedrender as by apimachinery, or refused', async (context) => {
    const { 'read-apimachinery': program } = requireBinaries(context, 'read-apimachinery')
    const readers = startRealReaders(program)
    const answers = await readers.read(suiteCases.map(({ yaml }) => yaml))
    readers.stop()
    const faults = suiteCases.flatMap(({ name, yaml }, index) => {
      const answer = answers[index]
      return answer === undefined || isFault(judge(yaml, answer)) ? [name] : []
    })
    expect(faults).toStrictEqual([])
    const lines = suiteCases.map(({ name }, index) => `${JSON.stringify({ name, ...answers[index] })}\n`)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(recorded, lines.join(''))
    expect(lines.join('')).toBe(readFileSync(recorded, 'utf8'))
  })
})
