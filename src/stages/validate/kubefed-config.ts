import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../../json/own.ts'
import type { ControlPlane } from '../../model/control-plane.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { kubeFedConfigFaults } from './refused/kubefed-config-rules.ts'
import { checkSystemNamespace, metadataField } from './metadata.ts'
import { reportRefusedSettings } from './refused/refused-setting.ts'
import { followsSchema, type ValidateContext } from './validate-context.ts'

const schemaPath = 'core.kubefed.io/v1beta1/KubeFedConfig.json'

/**
 * Reads the settings of a KubeFedConfig that can change the output. Reports `schema-violation`, `unknown-field`,
 * `kubefed-config-name`, `system-namespace-other`, `refused-setting`, `early-feature-gate`, `status-collection`, `adopt-resources` and `push-reconciler-disabled`.
 */
export function readKubeFedConfig(
  manifest: Manifest,
  context: ValidateContext,
): { readonly manifest: Manifest; readonly value: ControlPlane } | undefined {
  if (!followsSchema(manifest, 'KubeFedConfig', schemaPath, context)) return undefined
  const name = metadataField(manifest, 'name') ?? ''
  if (name !== 'kubefed') {
    const at = valueAt(manifest, '/metadata/name')
    context.report(createDiagnostic('kubefed-config-name', { name }, { at, subject: manifest }))
    return undefined
  }
  checkSystemNamespace(manifest, 'KubeFedConfig', context)
  const spec = isObject(manifest.value['spec']) ? manifest.value['spec'] : {}
  const pushReconciler = isGateEnabled(spec, 'PushReconciler')
  if (!pushReconciler) {
    const at = valueAt(manifest, '/spec/featureGates')
    context.report(createDiagnostic('push-reconciler-disabled', {}, { at, subject: manifest }))
  }
  reportRefusedSettings(manifest, 'KubeFedConfig', kubeFedConfigFaults(spec), context)
  reportGates(manifest, spec, context)
  const sync = spec['syncController']
  const adoptResources = !isObject(sync) || sync['adoptResources'] !== 'Disabled'
  if (!adoptResources) {
    const at = valueAt(manifest, '/spec/syncController/adoptResources')
    context.report(createDiagnostic('adopt-resources', {}, { at, subject: manifest }))
  }
  const scope = spec['scope'] === 'Namespaced' ? 'Namespaced' : 'Cluster'
  const value: ControlPlane = {
    systemNamespace: context.config.systemNamespace,
    scope,
    pushReconciler,
    schedulerPreferences: isGateEnabled(spec, 'SchedulerPreferences'),
    crossClusterServiceDiscovery: isGateEnabled(spec, 'CrossClusterServiceDiscovery'),
    federatedIngress: isGateEnabled(spec, 'FederatedIngress'),
    adoptResources,
  }
  return { manifest, value }
}

/** Reports `early-feature-gate` and `status-collection`. */
function reportGates(manifest: Manifest, spec: JsonObject, { report }: ValidateContext): void {
  const gates = isArray(spec['featureGates']) ? spec['featureGates'] : []
  for (const [index, gate] of gates.entries()) {
    if (!isObject(gate)) continue
    const { name, configuration } = gate
    const context = { at: valueAt(manifest, `/spec/featureGates/${index}/name`), subject: manifest }
    if (name === 'CrossClusterServiceDiscovery' || name === 'FederatedIngress') {
      report(createDiagnostic('early-feature-gate', { gate: name }, context))
    } else if (name === 'RawResourceStatusCollection' && configuration === 'Enabled') {
      const setting = 'The feature gate RawResourceStatusCollection'
      report(createDiagnostic('status-collection', { setting }, context))
    }
  }
}

/** Whether a feature gate is on; one that is not named is (KubeFed: pkg/features/features.go). */
function isGateEnabled(spec: JsonObject, gate: string): boolean {
  const gates = isArray(spec['featureGates']) ? spec['featureGates'] : []
  const setting = gates.find((each) => isObject(each) && each['name'] === gate)
  return !isObject(setting) || setting['configuration'] !== 'Disabled'
}
