import type { CompiledFleet, FilePlace, PlaygroundFile } from '../../protocol.ts'
import type { SourceEditor } from '../editor/editor.ts'
import type { FileBar } from '../bars/file-bar.ts'
import { writeFragment } from './link.ts'
import { loadState, problemWith, sharedOf, type PlaygroundState } from './playground-state.ts'
import type { TopBar } from '../bars/top-bar.ts'

/** The files, the editor and the list of them, and what becomes of a change. */
export interface Workbench {
  state: PlaygroundState
  /** The files in error, as the last compilation found them. */
  faulty: ReadonlySet<string>
  /** Counts what was loaded, so that of two loads the later one counts. */
  loads: number
  readonly editor: SourceEditor
  readonly fileBar: FileBar
  readonly top: TopBar
  readonly compile: () => void
}

/** Nothing is loaded yet. */
export const noState: PlaygroundState = {
  files: new Map(),
  exampleFiles: [],
  example: '',
  without: [],
  open: '',
}

/** Takes the text of a file as it is now, and compiles; what is too large is refused with a report. */
export function changeFile(bench: Workbench, { path, text }: PlaygroundFile): void {
  const files = new Map(bench.state.files).set(path, text)
  const problem = problemWith(files)
  bench.state = { ...bench.state, files }
  bench.top.report(problem ?? '')
  if (problem === undefined) bench.compile()
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

/** Loads what the fragment of an address asks for, in place of everything. */
export async function load(bench: Workbench, fragment: string): Promise<void> {
  bench.loads += 1
  const own = bench.loads
  const { state, problem = '' } = await loadState(fragment)
  if (own !== bench.loads) return
  for (const path of bench.state.files.keys()) bench.editor.forget(path)
  bench.state = state
  for (const [path, text] of state.files) bench.editor.put({ path, text })
  bench.top.choose(state.example)
  bench.top.report(problem)
  openFile(bench, state.open)
  bench.compile()
}

/** Loads a fragment and makes it that of the address. */
export function follow(bench: Workbench, fragment: string): void {
  history.replaceState(history.state, '', fragment)
  void load(bench, fragment)
}

/** The address that holds everything; it becomes that of the page. */
export async function addressOf({ state }: Workbench): Promise<string> {
  history.replaceState(history.state, '', await writeFragment(sharedOf(state)))
  return location.href
}

/** Adds an empty file and opens it. */
export function addFile(bench: Workbench, path: string): void {
  bench.editor.put({ path, text: '' })
  changeFile(bench, { path, text: '' })
  openFile(bench, path)
}

/** Gives the open file another name. */
export function renameFile(bench: Workbench, path: string): void {
  const { open, files } = bench.state
  const text = files.get(open) ?? ''
  dropFile(bench, open)
  bench.editor.put({ path, text })
  changeFile(bench, { path, text })
  openFile(bench, path)
}

/** Removes the open file; the last one stays. */
export function removeFile(bench: Workbench): void {
  const { open, files } = bench.state
  if (files.size < 2) return bench.top.report('The last file stays.')
  dropFile(bench, open)
  openFile(bench, [...bench.state.files.keys()].sort()[0] ?? '')
  bench.compile()
}

function dropFile(bench: Workbench, path: string): void {
  const files = new Map(bench.state.files)
  files.delete(path)
  bench.editor.forget(path)
  bench.state = { ...bench.state, files }
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
