import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { groupBy } from '../../text/group-by.ts'
import { editManifests, type ManifestEdits } from './edit-manifests.ts'
import { removeManifests } from './remove-manifests.ts'

/** What is to become of the repository, before files are looked at. */
export interface Authored {
  readonly files?: readonly FileChange[]
  readonly edits?: readonly ManifestEdits[]
  readonly removals?: readonly Manifest[]
}

/** Several as one. */
export function combineAuthored(all: readonly Authored[]): Required<Authored> {
  return {
    files: all.flatMap(({ files = [] }) => files),
    edits: all.flatMap(({ edits = [] }) => edits),
    removals: all.flatMap(({ removals = [] }) => removals),
  }
}

/** The files as they are to be, each once; what stays as it is among them too. Reports `edit-refused`. */
export function fileChanges(all: readonly Authored[]): DiagnosticResult<readonly FileChange[]> {
  const { files, edits, removals } = combineAuthored(all)
  const diagnostics: Diagnostic[] = []
  const changes = [...files]
  const change = (file: SourceFile, [after, found]: DiagnosticResult<string | null | undefined>): void => {
    for (const each of found) diagnostics.push(each)
    if (after === undefined) return
    const { path, text: before, secretKinds } = file
    changes.push({ path, before, after, ...(secretKinds && { secretKinds }) })
  }
  for (const [file, ofFile] of groupBy(edits, ({ manifest }) => manifest.file)) {
    change(file, editManifests(file, ofFile))
  }
  for (const [file, ofFile] of groupBy(removals, (each) => each.file)) {
    change(file, removeManifests(file, ofFile))
  }
  return [changes, diagnostics]
}
