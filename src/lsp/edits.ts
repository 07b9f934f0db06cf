import type { WorkspaceEdit } from 'vscode-languageserver-protocol'
import type { FileEdit } from '../language/fixes.ts'
import type { FileMove } from '../language/names/rename-cluster.ts'
import { toEdits } from './positions.ts'
import type { PlacedFile, Workbench } from './workbench.ts'

/** What a client can do with an edit of several files. */
export interface ClientTraits {
  /** Whether it takes the versions of documents, and so changes of the files themselves. */
  readonly documentChanges: boolean
  /** Which changes of the files themselves: `create`, `rename`, `delete`. */
  readonly resourceOperations: ReadonlySet<string>
}

/** What becomes of a repository: files are edited, then they move. */
export interface RepositoryEdit {
  readonly files: readonly FileEdit[]
  readonly moves: readonly FileMove[]
}

type DocumentChange = NonNullable<WorkspaceEdit['documentChanges']>[number]

/** An edit as a client takes it; undefined where it cannot do all of it. */
export function toWorkspaceEdit(
  { session, workbench }: Pick<PlacedFile, 'session'> & { readonly workbench: Workbench },
  { files, moves }: RepositoryEdit,
  { documentChanges, resourceOperations }: ClientTraits,
): WorkspaceEdit | undefined {
  const uriOf = (path: string): string => workbench.uriOf(session, path)
  const needed = new Set([...files.map(({ kind }) => kind), ...(moves.length > 0 ? ['rename'] : [])])
  needed.delete('edit')
  if (!documentChanges) {
    if (needed.size > 0) return undefined
    const edits = files.flatMap((each) => (each.kind === 'edit' ? [each] : []))
    return {
      changes: Object.fromEntries(
        edits.map(({ path, edits }) => [uriOf(path), toEdits(workbench.positionsIn(session, path), edits)]),
      ),
    }
  }
  if (![...needed].every((each) => resourceOperations.has(each))) return undefined
  const changes = files.flatMap((each): readonly DocumentChange[] => {
    const uri = uriOf(each.path)
    const version = workbench.versionOf(session, each.path) ?? null
    switch (each.kind) {
      case 'edit':
        return [
          {
            textDocument: { uri, version },
            edits: toEdits(workbench.positionsIn(session, each.path), each.edits),
          },
        ]
      case 'create':
        return [
          { kind: 'create', uri },
          { textDocument: { uri, version: null }, edits: [{ range: start, newText: each.text }] },
        ]
      case 'delete':
        return [{ kind: 'delete', uri }]
    }
  })
  const moved = moves.map(({ from, to }): DocumentChange => {
    return { kind: 'rename', oldUri: uriOf(from), newUri: uriOf(to) }
  })
  return { documentChanges: [...changes, ...moved] }
}

const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
