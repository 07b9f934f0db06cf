import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Output } from '../../host/output/output.ts'
import { readRenderedSides, readWrittenText } from '../../host/output/read-rendered.ts'
import type { ChangeSet } from '../../model/change-set.ts'
import { recordedCluster } from '../../output/layout.ts'
import { isReadableRecord } from '../../output/pending-objects.ts'
import { parse } from '../../stages/parse/parse.ts'
import { findConflict } from '../../text/conflict-markers.ts'

/**
 * Reports what a merge left in an output that a run does not render anew, and would deliver or forget: `unfinished-merge` of
 * held files, and `record-unreadable` of records of what agents still have, of which an entry cannot be read.
 *
 * @param prefix the output directory in paths for a person: `rendered/`
 */
export function checkUnfinished(
  output: Output,
  { held, changed, pruned }: ChangeSet,
  prefix: string,
): readonly Diagnostic[] {
  const records = [...changed, ...pruned].filter(({ path }) => recordedCluster(path) !== undefined)
  const unreadable = records.filter(({ path }) => !isRecord(output, path))
  return [
    ...held.flatMap(({ path, restore }) => {
      const text = restore ? Buffer.from(restore).toString('utf8') : (readWrittenText(output, path) ?? '')
      const conflict = findConflict(text)
      if (conflict === undefined) return []
      const { count, ...range } = conflict
      const at = { file: { path: `${prefix}${path}`, text }, ...range }
      return [createDiagnostic('unfinished-merge', { count, form: 'held' as const }, { at })]
    }),
    ...unreadable.map(({ path }) => {
      const at = { file: { path: `${prefix}${path}`, text: '' }, start: 0, end: 0 }
      return createDiagnostic('record-unreadable', {}, { at })
    }),
  ]
}

/** Whether every entry of each side of a record can be read; one that is not on this disk is none of this output. */
function isRecord(output: Output, path: string): boolean {
  const directory = recordedCluster(path) ?? ''
  return readRenderedSides(output, path).every((text) => {
    const [{ manifests }] = parse([{ path, text }])
    return isReadableRecord(directory, manifests[0]?.value)
  })
}
