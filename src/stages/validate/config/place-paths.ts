import type { DeliveryConfig } from '../../../model/delivery-config.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'

/** The settings of the agents with the places of their paths, for what is found wrong with these later. */
export function placePaths({ argocd, flux }: DeliveryConfig, manifest: Manifest): DeliveryConfig {
  const placed = <T extends { readonly path?: string }>(
    agent: string,
    config: T | undefined,
  ): T | undefined =>
    config?.path === undefined ? config : { ...config, pathAt: valueAt(manifest, `/delivery/${agent}/path`) }
  const [placedArgoCD, placedFlux] = [placed('argocd', argocd), placed('flux', flux)]
  return { ...(placedArgoCD && { argocd: placedArgoCD }), ...(placedFlux && { flux: placedFlux }) }
}
