import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parse } from './parse.ts'
import type { FileReader } from './read-file.ts'

/**
 * Reads what was observed in the member clusters, as kubectl writes it. Only errors are reported: style is nothing to
 * warn about in what a program wrote.
 */
export function parseObserved(
  files: readonly SourceFile[],
  readFile?: FileReader,
): DiagnosticResult<readonly Manifest[]> {
  const [{ manifests }, diagnostics] = parse(files, readFile)
  return [manifests, diagnostics.filter((each) => each.severity === 'error')]
}
