import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { atPointer } from '../../../json/at-pointer.ts'
import { objectAt, textAt } from '../../../json/fields.ts'
import { retainsReplicas } from '../../../kubefed/retained-replicas.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import type { DeliveryConfig } from '../../../model/delivery-config.ts'
import type { JsonObject } from '../../../model/json.ts'
import { valueAt } from '../../../model/place.ts'
import type { ObjectPlan, Variant } from '../../../model/render-plan.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { FleetIndex } from './fleet-index.ts'

/**
 * Reports `autoscaler-replicas-rendered` where a HorizontalPodAutoscaler and what it scales go to one cluster, the latter with a
 * count of replicas that the configured agent puts back. A count of 0 turns the autoscaler off (Kubernetes:
 * pkg/controller/podautoscaler/horizontal.go, reconcileAutoscaler).
 */
export function checkAutoscalers(fleet: FleetIndex, delivery: DeliveryConfig, report: Report): void {
  const agent = healingAgents(delivery)
  if (agent === '') return
  for (const autoscaler of fleet.ofKind('HorizontalPodAutoscaler.autoscaling')) {
    for (const { target, clusters, variant } of scaledObjects(autoscaler, fleet)) {
      const { manifest } = autoscaler.federatedObject
      const { federatedObject } = target
      const parameters = {
        autoscaler: qualifiedName(autoscaler.federatedObject),
        kind: federatedObject.type.targetType.kind,
        name: qualifiedName(federatedObject),
        agent,
        clusters,
      }
      const at = fleet.placeOf(target, variant, '/spec/replicas')
      const related = [{ message: 'the autoscaler', at: valueAt(manifest, '/metadata/name') }]
      report(
        createDiagnostic('autoscaler-replicas-rendered', parameters, {
          at,
          related,
          subject: federatedObject.manifest,
        }),
      )
    }
  }
}

function healingAgents({ argocd, flux }: DeliveryConfig): string {
  return [...(argocd?.automated === true ? ['Argo CD'] : []), ...(flux ? ['Flux'] : [])].join(' and ')
}

interface ScaledObject {
  readonly target: ObjectPlan
  readonly clusters: string[]
  /** The first of those that have a count. */
  readonly variant: Variant
}

function scaledObjects({ variants }: ObjectPlan, fleet: FleetIndex): Iterable<ScaledObject> {
  const found = new Map<ObjectPlan, ScaledObject>()
  for (const { object, clusters } of variants) {
    const target = fleet.find(targetKey(object))
    // What is retained and rendered all the same is for the agents to report, since one of them leaves it alone.
    if (target === undefined || retainsReplicas(target.federatedObject.manifest.value)) continue
    const scaling = new Set(clusters)
    for (const variant of target.variants) {
      const both = hasCount(variant.object) ? variant.clusters.filter((each) => scaling.has(each)) : []
      if (both.length === 0) continue
      const known = found.get(target) ?? { target, clusters: [], variant }
      found.set(target, known)
      for (const each of both) known.clusters.push(each)
    }
  }
  return found.values()
}

function targetKey(object: JsonObject): string {
  const target = objectAt(objectAt(object, 'spec'), 'scaleTargetRef')
  const namespace = textAt(objectAt(object, 'metadata'), 'namespace')
  return `${groupKindOf(target)}/${namespace}/${textAt(target, 'name')}`
}

function hasCount(object: JsonObject): boolean {
  const replicas = atPointer(object, '/spec/replicas')
  return (typeof replicas === 'number' || typeof replicas === 'bigint') && Number(replicas) !== 0
}
