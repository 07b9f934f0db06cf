import { fileOf } from '../model/place.ts'
import type { SourceFile } from '../model/source-file.ts'
import { groupBy } from '../text/group-by.ts'
import { createDiagnostic, type Diagnostic } from './diagnostic.ts'

/** How many diagnostics of one code are shown for one file: more than a person reads, and a bound to what a file costs. */
const mostOfOneCode = 1000

/**
 * The diagnostics to show: the first `mostOfOneCode` of those that have one code, one severity and one file, and one
 * `diagnostics-omitted` of that severity for the rest. A file is counted by itself, so that a change to one cannot hide
 * what is wrong in another.
 */
export function boundDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostOfOneCode) return diagnostics
  const byKind = groupBy(diagnostics, ({ code, severity }) => `${severity} ${code}`)
  return [...byKind.values()].flatMap((ofKind) => {
    if (ofKind.length <= mostOfOneCode) return ofKind
    const byFile = groupBy(ofKind, ({ at }) => at && fileOf(at))
    return [...byFile].flatMap(([file, inFile]) => boundInFile(inFile, file))
  })
}

function boundInFile(
  diagnostics: readonly Diagnostic[],
  file: SourceFile | undefined,
): readonly Diagnostic[] {
  const first = diagnostics[mostOfOneCode]
  if (first === undefined) return diagnostics
  const { code, severity, at } = first
  const parameters = { count: diagnostics.length - mostOfOneCode, code, path: file?.path }
  const omitted = createDiagnostic('diagnostics-omitted', parameters, { at })
  return [...diagnostics.slice(0, mostOfOneCode), { ...omitted, severity }]
}
