import { quote } from '../../text/quote.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject } from '../../json/own.ts'
import { readLabelSelector, type LabelRequirement } from '../../kubernetes/label-selector.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { ObjectPlan, ReplicaDivision } from '../../model/render-plan.ts'
import type { Rule } from './rule.ts'

const selectorPointer = '/spec/placement/clusterSelector'

/**
 * The rules by which the placement that an object has itself chose a cluster; where it did not, those that failed. A
 * ReplicaSchedulingPreference takes that placement's place. Empty where the plan could not tell.
 */
export function choiceRules(object: ObjectPlan, cluster: Cluster): readonly Rule[] {
  const { federatedObject, placement, division } = object
  const { manifest } = federatedObject
  if (placement.reason === 'ComputePlacementFailed') return selectorFaults(manifest)
  if (division?.schedule && placement.chosenBy.manifest === division.preference.manifest) {
    return scheduleRules(object, division, cluster)
  }
  const isChosen = placement.chosen.includes(cluster.name)
  switch (placement.chosenBy.pointer) {
    case '/spec/placement/clusters':
      return [listRule(manifest, cluster, isChosen)]
    case selectorPointer:
      return selectorRules(manifest, cluster, isChosen)
    default: {
      const message = 'the placement has neither clusters nor a clusterSelector, so it chooses no cluster'
      return [{ rule: 'no-placement', message, at: placement.chosenBy }]
    }
  }
}

function listRule(manifest: Manifest, { name }: Cluster, isChosen: boolean): Rule {
  const pointer = '/spec/placement/clusters'
  const rule = 'placement-clusters'
  if (!isChosen) {
    return { rule, message: `placement.clusters does not name ${quote(name)}`, at: keyAt(manifest, pointer) }
  }
  const list = atPointer(manifest.value, pointer)
  const index = isArray(list) ? list.findIndex((each) => isObject(each) && each['name'] === name) : 0
  return {
    rule,
    message: `placement.clusters names ${quote(name)}`,
    at: valueAt(manifest, `${pointer}/${index}/name`),
  }
}

/** Each requirement that the labels meet or, where the cluster is not chosen, each that they do not. */
function selectorRules(manifest: Manifest, cluster: Cluster, isChosen: boolean): readonly Rule[] {
  const { requirements = [] } = readLabelSelector(atPointer(manifest.value, selectorPointer))
  const rule = 'cluster-selector'
  if (requirements.length === 0) {
    const message = 'the clusterSelector asks for nothing, so it selects every cluster'
    return [{ rule, message, at: keyAt(manifest, selectorPointer) }]
  }
  return requirements
    .filter((each) => each.isMet(cluster.labels) === isChosen)
    .map((each) => ({
      rule,
      message: `the clusterSelector asks for ${each.text}, and ${describeLabel(each, cluster)}`,
      at: valueAt(manifest, selectorPointer + each.pointer),
    }))
}

function describeLabel({ key }: LabelRequirement, { name, labels }: Cluster): string {
  const value = labels.get(key)
  return value === undefined ? `${name} has no label ${key}` : `${name} has ${key}=${value}`
}

function selectorFaults(manifest: Manifest): readonly Rule[] {
  const { faults = [] } = readLabelSelector(atPointer(manifest.value, selectorPointer))
  return faults.map(({ pointer, atKey = false, problem }) => ({
    rule: 'cluster-selector-invalid',
    message: `the clusterSelector is not valid: ${problem}`,
    at: (atKey ? keyAt : valueAt)(manifest, selectorPointer + pointer),
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
  return [{ ...divides, at }, ...selectorRules(federatedObject.manifest, cluster, isChosen)]
}
