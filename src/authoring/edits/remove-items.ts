import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isArray } from '../../json/own.ts'
import { pointerSegments, pointersTo } from '../../json/pointer.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { compareText } from '../../text/compare-text.ts'
import type { Authored } from './authored.ts'
import { countComments } from './count-comments.ts'
import { editManifests, refuseEdit } from './edit-manifests.ts'

/** What became of items. */
export interface RemovedItems {
  readonly authored: Authored
  /** The pointers of those that are taken out. */
  readonly removed: readonly string[]
}

const noneRemoved: RemovedItems = { authored: {}, removed: [] }

/** To look at an item by itself reads its whole file. */
const mostAlone = 20

/**
 * A manifest without items of its lists that have no effect, and without what is empty then; the manifest goes where that is
 * all of it. An item with a comment stays, since what is fixed without asking may lose nothing. Reports `edit-refused`.
 */
export function removeItemsOf(
  manifest: Manifest,
  pointers: readonly string[],
): DiagnosticResult<RemovedItems> {
  const [authored, refused] = tryRemoval(manifest, pointers)
  if (authored !== undefined) return [{ authored, removed: pointers }, []]
  if (pointers.length === 1) return [noneRemoved, refused]
  const alone = pointers.slice(0, mostAlone).map((each) => [each, tryRemoval(manifest, [each])] as const)
  const kept = alone.flatMap(([each, [made]]) => (made === undefined ? [] : [each]))
  const diagnostics = alone.flatMap(([, [, found]]) => found)
  if (kept.length === 0) return [noneRemoved, diagnostics]
  const [together, others] = tryRemoval(manifest, kept)
  const made = together === undefined ? noneRemoved : { authored: together, removed: kept }
  return [made, [...diagnostics, ...others]]
}

function tryRemoval(manifest: Manifest, pointers: readonly string[]): DiagnosticResult<Authored | undefined> {
  const wanted = withEmptied(manifest.value, pointers)
  const lost = refuseEdit(manifest, { pointer: wanted[0] ?? '' }, 'a comment in it would be lost')
  const { file } = manifest
  if (wanted.includes('')) {
    return countComments(file.text.slice(manifest.start, manifest.end)) === 0
      ? [{ removals: [manifest] }, []]
      : [undefined, [lost]]
  }
  const edits = [{ manifest, edits: wanted.map((pointer) => ({ pointer })) }]
  const [text, refused] = editManifests(file, edits)
  if (text === undefined) return [undefined, refused]
  return countComments(text) === countComments(file.text) ? [{ edits }, []] : [undefined, [lost]]
}

/** The pointers of items with what would be empty without them in their place, from the last to the first. */
function withEmptied(value: JsonObject, pointers: readonly string[]): readonly string[] {
  const gone = new Set(pointers)
  for (let size = -1; size !== gone.size;) {
    size = gone.size
    const lists = new Set([...gone].filter((each) => each !== '').map(parentOf))
    for (const list of lists) {
      const items = atPointer(value, list)
      const isAll = isArray(items) && items.every((_, index) => gone.has(`${list}/${index}`))
      if (isAll) gone.add(holderOf(list))
    }
  }
  const wanted = [...gone].filter((each) =>
    pointersTo(each)
      .slice(1)
      .every((above) => !gone.has(above)),
  )
  return wanted.sort(comparePointers).reverse()
}

/** What goes with the last item of a list: what nothing is left of, or what says nothing then. */
function holderOf(list: string): string {
  if (list === '/spec/rules' || list === '/spec/target/names') return ''
  return list === '/spec/overrides' ? list : parentOf(list)
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'))
}

function comparePointers(left: string, right: string): number {
  const [keys, others] = [pointerSegments(left), pointerSegments(right)]
  const at = keys.findIndex((each, index) => each !== others[index])
  const [key = '', other = ''] = [keys[at], others[at]]
  const difference = Number(key) - Number(other)
  return Number.isNaN(difference) ? compareText(key, other) : difference
}
