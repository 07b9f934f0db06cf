import { fingerprints } from '../fingerprint.ts'
import { messageWithFix } from '../message-with-fix.ts'
import type { PlacedDiagnostic } from '../review-place.ts'
import type { Severity } from '../../model/severity.ts'

const severityOf: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' }

/** An issue of a Code Quality report (GitLab: doc/ci/testing/code_quality.md). */
interface CodeQualityIssue {
  readonly description: string
  readonly check_name: string
  /** Equal ones are shown once. */
  readonly fingerprint: string
  readonly severity: string
  /** Relative to the Git repository; lines count from 1 and the end is inclusive. */
  readonly location: {
    readonly path: string
    readonly lines: { readonly begin: number; readonly end: number }
  }
}

/** The diagnostics as GitLab's Code Quality report, which a merge request shows beside the lines. */
export function formatGitlab(diagnostics: readonly PlacedDiagnostic[]): readonly CodeQualityIssue[] {
  const marks = fingerprints(diagnostics)
  return diagnostics.map((each, index) => ({
    description: messageWithFix(each),
    check_name: each.code,
    fingerprint: marks[index] ?? '',
    severity: severityOf[each.severity],
    location: {
      path: each.location.file.path,
      lines: { begin: each.location.line, end: each.location.endLine },
    },
  }))
}
