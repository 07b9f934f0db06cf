import { appendFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { isExample, readExamples, toExample, type DiagnosticExample } from './examples.ts'
import { recordExamplesVariable, recordFileVariable } from './record-file.ts'

/** Set in the process of a test. */
declare global {
  // Only `var` declares a property of the global object.
  var recordDiagnostic: ((made: Diagnostic) => void) | undefined
}

const created = new Set<string>()
const shown = new Set<string>()
const found = new Map<string, DiagnosticExample>()
const examples = readExamples()
const recordsExamples = process.env[recordExamplesVariable] !== undefined

// A test that makes a diagnostic itself shows nothing of when the product makes it.
const isMadeByTest = (): boolean => (new Error().stack ?? '').split('\n')[4]?.includes('/test/') === true

globalThis.recordDiagnostic = (made) => {
  const { code } = made
  const example = examples[code]
  const isShown = !shown.has(code) && example !== undefined && isExample(made, example)
  if (created.has(code) && !isShown && !recordsExamples) return
  if (isMadeByTest()) return
  created.add(code)
  if (isShown) shown.add(code)
  if (recordsExamples) keepShortest(made)
}

function keepShortest(made: Diagnostic): void {
  const example = toExample(made)
  const known = found.get(made.code)
  if (example && (known === undefined || example.text.length < known.text.length))
    found.set(made.code, example)
}

afterAll(() => {
  const test = expect.getState().testPath
  const [file, recorded] = [recordFileVariable, recordExamplesVariable].map((each) => process.env[each])
  const lines = [...found].map(([code, example]) => `${JSON.stringify({ test, code, ...example })}\n`)
  if (recorded !== undefined) appendFileSync(recorded, lines.join(''))
  if (file === undefined) return
  appendFileSync(file, `${JSON.stringify({ test, codes: [...created], shown: [...shown] })}\n`)
})
