import { appendFileSync } from 'node:fs'
import { afterAll, expect } from 'vitest'
import { recordFileVariable } from './record-file.ts'

/** Set in the process of a test. */
declare global {
  // Only `var` declares a property of the global object.
  var recordCode: ((code: string) => void) | undefined
}

const created = new Set<string>()

// A test that makes a diagnostic itself shows nothing of when the product makes it.
const isMadeByTest = (): boolean => (new Error().stack ?? '').split('\n')[4]?.includes('/test/') === true

globalThis.recordCode = (code) => {
  if (!created.has(code) && !isMadeByTest()) created.add(code)
}

afterAll(() => {
  const file = process.env[recordFileVariable]
  if (file === undefined) return
  appendFileSync(file, `${JSON.stringify({ test: expect.getState().testPath, codes: [...created] })}\n`)
})
