import { createFixContext, fixFiles } from '../authoring/edits/fix-files.ts'
import { editsOfText } from '../authoring/edits/suggest-edits.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { locate } from '../diagnostics/locate.ts'
import type { FileChange } from '../model/file-change.ts'
import { fileOf } from '../model/place.ts'
import type { TextEdit } from './names/rename-cluster.ts'
import type { FileRange, Snapshot } from './snapshot.ts'

/** What becomes of one file: it is edited, it is written, or it goes. */
export type FileEdit =
  | { readonly kind: 'edit'; readonly path: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }

/** A fix that an editor may offer. */
export interface OfferedFix {
  /** What it does, or else what it fixes. */
  readonly title: string
  /** The diagnostics that it fixes. */
  readonly diagnostics: readonly Diagnostic[]
  readonly files: readonly FileEdit[]
}

/** The fixes of the faults that a range of a file has, one each: what `validate --fix` makes of them in one step. */
export function fixesIn(snapshot: Snapshot, { path, start, end }: FileRange): readonly OfferedFix[] {
  return fixableIn(snapshot, path)
    .filter(({ at }) => {
      if (at === undefined) return false
      const place = locate(at)
      return place.start <= end && start <= place.end
    })
    .flatMap((each) => offer(snapshot, [each], each.hint ?? each.message))
}

/** What `validate --fix` makes in one step of all faults of a file. */
export function fixesOfFile(snapshot: Snapshot, path: string): readonly OfferedFix[] {
  const faults = fixableIn(snapshot, path)
  return offer(snapshot, faults, 'Fix what fedrender knows how to fix in this file.')
}

function fixableIn({ diagnostics }: Snapshot, path: string): readonly Diagnostic[] {
  return diagnostics.filter(({ at, fix }) => {
    return fix !== undefined && at !== undefined && fileOf(at).path === path
  })
}

function offer(snapshot: Snapshot, diagnostics: readonly Diagnostic[], title: string): readonly OfferedFix[] {
  const { result } = snapshot
  if (result === undefined) return []
  const context = createFixContext(result.sources, result.resources, result.plan, snapshot)
  const files = fixFiles(diagnostics, context).changes.flatMap(toFileEdit)
  return files.length === 0 ? [] : [{ title, diagnostics, files }]
}

function toFileEdit({ path, before, after }: FileChange): readonly FileEdit[] {
  if (after === null) return [{ kind: 'delete', path }]
  if (before === undefined) return [{ kind: 'create', path, text: after }]
  const edits = editsOfText({ path, text: before }, after).map(({ location: { start, end }, text }) => {
    return { path, start, end, text }
  })
  return edits.length === 0 ? [] : [{ kind: 'edit', path, edits }]
}
