import { createDiagnostic, type Diagnostic } from '../../../diagnostics/diagnostic.ts'
import type { DeliveryConfig } from '../../../model/delivery-config.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { keyAt } from '../../../model/place.ts'

/**
 * Reports what Argo CD does not keep of `delivery.argocd.waves`: `delivery-waves-manual` where Applications are to be synced
 * by hand, since the controller of the ApplicationSet syncs them all the same (Argo CD:
 * applicationset/controllers/applicationset_controller.go, syncDesiredApplications), else `delivery-waves-unordered`.
 */
export function checkWaves(manifest: Manifest, { argocd }: DeliveryConfig): readonly Diagnostic[] {
  if (argocd?.waves === undefined) return []
  const settings = '/delivery/argocd'
  if (!argocd.automated) {
    return [createDiagnostic('delivery-waves-manual', {}, { at: keyAt(manifest, `${settings}/automated`) })]
  }
  const parameters = { byNamespace: argocd.granularity === 'namespace' }
  return [
    createDiagnostic('delivery-waves-unordered', parameters, { at: keyAt(manifest, `${settings}/waves`) }),
  ]
}
