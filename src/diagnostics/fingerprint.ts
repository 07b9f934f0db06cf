import { hashText } from '../text/hash-text.ts'
import type { LocatedDiagnostic } from './located-diagnostic.ts'

/**
 * One fingerprint for each diagnostic, by which a forge knows a finding again: of code, path and message, and not of
 * the line, so that lines added above move nothing. Equal findings of a file are distinguished by their order.
 */
export function fingerprints(diagnostics: readonly LocatedDiagnostic[]): readonly string[] {
  const seen = new Map<string, number>()
  return diagnostics.map(({ code, location, message }) => {
    const finding = [code, location?.file.path ?? '', message].join('\0')
    const occurrence = (seen.get(finding) ?? 0) + 1
    seen.set(finding, occurrence)
    return hashText(`${finding}\0${occurrence}`)
  })
}
