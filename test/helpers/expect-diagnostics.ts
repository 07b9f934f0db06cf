import { expect } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { locate } from '../../src/diagnostics/locate.ts'

/** What a diagnostic has to be; what is left out is not compared. */
export interface ExpectedDiagnostic {
  readonly code: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly message?: RegExp
}

/** Expects these diagnostics in this order, and no others. */
export function expectDiagnostics(
  diagnostics: readonly Diagnostic[],
  expected: readonly ExpectedDiagnostic[],
): void {
  const found = diagnostics.map((diagnostic, index) => pick(diagnostic, expected[index] ?? {}))
  expect(found).toStrictEqual(expected)
}

/** The parts of a diagnostic that are compared, in the form of what is expected. */
function pick({ code, at, message }: Diagnostic, expected: Partial<ExpectedDiagnostic>): ExpectedDiagnostic {
  const location = at && locate(at)
  return {
    code,
    ...(expected.file !== undefined && { file: location?.file.path ?? '(nowhere)' }),
    ...(expected.line !== undefined && { line: location?.line ?? 0 }),
    ...(expected.column !== undefined && { column: location?.column ?? 0 }),
    ...(expected.message && {
      message: expected.message.test(message) ? expected.message : new RegExp(escapeRegExp(message)),
    }),
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
