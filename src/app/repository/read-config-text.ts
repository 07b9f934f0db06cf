import { headlessProblem } from '../../diagnostics/catalog/config.ts'
import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { defaultRenderConfig } from '../../model/render-config.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { ConfigSide } from '../../stages/authorize/judge-settings.ts'
import { parse } from '../../stages/parse/parse.ts'
import { readRenderConfig } from '../../stages/validate/config/render-config.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'

/**
 * The configuration in the text of a file, for this version of fedrender; the defaults where it is in error. Reports
 * `config-invalid`, and what `parse` and `readRenderConfig` do.
 */
export function readConfigText(
  file: SourceFile,
  schema: SchemaValidator,
  version: string,
): DiagnosticResult<ConfigSide> {
  const fail = (diagnostics: readonly Diagnostic[]): DiagnosticResult<ConfigSide> => [
    { config: defaultRenderConfig },
    diagnostics,
  ]
  const invalid = (problem: string): DiagnosticResult<ConfigSide> =>
    fail([createDiagnostic('config-invalid', { pointer: '', problem }, { at: { file, start: 0, end: 0 } })])
  const [{ manifests }, parsing] = parse([file])
  const [manifest, second] = manifests
  if (parsing.some((each) => each.severity === 'error')) return fail(parsing)
  if (manifest === undefined) return invalid(headlessProblem)
  if (second !== undefined) return invalid('holds more than one document')
  const [config, diagnostics] = readRenderConfig(manifest, schema, version)
  const found = [...parsing, ...diagnostics]
  // Severities of a configuration in error must not make light of its own errors.
  return diagnostics.some((each) => each.severity === 'error') ? fail(found) : [{ config, manifest }, found]
}
