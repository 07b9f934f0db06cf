import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import { isObject } from '../../../json/own.ts'
import type { Json } from '../../../model/json.ts'
import { keyAt } from '../../../model/place.ts'
import type { FederatedRule } from './federated-rule.ts'

const workloads = new Set([
  'FederatedDeployment',
  'FederatedReplicaSet',
  'FederatedStatefulSet',
  'FederatedDaemonSet',
])

/** Reports `workload-selector-missing`: apps/v1 demands a selector and pod labels, which early tutorials leave out. */
export const workloadSelector: FederatedRule = ({ manifest, kind }, report) => {
  if (!workloads.has(kind)) return
  const template = field(manifest.value['spec'], 'template')
  const apiVersion = field(template, 'apiVersion') ?? 'apps/v1'
  if (!isObject(template) || apiVersion !== 'apps/v1') return
  const { spec } = template
  // A spec that is not a mapping, such as "...", is reported by itself.
  if (spec !== undefined && spec !== null && !isObject(spec)) return
  const labels = field(field(field(spec, 'template'), 'metadata'), 'labels')
  const fields = [
    ...(isObject(field(spec, 'selector')) ? [] : ['spec.selector']),
    ...(isObject(labels) && Object.keys(labels).length > 0 ? [] : ['spec.template.metadata.labels']),
  ]
  if (fields.length === 0) return
  const at = keyAt(manifest, '/spec/template/spec')
  const parameters = { kind: kind.replace(/^Federated/, ''), fields }
  report(createDiagnostic('workload-selector-missing', parameters, { at, subject: manifest }))
}

function field(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined
}
