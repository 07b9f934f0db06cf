import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { currentGroup, typesGroup, typesVersion } from '../../kubefed/groups.ts'
import { pluralName } from '../../kubernetes/group-version-kind.ts'
import type { ApiResource, Scope } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { reportEarlySpelling } from './versions/early-spelling.ts'
import { checkSystemNamespace, metadataField } from './metadata.ts'
import { typeConfigStatusFaults } from './refused/recorded-status.ts'
import { reportRefusedSettings } from './refused/refused-setting.ts'
import { checkTargetType } from './target-type.ts'
import { typeConfigFaults } from './refused/type-config-rules.ts'
import { followsSchema, type ValidateContext } from './validate-context.ts'

const schemaPath = 'core.kubefed.io/v1beta1/FederatedTypeConfig.json'

/**
 * Reads a FederatedTypeConfig and fills in its defaults (KubeFed: pkg/apis/core/v1beta1/federatedtypeconfig_types.go,
 * SetFederatedTypeConfigDefaults; rules of pkg/apis/core/v1beta1/validation). Reports `schema-violation`,
 * `unknown-field`, `type-config-name`, `type-config-group`, `type-config-target`, `type-config-scope`,
 * `early-group-spelling`, `status-collection`, `refused-setting` and `system-namespace-other`.
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
  const written = readApiResource(federated, '', pluralName(String(federated['kind'])))
  const federatedType = { ...written, version: currentVersion(federated) }
  checkSystemNamespace(manifest, 'FederatedTypeConfig', context)
  for (const field of ['targetType', 'federatedType', 'statusType'] as const) {
    const type = spec[field]
    if (isObject(type)) checkGroup(manifest, field, type, context)
  }
  reportRefusedSettings(
    manifest,
    'FederatedTypeConfig',
    typeConfigStatusFaults(manifest.value['status']),
    context,
  )
  if (spec['statusCollection'] === 'Enabled') {
    const setting = { setting: 'statusCollection: Enabled' }
    const at = valueAt(manifest, '/spec/statusCollection')
    context.report(createDiagnostic('status-collection', setting, { at, subject: manifest }))
  }
  const isWhole = checkRules(manifest, spec, context)
  const named = checkTypeName(manifest, name, targetType, context)
  const grouped = checkFederatedGroup(manifest, federatedType, context)
  const targeted = checkTargetType(manifest, targetType, federatedType, context)
  if (!isWhole || !named || !grouped || !targeted) return undefined
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

/**
 * The version of a federated type. Of an early group of KubeFed's it is the one of the current group, as no other is served
 * there.
 */
function currentVersion({ group, version }: JsonObject): string {
  const isEarly = group !== typesGroup && currentGroup(String(group)) === typesGroup
  return isEarly ? typesVersion : String(version)
}

function checkGroup(
  manifest: Manifest,
  field: 'targetType' | 'federatedType' | 'statusType',
  type: JsonObject,
  { report }: ValidateContext,
): void {
  const { group } = type
  if (typeof group !== 'string') return
  const fixed = { pointer: `/spec/${field}/group`, value: currentGroup(group) }
  const version = { pointer: `/spec/${field}/version`, value: currentVersion(type) }
  const isVersionFixed = field === 'federatedType' && version.value !== type['version']
  reportEarlySpelling({ manifest, group, fields: isVersionFixed ? [fixed, version] : [fixed] }, report)
}

function checkRules(manifest: Manifest, spec: JsonObject, context: ValidateContext): boolean {
  const faults = typeConfigFaults(spec)
  for (const { pointer, problem } of faults) {
    const parameters = { kind: 'FederatedTypeConfig', pointer, problem }
    const at = valueAt(manifest, pointer)
    context.report(createDiagnostic('schema-violation', parameters, { at, subject: manifest }))
  }
  return faults.length === 0
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
