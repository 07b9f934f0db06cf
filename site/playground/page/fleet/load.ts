import { countEdited, keep, titleOfKept } from './kept.ts'
import { storeEdits, readEdits } from './left-edits.ts'
import { writeFragment } from './link.ts'
import { loadState, sharedOf } from './playground-state.ts'
import { noState, replaceAll, showState, type Workbench } from './workbench.ts'

/** Loads what the fragment of an address asks for, in place of everything; what was edited is kept. */
export async function load(bench: Workbench, fragment: string): Promise<void> {
  bench.loads += 1
  const own = bench.loads
  const { state, problem = '' } = await loadState(fragment)
  if (own !== bench.loads) return
  keepEdits(bench)
  for (const path of bench.state.files.keys()) bench.editor.forget(path)
  for (const [path, text] of state.files) bench.editor.put({ path, text })
  bench.address = { fragment, files: state.files }
  showState(bench, state, problem)
}

/** Keeps what is edited, as something else takes its place. */
function keepEdits(bench: Workbench): void {
  const { state, address, editor } = bench
  const isSaved = state.files === address.files
  bench.kept = keep(bench.kept, { state, address: address.fragment, isSaved, texts: editor.texts() })
  listKept(bench)
}

function listKept({ keptList, kept }: Workbench): void {
  keptList.show(kept.map(titleOfKept))
}

/** Shows one of the fleets that are kept, with the keyboard in the editor, and keeps what is edited now. */
export function goBack(bench: Workbench, index: number): void {
  const wanted = bench.kept[index]
  if (wanted === undefined) return
  bench.kept = bench.kept.filter((each) => each !== wanted)
  keepEdits(bench)
  history.replaceState(history.state, '', wanted.address || location.pathname)
  bench.address = { fragment: wanted.address, files: noState.files }
  replaceAll(bench, wanted)
  bench.editor.view.focus()
}

/** Lists what was edited before another page of the site was read. */
export async function listLeft(bench: Workbench): Promise<void> {
  bench.kept = [...bench.kept, ...(await readEdits())]
  listKept(bench)
}

/** Keeps what is edited for when the playground is opened again. */
export function leave(bench: Workbench): Promise<void> {
  keepEdits(bench)
  return storeEdits(bench.kept)
}

/** Whether there are edits that the address does not hold, so that they are gone with the page. */
export function hasUnsavedEdits({ state, address, kept }: Workbench): boolean {
  return kept.length > 0 || (state.files !== address.files && countEdited(state) > 0)
}

/** Loads a fragment and makes it that of the address. */
export function follow(bench: Workbench, fragment: string): void {
  history.replaceState(history.state, '', fragment)
  void load(bench, fragment)
}

/** The address that holds everything; it becomes that of the page. */
export async function addressOf(bench: Workbench): Promise<string> {
  const { state } = bench
  const fragment = await writeFragment(sharedOf(state))
  history.replaceState(history.state, '', fragment)
  bench.address = { fragment, files: state.files }
  return location.href
}
