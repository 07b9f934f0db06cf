import { quote } from '../../text/quote.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { Cluster } from '../../model/cluster.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { choiceRules } from './choice-rules.ts'
import type { Rule } from './rule.ts'

/** Whether the namespace of an object lets it into a cluster, and the rules that decide so. */
export interface NamespaceLimit {
  readonly allows: boolean
  readonly rules: readonly Rule[]
}

/** The decision of an object's FederatedNamespace about a cluster; undefined for an object in no namespace. */
export function namespaceLimit(
  { federatedObject, placement }: ObjectPlan,
  cluster: Cluster,
  { federation, objects }: RenderPlan,
): NamespaceLimit {
  const { type, namespace = '', manifest } = federatedObject
  if (type.targetType.scope === 'Cluster' || isNamespaceType(type)) return { allows: true, rules: [] }
  if (placement.reason === 'NamespaceNotFederated') {
    const message = `the namespace ${quote(namespace)} has no FederatedNamespace`
    const at = valueAt(manifest, '/metadata/namespace')
    return { allows: false, rules: [{ rule: 'namespace-not-federated', message, at }] }
  }
  const federatedNamespace = federation.federatedNamespaces.get(namespace)
  const plan = objects.find((each) => each.federatedObject === federatedNamespace)
  if (plan === undefined) return { allows: true, rules: [] }
  return {
    allows: plan.placement.chosen.includes(cluster.name),
    rules: choiceRules(plan, cluster).map((each) => ofNamespace(namespace, each)),
  }
}

function ofNamespace(namespace: string, rule: Rule): Rule {
  return { ...rule, message: `FederatedNamespace ${quote(namespace)}: ${rule.message}` }
}
