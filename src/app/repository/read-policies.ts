import { join, resolve } from 'node:path'
import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { readSources } from '../../host/sources/sources.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { parse } from '../../stages/parse/parse.ts'
import type { Workspace } from '../workspace.ts'

/**
 * Reads the directories that `--policy` names, which who runs the command chose, as sources are read; places in them are shown by the
 * name of the directory. Reports what `readSources` and `parse` do.
 */
export function readPolicies(
  { host, directory }: Workspace,
  named: readonly string[],
): DiagnosticResult<readonly Manifest[]> {
  const diagnostics: Diagnostic[] = []
  const files = named.flatMap((name) => {
    const [found, reading] = readSources(host, resolve(directory, name), { option: '--policy' })
    diagnostics.push(...reading)
    return found.map(({ path, text }): SourceFile => ({ path: join(name, path), text }))
  })
  const [{ manifests }, parsing] = parse(files)
  return [manifests, [...diagnostics, ...parsing]]
}
