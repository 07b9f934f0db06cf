import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../../json/own.ts'
import type { Json } from '../../../model/json.ts'
import { keyAt } from '../../../model/place.ts'
import { metadataField } from '../metadata.ts'
import type { FederatedRule } from './federated-rule.ts'

/** Reports `plain-text-secret` for a FederatedSecret that carries values and is not encrypted. */
export const plainTextSecret: FederatedRule = (manifest, kind, report) => {
  const spec = manifest.value['spec']
  const template = isObject(spec) ? spec['template'] : undefined
  if (kind !== 'FederatedSecret' || 'sops' in manifest.value) return
  const pointer =
    valuesOfTemplate(template) ?? valueOfOverride(isObject(spec) ? spec['overrides'] : undefined)
  if (pointer === undefined) return
  const name = metadataField(manifest, 'name') ?? ''
  const at = keyAt(manifest, pointer)
  report(createDiagnostic('plain-text-secret', { name }, { at, subject: manifest }))
}

function valuesOfTemplate(template: Json | undefined): string | undefined {
  const field = ['data', 'stringData'].find((each) => {
    const values = isObject(template) ? template[each] : undefined
    return isObject(values) && Object.keys(values).length > 0
  })
  return field && `/spec/template/${field}`
}

/** The first override that sets a value below `data` or `stringData`. */
function valueOfOverride(overrides: Json | undefined): string | undefined {
  for (const [index, item] of (isArray(overrides) ? overrides : []).entries()) {
    const operations = isObject(item) ? item['clusterOverrides'] : undefined
    const position = isArray(operations) ? operations.findIndex(setsValue) : -1
    if (position >= 0) return `/spec/overrides/${index}/clusterOverrides/${position}/value`
  }
  return undefined
}

function setsValue(override: Json): boolean {
  if (!isObject(override) || override['op'] === 'remove') return false
  return /^[/]?(?:data|stringData)(?:[/.]|$)/.test(String(override['path']))
}
