import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { KnownType } from '../../model/api-resource.ts'

/**
 * A type in the version that a command names in place of the preferred one (KubeFed: pkg/kubefedctl/enable/util.go,
 * LookupAPIResource). `isServed` answers for Kubernetes' own types. Reports `type-version-unknown`.
 */
export function inVersion(
  type: KnownType,
  version: string | undefined,
  isServed: (type: KnownType) => boolean,
): DiagnosticResult<KnownType | undefined> {
  if (version === undefined || version === type.version) return [type, []]
  const { otherVersions = [], ...preferred } = type
  const wanted = { ...preferred, version }
  if (otherVersions.includes(version) || isServed(wanted)) return [wanted, []]
  const { kind, pluralName, group } = type
  const known = [type.version, ...otherVersions]
  const parameters = { kind, pluralName, apiVersion: apiVersionOf(group, version), version, known }
  return [undefined, [createDiagnostic('type-version-unknown', parameters)]]
}
