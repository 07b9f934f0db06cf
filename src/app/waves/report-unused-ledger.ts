import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { valueAt } from '../../model/place.ts'
import { parse } from '../../stages/parse/parse.ts'
import { waveLedgerName } from '../repository/repository-files.ts'

/** Reports `wave-ledger-unused` where a repository without waves has a ledger of them, which somebody believes to hold something. */
export function reportUnusedLedger(files: readonly SourceFile[]): readonly Diagnostic[] {
  const ledger = files.find(({ path }) => path === waveLedgerName)
  if (!ledger?.text.includes('WaveLedger')) return []
  const [{ manifests }] = parse([ledger])
  return manifests
    .filter(({ value }) => value['kind'] === 'WaveLedger')
    .map((manifest) => createDiagnostic('wave-ledger-unused', {}, { at: valueAt(manifest, '/kind') }))
}
