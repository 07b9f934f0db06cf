import type { ChangeSet } from '../../model/change-set.ts'
import { printable } from '../../text/quote.ts'

/** The paths that a run changes, by what becomes of them. */
export interface JsonChanges {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly pruned: readonly string[]
  readonly held: readonly { readonly path: string; readonly reason: string }[]
  readonly foreign: readonly string[]
}

/** A change set as a program reads it. */
export function jsonChanges({ added, changed, pruned, held, foreign }: ChangeSet): JsonChanges {
  return {
    added: Array.from(added, (file) => file.path),
    changed: Array.from(changed, (file) => file.path),
    pruned: pruned.map((file) => file.path),
    held: held.map(({ path, reason }) => ({ path, reason })),
    foreign: foreign.map((file) => file.path),
  }
}

/** A change set as lines: `A`dded, `M`odified, `D`eleted, `H`eld and its path, as git names them. */
export function formatChanges(changes: ChangeSet): string {
  const { added, changed, pruned, held } = jsonChanges(changes)
  return [
    ...added.map((path) => `A ${printable(path)}`),
    ...changed.map((path) => `M ${printable(path)}`),
    ...pruned.map((path) => `D ${printable(path)}`),
    ...held.map(({ path, reason }) => `H ${printable(path)} (${reason})`),
  ]
    .map((line) => `${line}\n`)
    .join('')
}
