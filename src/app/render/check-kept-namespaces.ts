import type { Agent } from '../../agents/agent.ts'
import { agents } from '../../agents/agents.ts'
import { annotationsOf } from '../../agents/keep-annotations.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { EarlierObject } from '../../host/output/read-rendered.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { DeliveryConfig } from '../../model/delivery-config.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { targetPath } from '../../output/layout.ts'

/**
 * Reports `namespaces-unprotected` for each agent that is no longer configured, where Namespaces were last rendered with the
 * annotation by which it keeps them and now have none: where it still applies the files, it would delete a Namespace, and all
 * that is in it, with the file.
 *
 * @param earlierObject what a file held before, by its cluster and its path below that; undefined where the run does not
 *   change it
 */
export function checkKeptNamespaces(
  plan: RenderPlan,
  delivery: DeliveryConfig,
  earlierObject: EarlierObject,
): readonly Diagnostic[] {
  const namespaces = plan.objects.filter(({ federatedObject: { type } }) => isNamespaceType(type))
  return agents
    .filter((agent) => !agent.isConfigured(delivery))
    .flatMap((agent) => {
      const names = namespaces.filter((each) => losesAnnotation(each, agent, earlierObject))
      if (names.length === 0) return []
      const parameters = { agent: agent.title, setting: `delivery.${agent.folder}` }
      const lost = names.map(({ federatedObject }) => federatedObject.name)
      return [createDiagnostic('namespaces-unprotected', { ...parameters, namespaces: lost })]
    })
}

function losesAnnotation(
  { federatedObject, variants }: ObjectPlan,
  agent: Agent,
  earlierObject: EarlierObject,
): boolean {
  const path = targetPath(federatedObject)
  return variants
    .filter(({ object }) => !agent.isKept(annotationsOf(object)))
    .flatMap(({ clusters }) => clusters)
    .some((cluster) => agent.isKept(annotationsOf(earlierObject(cluster, path) ?? {})))
}
