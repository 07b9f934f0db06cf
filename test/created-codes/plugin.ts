import type { Plugin } from 'vite'

const begin = 'export function createDiagnostic(code, parameters, context = {}) {'

/** Lets tests see the diagnostics that the product makes: `createDiagnostic` hands each to `recordDiagnostic`. */
export const recordCreatedCodes: Plugin = {
  name: 'record-created-codes',
  enforce: 'post',
  transform(text, id) {
    if (!id.endsWith('/src/diagnostics/diagnostic.ts')) return undefined
    if (!text.includes(begin)) throw new Error(`${id}: createDiagnostic is not where it was`)
    const recording = `export function createDiagnostic(code, parameters, context = {}) {
  const made = makeDiagnostic(code, parameters, context);
  globalThis.recordDiagnostic?.(made);
  return made;
}
function makeDiagnostic(code, parameters, context) {`
    return text.replace(begin, recording)
  },
}
