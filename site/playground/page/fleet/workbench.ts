import type { SourceChange } from '../../language-protocol.ts'
import type { CompiledFleet, FilePlace, PlaygroundFile } from '../../protocol.ts'
import type { FileBar } from '../bars/file-bar.ts'
import type { KeptList } from '../bars/kept-list.ts'
import type { TopBar } from '../bars/top-bar.ts'
import type { TextEdit } from '../../../../src/language/names/rename-cluster.ts'
import type { RangeEdit, SourceEditor } from '../editor/editor.ts'
import type { KeptFleet } from './kept.ts'
import { problemOfPath } from './link.ts'
import { problemWith, type PlaygroundState } from './playground-state.ts'

/** The files, the editor and the list of them, and what becomes of a change. */
export interface Workbench {
  state: PlaygroundState
  /** The files in error, as the last compilation found them. */
  faulty: ReadonlySet<string>
  /** Counts what was loaded, so that of two loads the later one counts. */
  loads: number
  /** Another number for any other sources, and other assumptions. */
  version: number
  /** The fragment of the address, and the files that it gives. */
  address: { readonly fragment: string; readonly files: PlaygroundState['files'] }
  /** What was edited before something else was loaded, the latest first. */
  kept: readonly KeptFleet[]
  /** What there was before the last change that concerns more than the text of one file, and the files that it made. */
  applied: AppliedChange | undefined
  readonly editor: SourceEditor
  readonly fileBar: FileBar
  readonly top: TopBar
  readonly keptList: KeptList
  readonly compile: () => void
}

interface AppliedChange {
  readonly before: Pick<KeptFleet, 'state' | 'texts'>
  readonly after: PlaygroundState['files']
}

/** Nothing is loaded yet. */
export const noState: PlaygroundState = {
  files: new Map(),
  exampleFiles: [],
  example: '',
  without: [],
  open: '',
}

/** Takes the texts of files as they are now, and compiles; what is too large is refused with a report. */
export function changeFiles(bench: Workbench, changed: readonly PlaygroundFile[]): void {
  const files = new Map(bench.state.files)
  for (const { path, text } of changed) files.set(path, text)
  const problem = problemWith(files)
  bench.state = { ...bench.state, files }
  bench.version += 1
  bench.top.report(problem ?? '')
  if (problem === undefined) bench.compile()
}

/** Assumes that some clusters are not ready, and compiles. */
export function assumeWithout(bench: Workbench, without: readonly string[]): void {
  bench.state = { ...bench.state, without }
  bench.version += 1
  bench.compile()
}

/** Opens a file in the editor. */
export function openFile(bench: Workbench, path: string): void {
  bench.state = { ...bench.state, open: path }
  bench.editor.open(path)
  listFiles(bench)
}

function listFiles({ fileBar, state, faulty }: Workbench): void {
  fileBar.show([...state.files.keys()].sort(), state.open, faulty)
}

/** Shows a state whose files the editor has, in place of the one of now. */
export function showState(bench: Workbench, state: PlaygroundState, problem: string): void {
  bench.state = state
  bench.applied = undefined
  bench.version += 1
  bench.top.choose(state.example)
  bench.top.report(problem)
  openFile(bench, state.open)
  bench.compile()
}

/** Shows other files, with what was done to each where that is known. */
export function replaceAll(bench: Workbench, { state, texts }: Pick<KeptFleet, 'state' | 'texts'>): void {
  bench.loads += 1
  for (const path of bench.state.files.keys()) bench.editor.forget(path)
  if (texts) bench.editor.restore(texts)
  else for (const [path, text] of state.files) bench.editor.put({ path, text })
  showState(bench, state, '')
}

/** Adds an empty file and opens it. */
export function addFile(bench: Workbench, path: string): void {
  putFile(bench, { path, text: '' })
  openFile(bench, path)
}

/** Gives the open file another name. */
export function renameFile(bench: Workbench, path: string): void {
  const { open, files } = bench.state
  const text = files.get(open) ?? ''
  const before = textsOf(bench)
  dropFile(bench, open)
  putFile(bench, { path, text })
  openFile(bench, path)
  bench.applied = { before, after: bench.state.files }
}

/** Removes the open file; the last one stays. */
export function removeFile(bench: Workbench): void {
  const { open, files } = bench.state
  if (files.size < 2) return bench.top.report('The last file stays.')
  const before = textsOf(bench)
  dropFile(bench, open)
  openFirst(bench)
  bench.compile()
  bench.applied = { before, after: bench.state.files }
}

function openFirst(bench: Workbench): void {
  openFile(bench, [...bench.state.files.keys()].sort()[0] ?? '')
}

function putFile(bench: Workbench, file: PlaygroundFile): void {
  bench.editor.put(file)
  changeFiles(bench, [file])
}

function dropFile(bench: Workbench, path: string): void {
  const files = new Map(bench.state.files)
  files.delete(path)
  bench.editor.forget(path)
  bench.state = { ...bench.state, files }
  bench.version += 1
}

/** Changes files as a rename or a fix does, so that it can be undone; gives why it changed none. */
export function applyChange(bench: Workbench, { files, moves }: SourceChange): string | undefined {
  const created = files.flatMap((each) => (each.kind === 'create' ? [each.path] : []))
  const problem = [...created, ...moves.map(({ to }) => to)].map(problemOfPath).find(Boolean)
  if (problem !== undefined) return problem
  const before = textsOf(bench)
  const edits = files.flatMap((each) => (each.kind === 'edit' ? [each] : []))
  if (edits.length > 0)
    bench.editor.edit(new Map(edits.map((each) => [each.path, each.edits.map(toRangeEdit)])))
  for (const each of files) {
    if (each.kind === 'create') putFile(bench, each)
    if (each.kind === 'delete') dropFile(bench, each.path)
  }
  for (const { from, to } of moves) {
    const text = bench.state.files.get(from) ?? ''
    dropFile(bench, from)
    putFile(bench, { path: to, text })
  }
  if (bench.state.files.has(bench.state.open)) listFiles(bench)
  else openFirst(bench)
  bench.compile()
  bench.applied = { before, after: bench.state.files }
  return undefined
}

function textsOf({ state, editor }: Workbench): Pick<KeptFleet, 'state' | 'texts'> {
  return { state, texts: editor.texts() }
}

/** Undoes what was applied last; not where the files are others since. Gives whether it did. */
export function unapplyChange(bench: Workbench): boolean {
  const { applied, state } = bench
  if (applied === undefined || !isSame(applied.after, state.files)) return false
  const { before } = applied
  replaceAll(bench, { ...before, state: { ...before.state, without: state.without } })
  return true
}

function isSame(left: PlaygroundState['files'], right: PlaygroundState['files']): boolean {
  return left.size === right.size && [...left].every(([path, text]) => right.get(path) === text)
}

function toRangeEdit({ start, end, text }: TextEdit): RangeEdit {
  return { from: start, to: end, insert: text }
}

/** Shows a place in the editor. */
export function jump(bench: Workbench, { path, from, to }: FilePlace, focus: boolean): void {
  if (!bench.state.files.has(path)) return
  if (path !== bench.state.open) openFile(bench, path)
  bench.editor.show(from, to, focus)
}

/** Shows where a result has problems. */
export function markProblems(bench: Workbench, { problems }: CompiledFleet): void {
  const errors = problems.flatMap(({ severity, at }) => (severity === 'error' && at ? [at.path] : []))
  bench.faulty = new Set(errors)
  bench.editor.mark(problems)
  listFiles(bench)
}
