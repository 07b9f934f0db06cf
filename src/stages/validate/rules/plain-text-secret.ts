import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import { keyAt } from '../../../model/place.ts'
import { metadataField } from '../metadata.ts'
import type { FederatedRule } from './federated-rules.ts'

/** Reports `plain-text-secret` for a FederatedSecret that carries values and is not encrypted. */
export const plainTextSecret: FederatedRule = (manifest, kind, report) => {
  const spec = manifest.value['spec']
  const template = isObject(spec) ? spec['template'] : undefined
  if (kind !== 'FederatedSecret' || !isObject(template) || 'sops' in manifest.value) return
  const field = ['data', 'stringData'].find((each) => {
    const values = template[each]
    return isObject(values) && Object.keys(values).length > 0
  })
  if (field === undefined) return
  const name = metadataField(manifest, 'name') ?? ''
  const at = keyAt(manifest, `/spec/template/${field}`)
  report(createDiagnostic('plain-text-secret', { name }, { at, subject: manifest }))
}
