import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { currentGroup } from '../../../kubefed/groups.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'

/** A group that a source names: where, and the values to write in its place, that of its own field first. */
interface NamedGroup {
  readonly manifest: Manifest
  readonly group: string
  readonly fields: readonly [FixedField, ...FixedField[]]
}

interface FixedField {
  readonly pointer: string
  readonly value: string
}

/** Reports `early-group-spelling` where a group is spelled as before KubeFed v0.1.0. */
export function reportEarlySpelling({ manifest, group, fields }: NamedGroup, report: Report): void {
  const current = currentGroup(group)
  if (current === group) return
  const [{ pointer, value }] = fields
  const at = valueAt(manifest, pointer)
  const fix = { kind: 'edit' as const, manifest, edits: fields }
  const parameters = { group, current, fixed: value }
  report(createDiagnostic('early-group-spelling', parameters, { at, subject: manifest, fix }))
}
