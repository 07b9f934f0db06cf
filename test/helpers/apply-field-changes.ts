import { childPointer } from '../../src/json/pointer.ts'
import { isArray, isObject, setOwn } from '../../src/json/own.ts'
import type { FieldChange } from '../../src/model/fleet-diff.ts'
import type { Json } from '../../src/model/json.ts'

/** What an object becomes by the changes of its fields: the inverse of comparing. */
export function applyFieldChanges(base: Json, changes: readonly FieldChange[]): Json {
  return applyBelow(base, '', '', changes)
}

function applyBelow(
  base: Json,
  basePointer: string,
  headPointer: string,
  changes: readonly FieldChange[],
): Json {
  const here = changes.find((each) => each.basePointer === basePointer && each.headPointer === headPointer)
  if (here && !here.reordered) return here.to!
  const isGone = (key: string | number): boolean =>
    changes.some(
      (each) => each.headPointer === undefined && each.basePointer === childPointer(basePointer, key),
    )
  const added = changes.filter(
    (each) =>
      each.basePointer === undefined &&
      each.headPointer!.slice(0, each.headPointer!.lastIndexOf('/')) === headPointer,
  )
  if (isObject(base)) {
    const head: Record<string, Json> = {}
    for (const [key, value] of Object.entries(base)) {
      if (isGone(key)) continue
      const [before, after] = [childPointer(basePointer, key), childPointer(headPointer, key)]
      setOwn(head, key, applyBelow(value, before, after, changes))
    }
    for (const each of added) setOwn(head, lastKey(each.headPointer!), each.to!)
    return head
  }
  if (!isArray(base)) return base
  const kept = [...base.keys()].filter((index) => !isGone(index))
  const inOrder = here
    ? (here.to as string[]).map((name) => kept[(here.from as string[]).indexOf(name)]!)
    : kept
  const head = Array.from<Json | undefined>({ length: kept.length + added.length })
  for (const each of added) head[Number(lastKey(each.headPointer!))] = each.to
  for (const index of inOrder) {
    const free = head.indexOf(undefined)
    const [before, after] = [childPointer(basePointer, index), childPointer(headPointer, free)]
    head[free] = applyBelow(base[index]!, before, after, changes)
  }
  return head as Json
}

function lastKey(pointer: string): string {
  const segment = pointer.slice(pointer.lastIndexOf('/') + 1)
  return segment.replaceAll('~1', '/').replaceAll('~0', '~')
}
