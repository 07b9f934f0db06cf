import { mostKept, type KeptFleet } from './kept.ts'
import { isRequest, writeFragment } from './link.ts'
import { loadState, sharedOf } from './playground-state.ts'

const storedAs = 'fedrender-playground-edits'

/**
 * Keeps edits in this tab of the browser while another page of the site is read: the latest where it has no room for all, and what
 * links give last.
 */
export async function storeEdits(kept: readonly KeptFleet[]): Promise<void> {
  const wanted = kept.toSorted((left, right) => Number(left.isSaved) - Number(right.isSaved))
  const fragments = await Promise.all(wanted.map(({ state }) => writeFragment(sharedOf(state))))
  let room = fragments.length
  while (room >= 0 && !store(fragments.slice(0, room))) room -= 1
}

function store(fragments: readonly string[]): boolean {
  try {
    sessionStorage.setItem(storedAs, JSON.stringify(fragments))
    return true
  } catch {
    // The browser stores nothing, or not as much.
    return false
  }
}

/**
 * The edits that were stored last, which stay there, so that they outlast a page that is loaded again. They are read as links are,
 * which anyone may have written.
 */
export async function readEdits(): Promise<readonly KeptFleet[]> {
  const found = await Promise.all(readFragments().map(loadKept))
  return found.flat()
}

async function loadKept(address: string): Promise<readonly KeptFleet[]> {
  const { state, problem } = await loadState(address)
  return problem === undefined ? [{ state, address, isSaved: false }] : []
}

function readFragments(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storedAs) ?? '[]')
    if (!Array.isArray(stored)) return []
    return stored.filter((each) => typeof each === 'string' && isRequest(each)).slice(0, mostKept)
  } catch {
    return []
  }
}
