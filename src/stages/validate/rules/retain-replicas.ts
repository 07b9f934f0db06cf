import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import { builtinTypes } from '../../../kubefed/builtin-types.ts'
import { keyAt } from '../../../model/place.ts'
import type { FederatedRule } from './federated-rule.ts'

const scalable: ReadonlySet<string> = new Set(['FederatedDeployment', 'FederatedReplicaSet'])
const unscalable: ReadonlySet<string> = new Set(
  builtinTypes.map(({ federatedType: { kind } }) => kind).filter((kind) => !scalable.has(kind)),
)

/**
 * Reports `unknown-field` for `retainReplicas` of a type of KubeFed's own that has no replicas: only the definitions of
 * scalable types have the field (KubeFed: pkg/kubefedctl/enable/schema.go, federatedTypeValidationSchema).
 */
export const retainReplicas: FederatedRule = ({ manifest, kind }, report) => {
  const spec = manifest.value['spec']
  if (!unscalable.has(kind) || !isObject(spec) || typeof spec['retainReplicas'] !== 'boolean') return
  const pointer = '/spec/retainReplicas'
  const at = keyAt(manifest, pointer)
  report(createDiagnostic('unknown-field', { kind, pointer, nearest: undefined }, { at, subject: manifest }))
}
