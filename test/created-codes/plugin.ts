import type { Plugin } from 'vite'

const begin = /export function createDiagnostic\([^)]*\) \{/

/** Lets tests see the codes of the diagnostics that the product makes: `createDiagnostic` hands each to `recordCode`. */
export const recordCreatedCodes: Plugin = {
  name: 'record-created-codes',
  enforce: 'post',
  transform(text, id) {
    if (!id.endsWith('/src/diagnostics/diagnostic.ts')) return undefined
    const [found] = begin.exec(text) ?? []
    if (found === undefined) throw new Error(`${id}: createDiagnostic is not where it was`)
    return text.replace(found, `${found} globalThis.recordCode?.(code);`)
  },
}
