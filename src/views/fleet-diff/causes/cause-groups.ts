import type { Cause, FleetChange } from '../../../model/fleet-diff.ts'
import { groupBy } from '../../../text/group-by.ts'
import { causesOfChanges, keyOfCause } from './each-cause-once.ts'
import type { DiffItem } from '../fold-changes.ts'

/** The items of a diff that the very same lines of the sources made. */
export interface CauseGroup {
  /** Each place once; empty where rendered files were compared. */
  readonly causes: readonly Cause[]
  readonly items: readonly DiffItem[]
}

/** Items by what made them, in the order of the first item of each; items without a known cause stay by themselves. */
export function groupByCause(items: readonly DiffItem[]): readonly CauseGroup[] {
  const likenesses = ofEachList(likenessOf)
  const withCauses = items.map((item) => {
    const causes = causesOfItem(item)
    return { item, causes, likeness: likenesses(causes) }
  })
  // A million causes are a long key, so it is made only of those that may be the same as others.
  const similar = groupBy(withCauses, ({ likeness }) => likeness)
  const keys = ofEachList((causes) => causes.map(keyOfCause).sort().join('\n'))
  const groups = groupBy(withCauses, ({ item, causes, likeness }) =>
    causes.length === 0 || similar.get(likeness)?.length === 1 ? item : keys(causes),
  )
  return [...groups.values()].map((alike) => ({
    causes: alike[0]?.causes ?? [],
    items: alike.map(({ item }) => item),
  }))
}

/** Makes a text of a list of causes once, however many items share the list. */
function ofEachList(textOf: (causes: readonly Cause[]) => string): (causes: readonly Cause[]) => string {
  const known = new Map<readonly Cause[], string>()
  return (causes) => {
    const text = known.get(causes) ?? textOf(causes)
    known.set(causes, text)
    return text
  }
}

/** Equal for the same causes in any order, and seldom for others. */
function likenessOf(causes: readonly Cause[]): string {
  let sum = 0
  for (const { at } of causes) sum += 'manifest' in at ? at.manifest.start : at.start + at.end
  return `${causes.length} ${sum}`
}

/** The changes of an item that is no edit. */
function changesOf(item: Exclude<DiffItem, { readonly edit: unknown }>): readonly FleetChange[] {
  return 'moves' in item ? item.moves.flatMap(({ removed, added }) => [removed, added]) : item.object.changes
}

/** The causes of all changes of an item, each place once. */
export function causesOfItem(item: DiffItem): readonly Cause[] {
  if ('edit' in item) return item.edit.causes
  const changes = changesOf(item)
  const [first] = changes
  // What comes or goes may be of several variants, whose causes are all there; a single change has each of its own once.
  if (first?.kind === 'changed' && changes.length === 1) return first.causes
  return causesOfChanges(changes)
}
