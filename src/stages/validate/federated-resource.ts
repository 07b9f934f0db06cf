import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { isDns1123Label } from '../../kubernetes/names.ts'
import type { Scope } from '../../model/api-resource.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { FederatedResource } from '../../model/resources.ts'
import { followsFederatedSchema } from './federated-faults.ts'
import { readFederatedSpec } from './federated-spec.ts'
import { metadataField, validName } from './metadata.ts'
import { federatedStatusFaults } from './refused/recorded-status.ts'
import { reportRefusedSettings } from './refused/refused-setting.ts'
import { federatedRules } from './rules/federated-rules.ts'
import type { ValidateContext } from './validate-context.ts'

/**
 * Reads an object of a federated type. `scope` is the federated type's, or undefined where no FederatedTypeConfig
 * claims it. Reports what `followsFederatedSchema` does, `refused-setting`, `invalid-name`, `namespace-missing`,
 * `namespace-unexpected`, and what the rules for every federated object find.
 */
export function readFederatedResource(
  manifest: Manifest,
  group: string,
  kind: string,
  scope: Scope | undefined,
  context: ValidateContext,
): FederatedResource | undefined {
  const read = { manifest, group, kind, ...readFederatedSpec(manifest.value) }
  for (const rule of federatedRules) rule(read, context.report)
  if (!followsFederatedSchema(manifest, kind, context)) return undefined
  const missing =
    scope === undefined || 'spec' in manifest.value
      ? []
      : [{ pointer: '', problem: 'lacks the field "spec"' }]
  const refused = [...missing, ...federatedStatusFaults(manifest.value['status'])]
  reportRefusedSettings(manifest, kind, refused, context)
  const name = validName(manifest, kind, context)
  if (name === undefined) return undefined
  const written = metadataField(manifest, 'namespace')
  if (scope === 'Cluster') {
    if (written !== undefined) {
      const at = keyAt(manifest, '/metadata/namespace')
      context.report(createDiagnostic('namespace-unexpected', { kind, name }, { at, subject: manifest }))
    }
    return { ...read, name }
  }
  const namespace = written ?? context.config.defaultNamespace
  if (namespace === undefined) {
    if (scope === undefined) return { ...read, name }
    const at = keyAt(manifest, '/metadata')
    context.report(createDiagnostic('namespace-missing', { kind, name }, { at, subject: manifest }))
    return undefined
  }
  if (!isDns1123Label(namespace)) {
    const at = valueAt(manifest, '/metadata/namespace')
    const parameters = { what: 'Namespace', name: namespace }
    context.report(createDiagnostic('invalid-name', parameters, { at, subject: manifest }))
    return undefined
  }
  return { ...read, name, namespace }
}
