import { isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'
import type { Candidate } from './candidate.ts'

const mostPointers = 2000

/** The pointers that begin with what is typed, each once; of a list also the one that adds to it. */
export function* pointersIn(templates: readonly Json[], typed: string): Generator<Candidate> {
  const found = new Set<string>()
  const left = templates.map((value) => ({ pointer: '', value }))
  for (const { pointer, value } of left) {
    if (found.size >= mostPointers) return
    if (pointer !== '' && pointer.startsWith(typed) && !found.has(pointer)) {
      found.add(pointer)
      yield { text: pointer, kind: 'pointer' }
    }
    // What is above or below what is typed; all else begins otherwise.
    if (!pointer.startsWith(typed) && !typed.startsWith(pointer)) continue
    for (const [key, below] of entriesOf(value))
      left.push({ pointer: childPointer(pointer, key), value: below })
    const added = `${pointer}/-`
    if (isArray(value) && added.startsWith(typed) && !found.has(added)) {
      found.add(added)
      yield { text: added, kind: 'pointer', detail: 'adds an item' }
    }
  }
}

function entriesOf(value: Json): readonly (readonly [string, Json])[] {
  if (isArray(value)) return value.map((each, index) => [String(index), each] as const)
  return isObject(value) ? Object.entries(value) : []
}
