import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { isHidden } from '../../diagnostics/hidden-text.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { maximumDepth, maximumTokens } from '../../yaml/read/limits.ts'
import type { DocumentReading } from '../../yaml/read/read-nodes.ts'
import type { DocumentChunk } from '../../yaml/read/split-documents.ts'
import type { AmbiguousScalar } from '../../yaml/read/walk.ts'
import type { TextRange, YamlProblem } from '../../yaml/read/yaml-problem.ts'

/** One document of a file. */
export interface DocumentText extends DocumentChunk {
  readonly file: SourceFile
}

/** The largest file that is read, in UTF-16 code units; the host reads no larger ones either. */
export const maximumLength: number = 16 * 2 ** 20

/**
 * The diagnostic of a problem of a document: `yaml-syntax`, `yaml-duplicate-key`, `yaml-merge-override`,
 * `yaml-too-deep`, `source-too-large` or `ellipsis-placeholder`.
 */
export function describeProblem(document: DocumentText, problem: YamlProblem): Diagnostic {
  const at = placeIn(document, problem)
  switch (problem.kind) {
    case 'syntax':
      return createDiagnostic('yaml-syntax', { problem: problem.problem }, { at })
    case 'too-deep':
      return createDiagnostic('yaml-too-deep', { limit: maximumDepth }, { at })
    case 'too-large':
      return createDiagnostic('source-too-large', { limit: maximumTokens, of: 'tokens' }, { at })
    case 'content-after-end':
      return createDiagnostic('ellipsis-placeholder', { form: 'end' }, { at })
    case 'duplicate-key':
    case 'merge-override': {
      const key = isHidden(document.file, at) ? {} : { key: problem.key }
      const code = problem.kind === 'duplicate-key' ? 'yaml-duplicate-key' : 'yaml-merge-override'
      const message = problem.kind === 'duplicate-key' ? 'the first one' : 'the merge'
      const related = [{ message, at: placeIn(document, problem.first) }]
      return createDiagnostic(code, key, { at, related })
    }
  }
}

/**
 * The diagnostics of scalars that readers of YAML disagree on: `yaml-ambiguous-scalar`; the last one counts the others.
 */
export function describeAmbiguities(
  document: DocumentText,
  { ambiguous, ambiguousCount }: DocumentReading,
): readonly Diagnostic[] {
  const more = ambiguousCount - ambiguous.length
  return ambiguous.map((scalar, index) =>
    describeAmbiguity(document, scalar, index + 1 < ambiguous.length ? 0 : more),
  )
}

function describeAmbiguity(document: DocumentText, scalar: AmbiguousScalar, more: number): Diagnostic {
  const { text, kubectl, other, part, reader } = scalar
  const at = placeIn(document, scalar)
  const readings = isHidden(document.file, at) ? {} : { readings: { text, kubectl, other } }
  return createDiagnostic('yaml-ambiguous-scalar', { part, reader, more, ...readings }, { at })
}

/** A range of a document as a range of its file. */
export function placeIn(
  document: DocumentText,
  { start, end }: TextRange,
): TextRange & { readonly file: SourceFile } {
  return { file: document.file, start: document.start + start, end: document.start + end }
}
