import type { EarlierObject } from '../../host/output/read-rendered.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { hasReplicas, retainsReplicas } from '../../kubefed/retained-replicas.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { inCluster, targetPath } from '../../output/layout.ts'
import { compareText } from '../../text/compare-text.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

/**
 * Reports `retained-replicas-dropped` for each object whose last rendered file has a replica count and whose new one
 * leaves it to the member cluster: server-side apply gives up a field that is no longer sent, and the API server then
 * sets it to 1.
 *
 * @param earlierObject what a file held before, by its cluster and its path below that; undefined where the run does not
 *   change it
 */
export function checkRetainedReplicas(plan: RenderPlan, earlierObject: EarlierObject): readonly Diagnostic[] {
  return plan.objects
    .filter(({ federatedObject }) => retainsReplicas(federatedObject.manifest.value))
    .flatMap((object) => {
      const path = targetPath(object.federatedObject)
      const dropping = object.variants
        .filter((variant) => !hasReplicas(variant.object))
        .flatMap((variant) => variant.clusters)
        .filter((cluster) => hasReplicas(earlierObject(cluster, path) ?? {}))
      return dropping.length === 0 ? [] : [describe(object, dropping)]
    })
}

/**
 * Reports `retained-replicas-unset` for each object that is rendered to clusters for the first time without the count of
 * its template: KubeFed creates an object with that count and retains another one only later (KubeFed:
 * pkg/controller/sync/dispatch/retain.go), and a file without a count makes one replica.
 *
 * @param isNew whether a path of the output directory had no file before
 */
export function checkUnsetReplicas(
  plan: RenderPlan,
  isNew: (path: string) => boolean,
): readonly Diagnostic[] {
  return plan.objects.flatMap(({ federatedObject, variants }) => {
    const { manifest, kind } = federatedObject
    const written = atPointer(manifest.value, '/spec/template/spec/replicas')
    if (!retainsReplicas(manifest.value) || typeof written !== 'number' || written === 1) return []
    const path = targetPath(federatedObject)
    const clusters = variants
      .filter((variant) => !hasReplicas(variant.object))
      .flatMap((variant) => variant.clusters)
      .filter((cluster) => isNew(inCluster(cluster, path)))
      .sort(compareText)
    if (clusters.length === 0) return []
    const parameters = { kind, name: qualifiedName(federatedObject), replicas: written, clusters }
    const at = keyAt(manifest, '/spec/template/spec/replicas')
    return [createDiagnostic('retained-replicas-unset', parameters, { at, subject: manifest })]
  })
}

function describe({ federatedObject }: ObjectPlan, clusters: readonly string[]): Diagnostic {
  const { manifest, kind } = federatedObject
  const parameters = { kind, name: qualifiedName(federatedObject), clusters }
  const at = valueAt(manifest, '/spec/retainReplicas')
  return createDiagnostic('retained-replicas-dropped', parameters, { at, subject: manifest })
}
