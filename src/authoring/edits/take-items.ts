import type { Authored } from './authored.ts'
import { removeItemsOf } from './remove-items.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import { groupBy } from '../../text/group-by.ts'

/** Fixes, and what they come to together. */
export type WrittenFixes = readonly [fixes: readonly Fix[], authored: Authored]

/** What was taken out, and what has to be by hand. */
export interface TakenItems {
  readonly written: readonly WrittenFixes[]
  readonly refused: readonly Diagnostic[]
}

/** Nothing is taken out. */
export const noItems: TakenItems = { written: [], refused: [] }

/**
 * What has no effect is taken out where nothing else is to be fixed, since an error may be why it has none: all of a manifest
 * together, since each shifts the places of the others. Reports `edit-refused`.
 */
export function takeItems(diagnostics: readonly Diagnostic[]): TakenItems {
  const isInError = diagnostics.some(
    ({ severity, fix }) => severity === 'error' && fix?.kind !== 'remove-items',
  )
  if (isInError) return noItems
  const fixes = diagnostics.flatMap(({ fix }) => (fix?.kind === 'remove-items' ? [fix] : []))
  const [written, refused]: [WrittenFixes[], Diagnostic[]] = [[], []]
  for (const [manifest, ofManifest] of groupBy(fixes, (fix) => fix.manifest)) {
    const pointers = new Set(ofManifest.flatMap((fix) => fix.pointers))
    const [{ authored, removed }, found] = removeItemsOf(manifest, [...pointers])
    for (const each of found) refused.push(each)
    const gone = new Set(removed)
    const made = ofManifest.filter((fix) => fix.pointers.every((each) => gone.has(each)))
    if (removed.length > 0) written.push([made, authored])
  }
  return { written, refused }
}
