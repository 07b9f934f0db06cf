import { quote } from '../../text/quote.ts'
import { readLabelSelector, type LabelRequirement } from '../../kubernetes/label-selector.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { FederatedObject } from '../../model/federation.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import { clusterNamePointer, clusterSelectorPointer, clustersPointer } from '../../model/placement-fields.ts'
import type { ObjectPlan, ReplicaDivision } from '../../model/render-plan.ts'
import type { Rule } from './rule.ts'

/**
 * The rules by which the placement that an object has itself chose a cluster; where it did not, those that failed. A
 * ReplicaSchedulingPreference replaces that placement. Empty where the plan could not decide.
 */
export function choiceRules(object: ObjectPlan, cluster: Cluster): readonly Rule[] {
  const { federatedObject, placement, division } = object
  if (placement.reason === 'ComputePlacementFailed') return selectorFaults(federatedObject)
  if (division?.schedule && placement.chosenBy.manifest === division.preference.manifest) {
    return scheduleRules(object, division, cluster)
  }
  const isChosen = placement.chosen.includes(cluster.name)
  switch (placement.chosenBy.pointer) {
    case clustersPointer:
      return [listRule(federatedObject, cluster, isChosen)]
    case clusterSelectorPointer:
      return selectorRules(federatedObject, cluster, isChosen)
    default: {
      const message = 'the placement has neither clusters nor a clusterSelector, so it chooses no cluster'
      return [{ rule: 'no-placement', message, at: placement.chosenBy }]
    }
  }
}

function listRule({ manifest, placement }: FederatedObject, { name }: Cluster, isChosen: boolean): Rule {
  const rule = 'placement-clusters'
  if (!isChosen) {
    return {
      rule,
      message: `placement.clusters does not name ${quote(name)}`,
      at: keyAt(manifest, clustersPointer),
    }
  }
  const index = placement.clusters?.indexOf(name) ?? 0
  return {
    rule,
    message: `placement.clusters names ${quote(name)}`,
    at: valueAt(manifest, clusterNamePointer(index)),
  }
}

/** Each requirement that the labels meet or, where the cluster is not chosen, each that they do not. */
function selectorRules(
  { manifest, placement }: FederatedObject,
  cluster: Cluster,
  isChosen: boolean,
): readonly Rule[] {
  const { requirements = [] } = readLabelSelector(placement.clusterSelector)
  const rule = 'cluster-selector'
  if (requirements.length === 0) {
    const message = 'the clusterSelector requires nothing, so it selects every cluster'
    return [{ rule, message, at: keyAt(manifest, clusterSelectorPointer) }]
  }
  return requirements
    .filter((each) => each.isMet(cluster.labels) === isChosen)
    .map((each) => ({
      rule,
      message: `the clusterSelector requires ${each.text}, and ${describeLabel(each, cluster)}`,
      at: valueAt(manifest, clusterSelectorPointer + each.pointer),
    }))
}

function describeLabel({ key }: LabelRequirement, { name, labels }: Cluster): string {
  const value = labels.get(key)
  return value === undefined ? `${name} has no label ${key}` : `${name} has ${key}=${value}`
}

function selectorFaults({ manifest, placement }: FederatedObject): readonly Rule[] {
  const { faults = [] } = readLabelSelector(placement.clusterSelector)
  return faults.map(({ pointer, atKey = false, problem }) => ({
    rule: 'cluster-selector-invalid',
    message: `the clusterSelector is not valid: ${problem}`,
    at: (atKey ? keyAt : valueAt)(manifest, clusterSelectorPointer + pointer),
  }))
}

function scheduleRules(
  { federatedObject, placement }: ObjectPlan,
  { preference }: ReplicaDivision,
  cluster: Cluster,
): readonly Rule[] {
  const { manifest, name, spec } = preference
  const isChosen = placement.chosen.includes(cluster.name)
  const title = `the ReplicaSchedulingPreference ${quote(name)}`
  const divides: Rule = {
    rule: 'replica-scheduling-preference',
    message: `${title} ${isChosen ? `divides replicas among clusters, ${cluster.name} among them` : `leaves ${cluster.name} out`}`,
    at: placement.chosenBy,
  }
  if (!isChosen && !cluster.ready) {
    const message = `${title} divides replicas among ready clusters only, and ${cluster.name} is not`
    return [{ ...divides, message }]
  }
  if (!spec.intersectWithClusterSelector) return [divides]
  const at = valueAt(manifest, '/spec/intersectWithClusterSelector')
  return [{ ...divides, at }, ...selectorRules(federatedObject, cluster, isChosen)]
}
