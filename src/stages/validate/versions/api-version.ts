import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { setField } from '../../../diagnostics/fix.ts'
import { currentGroup } from '../../../kubefed/groups.ts'
import { apiVersionOf, groupOf, versionOf } from '../../../kubernetes/group-version-kind.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import { reportEarlySpelling } from './early-spelling.ts'

/**
 * Checks the apiVersion of an object that is read. `served` is the only version of its kind that KubeFed watches, or
 * undefined where no FederatedTypeConfig claims the kind. Reports `early-group-spelling`, with any version, as early groups had
 * versions of their own, and `unserved-version`.
 */
export function checkApiVersion(manifest: Manifest, served: string | undefined, report: Report): void {
  const written = String(manifest.value['apiVersion'])
  const group = currentGroup(groupOf(written))
  const apiVersion = apiVersionOf(group, served ?? versionOf(written))
  if (apiVersion === written) return
  if (group !== groupOf(written)) {
    const fields = [{ pointer: '/apiVersion', value: apiVersion }] as const
    reportEarlySpelling({ manifest, group: groupOf(written), fields }, report)
    return
  }
  const parameters = { kind: String(manifest.value['kind']), written, served: apiVersion }
  const at = valueAt(manifest, '/apiVersion')
  const fix = setField(manifest, '/apiVersion', apiVersion)
  report(createDiagnostic('unserved-version', parameters, { at, subject: manifest, fix }))
}
