import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { currentGroup } from '../../kubefed/groups.ts'
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
  const at = valueAt(manifest, pointer)
  report(createDiagnostic('early-group-spelling', { group, current }, { at, subject: manifest }))
}
