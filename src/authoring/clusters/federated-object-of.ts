import { objectAt } from '../../json/fields.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { without } from '../../json/without.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import { isOfOtherVersion } from '../objects/federate-object.ts'
import { chooseTemplate, type ClusterVariant } from './choose-template.ts'
import type { ClusterSelectors } from './cluster-selectors.ts'
import type { LabelRule } from './followed-property.ts'
import type { ObjectOfClusters } from './object-of-clusters.ts'
import { rulesByLabel, type OperationsOfClusters } from './rules-by-label.ts'
import { writtenOperation } from './written-operation.ts'

/** A federated object, and how many operations its overrides have. */
export interface FederatedOfClusters {
  readonly value: JsonObject
  readonly operations: number
  /** What a ClusterOverride is to give its clusters before its own overrides. */
  readonly rules: readonly LabelRule[]
}

/** How a federated object gives clusters what they have. */
export interface FederatedOfClustersOptions {
  /** Selects exactly the clusters of the object. */
  readonly placement: JsonObject
  /** Whether templates keep annotations; without, each cluster has them by its overrides. */
  readonly keepAnnotations: boolean
  /** Of the clusters of the object, where what follows from labels is to be a rule. */
  readonly selectors: ClusterSelectors | undefined
}

/** The federated object that, after its rules, gives each cluster what it is to have. */
export function federatedObjectOf(
  { type, wanted }: ObjectOfClusters,
  { placement, keepAnnotations, selectors }: FederatedOfClustersOptions,
): FederatedOfClusters {
  const rendered = (object: JsonObject): JsonObject => renderedOf(object, keepAnnotations)
  const { value, overrides: all } = chooseTemplate(variantsOf(wanted), rendered)
  const { rules, overrides } = selectors
    ? rulesByLabel(rendered(value), all, selectors)
    : { rules: [], overrides: all }
  const { name = null, namespace, ...metadata } = objectAt(rendered(value), 'metadata')
  const { group, version, kind } = type.federatedType
  const scope = isNamespaceType(type) ? name : namespace
  const written = writtenOverrides(overrides)
  const federated = {
    apiVersion: apiVersionOf(group, version),
    kind,
    metadata: {
      name,
      ...(scope !== undefined && type.federatedType.scope === 'Namespaced' && { namespace: scope }),
    },
    spec: {
      template: templateOf(value, metadata, type),
      placement,
      ...(written.length > 0 && { overrides: written }),
    },
  }
  const operations = [...overrides.values()].reduce((sum, each) => sum + each.length, 0)
  return { value: federated, operations, rules }
}

function templateOf(value: JsonObject, metadata: JsonObject, type: FederatedTypeConfig): JsonObject {
  return {
    ...(isOfOtherVersion(value, type) && { apiVersion: value['apiVersion'] ?? null }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...without(value, 'apiVersion', 'kind', 'metadata'),
  }
}

/** What a cluster without overrides gets of a template: without finalizers, and as KubeFed has it without annotations. */
function renderedOf(object: JsonObject, keepAnnotations: boolean): JsonObject {
  const dropped = keepAnnotations ? ['finalizers'] : ['finalizers', 'annotations']
  return { ...object, metadata: without(objectAt(object, 'metadata'), ...dropped) }
}

/** Equal values once, with their clusters. */
function variantsOf(wanted: ObjectOfClusters['wanted']): readonly ClusterVariant[] {
  const variants = new Map<string, { readonly clusters: string[]; readonly value: JsonObject }>()
  for (const [cluster, { value }] of wanted) {
    const text = stringifyJson(value)
    const variant = variants.get(text) ?? { clusters: [], value }
    variants.set(text, variant)
    variant.clusters.push(cluster)
  }
  return [...variants.values()]
}

function writtenOverrides(overrides: OperationsOfClusters): readonly JsonObject[] {
  return [...overrides.keys()].sort().map((clusterName) => {
    return { clusterName, clusterOverrides: (overrides.get(clusterName) ?? []).map(writtenOperation) }
  })
}
