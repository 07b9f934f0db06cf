import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dnsSuite } from '../../../conformance/dns.ts'

it("answers every DNS vector as KubeFed v0.3.1's own code does", () => {
  const lines = readFileSync(new URL('../../../vectors/dns.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  expect(lines.length).toBeGreaterThanOrEqual(900)
  expect(lines.map((line) => dnsSuite.run(line)).filter(({ kind }) => kind !== 'match')).toEqual([])
})
