import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import type { Json } from '../../../model/json.ts'
import type { OverrideOperation, OverrideItem } from '../../../model/override-item.ts'
import { keyAt } from '../../../model/place.ts'
import { metadataField } from '../metadata.ts'
import type { FederatedRule } from './federated-rule.ts'

/** Reports `plain-text-secret` for a FederatedSecret that carries values and is not encrypted. */
export const plainTextSecret: FederatedRule = ({ manifest, kind, overrides }, report) => {
  const spec = manifest.value['spec']
  const template = isObject(spec) ? spec['template'] : undefined
  if (kind !== 'FederatedSecret' || 'sops' in manifest.value) return
  const pointer = valuesOfTemplate(template) ?? valueOfOverride(overrides)
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
function valueOfOverride(overrides: readonly OverrideItem[]): string | undefined {
  for (const { clusterOverrides } of overrides) {
    const found = clusterOverrides.find(setsValue)
    if (found) return `${found.pointer}/value`
  }
  return undefined
}

function setsValue({ op, path }: OverrideOperation): boolean {
  return op !== 'remove' && /^[/]?(?:data|stringData)(?:[/.]|$)/.test(path)
}
