import { mostKept, type KeptFleet } from './kept.ts'
import { isRequest, writeFragment } from './link.ts'
import { loadState, sharedOf } from './playground-state.ts'

const storedAs = 'fedrender-playground-edits'

/** Keeps edits in this tab of the browser while another page of the site is read; not where the browser has no room for them. */
export async function storeEdits(kept: readonly KeptFleet[]): Promise<void> {
  const fragments = await Promise.all(kept.map(({ state }) => writeFragment(sharedOf(state))))
  try {
    if (fragments.length > 0) sessionStorage.setItem(storedAs, JSON.stringify(fragments))
  } catch {
    // The browser stores nothing, or not as much.
  }
}

/** Takes the edits that were stored last. They are read as links are, which anyone may have written. */
export async function takeEdits(): Promise<readonly KeptFleet[]> {
  const found = await Promise.all(takeFragments().map(loadKept))
  return found.flat()
}

async function loadKept(address: string): Promise<readonly KeptFleet[]> {
  const { state, problem } = await loadState(address)
  return problem === undefined ? [{ state, address }] : []
}

function takeFragments(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storedAs) ?? '[]')
    sessionStorage.removeItem(storedAs)
    if (!Array.isArray(stored)) return []
    return stored.filter((each) => typeof each === 'string' && isRequest(each)).slice(0, mostKept)
  } catch {
    return []
  }
}
