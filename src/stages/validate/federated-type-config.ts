import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { currentGroup } from '../../kubefed/groups.ts'
import { pluralName } from '../../kubernetes/group-version-kind.ts'
import type { ApiResource, Scope } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { reportEarlySpelling } from './early-spelling.ts'
import { checkSystemNamespace, metadataField } from './metadata.ts'
import { checkTargetType } from './target-type.ts'
import { followsSchema, type ValidateContext } from './validate-context.ts'

const schemaPath = 'core.kubefed.io/v1beta1/FederatedTypeConfig.json'

/**
 * Reads a FederatedTypeConfig and fills in its defaults (KubeFed: pkg/apis/core/v1beta1/federatedtypeconfig_types.go,
 * SetFederatedTypeConfigDefaults; rules of pkg/apis/core/v1beta1/validation). Reports `schema-violation`,
 * `unknown-field`, `type-config-name`, `type-config-group`, `type-config-target`, `type-config-scope`,
 * `early-group-spelling` and `system-namespace-other`.
 */
export function readFederatedTypeConfig(
  manifest: Manifest,
  context: ValidateContext,
): (FederatedTypeConfig & { readonly manifest: Manifest }) | undefined {
  if (!followsSchema(manifest, 'FederatedTypeConfig', schemaPath, context)) return undefined
  const name = metadataField(manifest, 'name') ?? ''
  const spec = manifest.value['spec'] as JsonObject
  const [plural, ...group] = name.split('.')
  const targetType = readApiResource(spec['targetType'] as JsonObject, group.join('.'), plural ?? '')
  const federated = spec['federatedType'] as JsonObject
  const federatedType = readApiResource(federated, '', pluralName(String(federated['kind'])))
  checkSystemNamespace(manifest, 'FederatedTypeConfig', context)
  for (const field of ['targetType', 'federatedType', 'statusType']) {
    const group = (spec[field] as JsonObject | undefined)?.['group']
    if (typeof group === 'string') {
      reportEarlySpelling(manifest, `/spec/${field}/group`, group, context.report)
    }
  }
  const named = checkTypeName(manifest, name, targetType, context)
  const grouped = checkFederatedGroup(manifest, federatedType, context)
  const targeted = checkTargetType(manifest, targetType, federatedType, context)
  if (!named || !grouped || !targeted) return undefined
  const propagation = spec['propagation'] === 'Disabled' ? 'Disabled' : 'Enabled'
  return { name, targetType, federatedType, propagation, manifest }
}

function readApiResource(value: JsonObject, group: string, plural: string): ApiResource {
  return {
    group: currentGroup((value['group'] as string | undefined) || group),
    version: String(value['version']),
    kind: String(value['kind']),
    pluralName: (value['pluralName'] as string | undefined) || plural,
    scope: value['scope'] as Scope,
  }
}

function checkTypeName(
  manifest: Manifest,
  name: string,
  target: ApiResource,
  context: ValidateContext,
): boolean {
  const expected = target.group === '' ? target.pluralName : `${target.pluralName}.${target.group}`
  if (name === expected && /^[a-z0-9.-]+$/.test(name)) return true
  const at = valueAt(manifest, '/metadata/name')
  context.report(createDiagnostic('type-config-name', { name, expected }, { at, subject: manifest }))
  return false
}

function checkFederatedGroup(manifest: Manifest, federated: ApiResource, context: ValidateContext): boolean {
  if (federated.group.includes('.')) return true
  const at = valueAt(manifest, '/spec/federatedType/group')
  const parameters = { group: federated.group }
  context.report(createDiagnostic('type-config-group', parameters, { at, subject: manifest }))
  return false
}
