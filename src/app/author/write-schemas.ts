import { dirname } from 'node:path'
import { generatedComment } from '../../authoring/schemas/serialize-schema.ts'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { kindInside } from '../../host/kind-inside.ts'
import { replaceFile } from '../../host/replace-file.ts'
import { succeeds } from '../../host/system-error.ts'
import type { Workspace } from '../workspace.ts'

/** No schema is larger. */
const largestSchema = 64 * 1024 * 1024

/**
 * Writes schemas into a directory, absolute, by path relative to it, and gives the paths of those that changed. A
 * file that is not fedrender's is an error, `schema-file-foreign`, and then nothing is written. No link below the
 * directory is followed. Throws a `SystemError`.
 */
export function writeSchemas(
  workspace: Workspace,
  directory: string,
  texts: ReadonlyMap<string, string>,
): DiagnosticResult<readonly string[]> {
  for (const path of texts.keys()) kindInside(workspace.host, directory, path)
  const changed = [...texts].filter(([path, text]) => readText(workspace, `${directory}/${path}`) !== text)
  const foreign = changed.filter(([path]) => isForeign(workspace, `${directory}/${path}`))
  if (foreign.length > 0) {
    return [
      [],
      foreign.map(([path]) => createDiagnostic('schema-file-foreign', { path: `${directory}/${path}` })),
    ]
  }
  for (const [path, text] of changed) {
    makeDirectory(workspace, dirname(`${directory}/${path}`))
    replaceFile(workspace.host, `${directory}/${path}`, Buffer.from(text))
  }
  return [changed.map(([path]) => path), []]
}

function readText({ host }: Workspace, path: string): string | undefined {
  return host.kindOf(path) === 'file' ? host.readFile(path, largestSchema)?.toString('utf8') : undefined
}

function isForeign(workspace: Workspace, path: string): boolean {
  const kind = workspace.host.kindOf(path)
  return kind !== 'absent' && readText(workspace, path)?.includes(generatedComment) !== true
}

function makeDirectory(workspace: Workspace, path: string): void {
  const { host } = workspace
  if (host.kindOf(path) === 'directory' || path === dirname(path)) return
  makeDirectory(workspace, dirname(path))
  succeeds(() => host.createDirectory(path), 'EEXIST')
}
