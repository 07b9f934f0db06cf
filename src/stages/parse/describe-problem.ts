import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { maximumDepth } from '../../yaml/compose-document.ts'
import type { AmbiguousScalar } from '../../yaml/read-document.ts'
import type { DocumentChunk } from '../../yaml/split-documents.ts'
import type { TextRange, YamlProblem } from '../../yaml/yaml-problem.ts'

/** One document of a file, and whether its text may be that of a Secret: then no message quotes anything of it. */
export interface DocumentText extends DocumentChunk {
  readonly file: SourceFile
  readonly mentionsSecret: boolean
}

/**
 * The diagnostic of a problem of a document: `yaml-syntax`, `yaml-duplicate-key`, `yaml-merge-override`,
 * `yaml-too-deep` or `ellipsis-placeholder`.
 */
export function describeProblem(document: DocumentText, problem: YamlProblem): Diagnostic {
  const at = placeIn(document, problem)
  switch (problem.kind) {
    case 'syntax':
      return createDiagnostic('yaml-syntax', { problem: problem.problem }, { at })
    case 'too-deep':
      return createDiagnostic('yaml-too-deep', { limit: maximumDepth }, { at })
    case 'content-after-end':
      return createDiagnostic('ellipsis-placeholder', { form: 'end' }, { at })
    case 'duplicate-key':
    case 'merge-override': {
      const key = document.mentionsSecret ? {} : { key: problem.key }
      const code = problem.kind === 'duplicate-key' ? 'yaml-duplicate-key' : 'yaml-merge-override'
      const message = problem.kind === 'duplicate-key' ? 'the first one' : 'the merge'
      const related = [{ message, at: placeIn(document, problem.first) }]
      return createDiagnostic(code, key, { at, related })
    }
  }
}

/** The diagnostic of a scalar that readers of YAML disagree on: `yaml-ambiguous-scalar`. */
export function describeAmbiguity(document: DocumentText, scalar: AmbiguousScalar): Diagnostic {
  const { text, kubectl, other, part, reader } = scalar
  const readings = document.mentionsSecret ? {} : { readings: { text, kubectl, other } }
  return createDiagnostic(
    'yaml-ambiguous-scalar',
    { part, reader, ...readings },
    { at: placeIn(document, scalar) },
  )
}

/** A range of a document as a range of its file. */
export function placeIn(
  document: DocumentText,
  { start, end }: TextRange,
): TextRange & { readonly file: SourceFile } {
  return { file: document.file, start: document.start + start, end: document.start + end }
}
