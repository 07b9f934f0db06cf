import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { setField } from '../../diagnostics/fix.ts'
import { currentGroup } from '../../kubefed/groups.ts'
import { atPointer } from '../../json/at-pointer.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'

/** Reports `early-group-spelling` where the group at a pointer is spelled as before KubeFed v0.1.0. */
export function reportEarlySpelling(
  manifest: Manifest,
  pointer: string,
  group: string,
  report: Report,
): void {
  const current = currentGroup(group)
  if (current === group) return
  const written = atPointer(manifest.value, pointer)
  if (typeof written !== 'string') return
  const at = valueAt(manifest, pointer)
  const fix = setField(manifest, pointer, current + written.slice(group.length))
  report(createDiagnostic('early-group-spelling', { group, current }, { at, subject: manifest, fix }))
}
