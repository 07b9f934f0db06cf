import type {
  CodeAction,
  CodeActionParams,
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  Position,
  PrepareRenameResult,
  TextDocumentPositionParams,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol'
import { completeAt, type Completion } from '../language/complete/complete.ts'
import { fixesIn, fixesOfFile, type FileEdit, type OfferedFix } from '../language/fixes.ts'
import { hoverAt } from '../language/hover/hover.ts'
import { findDefinitions, findReferences } from '../language/names/find-places.ts'
import { findClusterName, renameCluster } from '../language/names/rename-cluster.ts'
import type { Cursor, FileRange } from '../language/snapshot.ts'
import { groupBy } from '../text/group-by.ts'
import { toWorkspaceEdit, type ClientTraits } from './edits.ts'
import type { PlacedFile, Workbench } from './workbench.ts'

/** A request about a place of a file of a repository. */
export interface PlaceRequest extends PlacedFile {
  readonly workbench: Workbench
}

/** CompletionItemKind of the protocol. */
const completionKinds = {
  cluster: 18,
  label: 12,
  type: 7,
  namespace: 9,
  object: 18,
  pointer: 5,
  field: 10,
  value: 12,
} as const satisfies Readonly<Record<Completion['kind'], number>>

/** What is shown beside a place; null where nothing is known. */
export function answerHover(request: PlaceRequest, position: Position): Hover | null {
  const found = hoverAt(request.session.snapshot(), cursorOf(request, position))
  if (found === undefined) return null
  return { contents: { kind: 'markdown', value: found.markdown }, range: rangeIn(request, found.range) }
}

/** What may be typed at a place. */
export function answerCompletion(request: PlaceRequest, position: Position): CompletionList {
  const { session, path, workbench } = request
  const snapshot = session.snapshot()
  const text = session.fileAt(path)?.text ?? ''
  const { completions, isComplete } = completeAt(snapshot, cursorOf(request, position), text)
  const { rangeOf } = workbench.positionsIn(session, path)
  const items = completions.map((each): CompletionItem => {
    const { text, kind, detail, range, newText } = each
    const item: CompletionItem = { label: text, kind: completionKinds[kind], filterText: text }
    if (detail !== undefined && detail !== '') item.detail = detail
    item.textEdit = { range: rangeOf(range), newText }
    return item
  })
  return { isIncomplete: !isComplete, items }
}

/** Where what is named at a place is declared. */
export function answerDefinition(request: PlaceRequest, position: Position): Location[] {
  return toLocations(request, findDefinitions(request.session.snapshot(), cursorOf(request, position)))
}

/** Every place that names what is named at a place. */
export function answerReferences(
  request: PlaceRequest,
  position: Position,
  withDefinitions: boolean,
): Location[] {
  const snapshot = request.session.snapshot()
  return toLocations(request, findReferences(snapshot, cursorOf(request, position), { withDefinitions }))
}

/** The name of a cluster at a place, which can be changed; null at any other place. */
export function answerPrepareRename(request: PlaceRequest, position: Position): PrepareRenameResult | null {
  const found = findClusterName(request.session.snapshot(), cursorOf(request, position))
  return found ? { range: rangeIn(request, found), placeholder: found.name } : null
}

/** The edits that give the cluster at a place another name; a text, why there are none. */
export function answerRename(
  request: PlaceRequest,
  { position, newName }: TextDocumentPositionParams & { readonly newName: string },
  traits: ClientTraits,
): WorkspaceEdit | string {
  const snapshot = request.session.snapshot()
  const found = findClusterName(snapshot, cursorOf(request, position))
  if (found === undefined) return 'The names of clusters can be changed, and no others.'
  const renaming = renameCluster(snapshot, found.name, newName)
  if (typeof renaming === 'string') return renaming
  const files = [...groupBy(renaming.edits, ({ path }) => path)].map(([path, edits]): FileEdit => {
    return { kind: 'edit', path, edits }
  })
  return toWorkspaceEdit(request, { files, moves: renaming.moves }, traits) ?? cannotMove
}

const cannotMove =
  'The editor cannot rename files, and those that were observed in the cluster are called after it.'

/** The fixes of the faults in a range of a file; of all of the file where that is what is asked for. */
export function answerCodeActions(
  request: PlaceRequest,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  traits: ClientTraits,
): CodeAction[] {
  const { session, path, workbench } = request
  const snapshot = session.snapshot()
  const { offsetAt } = workbench.positionsIn(session, path)
  const isWanted = (kind: string): boolean =>
    context.only?.some((each) => kind === each || kind.startsWith(`${each}.`)) ?? kind === quickFix
  const place = { path, start: offsetAt(range.start), end: offsetAt(range.end) }
  const single = isWanted(quickFix) ? fixesIn(snapshot, place) : []
  const whole = isWanted(fixAll) ? fixesOfFile(snapshot, path) : []
  return [
    ...single.flatMap((each) => toAction(request, each, quickFix, traits)),
    ...whole.flatMap((each) => toAction(request, each, fixAll, traits)),
  ]
}

/** CodeActionKind of the protocol. */
export const quickFix = 'quickfix'
/** The kind of fixing all of a file. */
export const fixAll = 'source.fixAll.fedrender'

function toAction(
  request: PlaceRequest,
  { title, files }: OfferedFix,
  kind: string,
  traits: ClientTraits,
): readonly CodeAction[] {
  const edit = toWorkspaceEdit(request, { files, moves: [] }, traits)
  return edit ? [{ title, kind, edit, ...(kind === quickFix && { isPreferred: true }) }] : []
}

function cursorOf({ workbench, session, path }: PlaceRequest, position: Position): Cursor {
  return { path, offset: workbench.positionsIn(session, path).offsetAt(position) }
}

function rangeIn({ workbench, session }: PlaceRequest, range: FileRange): Location['range'] {
  return workbench.positionsIn(session, range.path).rangeOf(range)
}

function toLocations(request: PlaceRequest, ranges: readonly FileRange[]): Location[] {
  const { workbench, session } = request
  return ranges.map((range) => ({
    uri: workbench.uriOf(session, range.path),
    range: rangeIn(request, range),
  }))
}
