import { getOwn, isObject } from '../../../json/own.ts'
import { isDns1035Label } from '../../../kubernetes/names.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { RefusedSetting } from './refused-setting.ts'

/**
 * What KubeFed's webhook would refuse in the spec of a FederatedTypeConfig, beyond its schema, its name and the groups of
 * its types (KubeFed: pkg/apis/core/v1beta1/validation/validation.go, ValidateFederatedTypeConfigSpec,
 * ValidateAPIResource, ValidateStatusAPIResource).
 */
export function typeConfigFaults(spec: JsonObject): readonly RefusedSetting[] {
  const types = ['targetType', 'federatedType', 'statusType'] as const
  const { statusCollection } = spec
  return [
    ...types.flatMap((field) => apiResourceFaults(`/spec/${field}`, getOwn(spec, field))),
    ...statusGroupFaults(getOwn(spec, 'statusType')),
    ...(typeof statusCollection === 'string' && !['Enabled', 'Disabled'].includes(statusCollection)
      ? [{ pointer: '/spec/statusCollection', problem: 'must be one of Enabled, Disabled' }]
      : []),
  ]
}

function apiResourceFaults(pointer: string, type: Json | undefined): readonly RefusedSetting[] {
  if (!isObject(type)) return []
  const { version, kind, pluralName } = type
  const problem = 'must be a DNS-1035 label: letters, digits and "-" after a letter'
  return [
    ...(isBad(version) ? [{ pointer: `${pointer}/version`, problem }] : []),
    ...(isBad(typeof kind === 'string' ? kind.toLowerCase() : kind)
      ? [{ pointer: `${pointer}/kind`, problem }]
      : []),
    ...(isBad(pluralName) ? [{ pointer: `${pointer}/pluralName`, problem }] : []),
  ]
}

function isBad(text: Json | undefined): boolean {
  return typeof text === 'string' && text !== '' && !isDns1035Label(text)
}

function statusGroupFaults(type: Json | undefined): readonly RefusedSetting[] {
  const group = isObject(type) ? (type['group'] ?? '') : 'kubefed.io'
  return typeof group !== 'string' || group.includes('.')
    ? []
    : [{ pointer: '/spec/statusType/group', problem: 'must be a domain name with a dot' }]
}
