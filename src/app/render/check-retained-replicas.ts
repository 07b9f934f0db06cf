import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasReplicas, retainsReplicas } from '../../kubefed/retained-replicas.ts'
import type { JsonObject } from '../../model/json.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { inCluster, targetPath } from '../../output/layout.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

/**
 * Reports `retained-replicas-dropped` for each object whose last rendered file has a replica count and whose new one
 * leaves it to the member cluster: server-side apply gives up a field that is no longer sent, and the API server then
 * sets it to 1.
 *
 * @param earlierObject what a file held before, by its path in the output directory; undefined where the run does not
 *   change it
 */
export function checkRetainedReplicas(
  plan: RenderPlan,
  earlierObject: (path: string) => JsonObject | undefined,
): readonly Diagnostic[] {
  return plan.objects
    .filter(({ federatedObject }) => retainsReplicas(federatedObject.manifest.value))
    .flatMap((object) => {
      const path = targetPath(object.federatedObject)
      const dropping = object.variants
        .filter((variant) => !hasReplicas(variant.object))
        .flatMap((variant) => variant.clusters)
        .filter((cluster) => hasReplicas(earlierObject(inCluster(cluster, path)) ?? {}))
      return dropping.length === 0 ? [] : [describe(object, dropping)]
    })
}

function describe({ federatedObject }: ObjectPlan, clusters: readonly string[]): Diagnostic {
  const { manifest, kind } = federatedObject
  const parameters = { kind, name: qualifiedName(federatedObject), clusters }
  const at = valueAt(manifest, '/spec/retainReplicas')
  return createDiagnostic('retained-replicas-dropped', parameters, { at, subject: manifest })
}
