import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { errorsOf } from '../../diagnostics/severities.ts'
import { readStandardInput } from '../../host/sources/sources.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parse } from '../../stages/parse/parse.ts'
import { readNamedFile } from '../repository/read-named-file.ts'
import type { Workspace } from '../workspace.ts'

/**
 * The objects of a file that the command line names, or of standard input (`-`). Reports `source-unreadable`, the errors of
 * `parse`, and `file-without-object`.
 */
export function readObjects(workspace: Workspace, path: string): DiagnosticResult<readonly Manifest[]> {
  if (path === '-') {
    const [files, reading] = readStandardInput(workspace.host)
    const [manifests, parsing] = objectsOf(files)
    return [manifests, [...reading, ...parsing]]
  }
  const file = readNamedFile(workspace, path)
  if ('problem' in file) {
    const at = { file: { path, text: '' }, start: 0, end: 0 }
    return [[], [createDiagnostic('source-unreadable', { problem: file.problem }, { at })]]
  }
  return objectsOf([file])
}

/** The objects of a file that was named, in which at least one must be. Reports what `parse` does, and `file-without-object`. */
function objectsOf(files: readonly SourceFile[]): DiagnosticResult<readonly Manifest[]> {
  const [{ manifests }, parsing] = parse(files)
  const errors = errorsOf(parsing)
  const [file] = files
  if (manifests.length > 0 || errors.length > 0 || file === undefined) return [manifests, errors]
  const start = Math.max(file.text.search(/\{[{%]/), 0)
  const isTemplate = parsing.some(({ code }) => code === 'templates-skipped')
  const at = { file, start: isTemplate ? start : 0, end: isTemplate ? start + 2 : 0 }
  return [[], [createDiagnostic('file-without-object', { isTemplate }, { at })]]
}
