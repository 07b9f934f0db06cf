import { objectAt } from '../../json/fields.ts'
import type { PatchOperation } from '../../json/patch.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { without } from '../../json/without.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { isOfOtherVersion } from '../objects/federate-object.ts'
import { chooseTemplate, type ChosenTemplate, type ClusterVariant } from './choose-template.ts'
import type { ObjectOfClusters } from './object-of-clusters.ts'

/** A federated object, and how many operations its overrides have. */
export interface FederatedOfClusters {
  readonly value: JsonObject
  readonly operations: number
}

/**
 * The federated object that gives each cluster what it is to have.
 *
 * @param placement what selects exactly the clusters of the object
 * @param keepAnnotations whether templates keep annotations; without, each cluster has them by its overrides
 */
export function federatedObjectOf(
  { type, wanted }: ObjectOfClusters,
  placement: JsonObject,
  keepAnnotations: boolean,
): FederatedOfClusters {
  const rendered = (object: JsonObject): JsonObject => renderedOf(object, keepAnnotations)
  const { value, overrides } = chooseTemplate(variantsOf(wanted), rendered)
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
  return { value: federated, operations }
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

function writtenOverrides(overrides: ChosenTemplate['overrides']): readonly JsonObject[] {
  return [...overrides.keys()].sort().map((clusterName) => {
    return { clusterName, clusterOverrides: (overrides.get(clusterName) ?? []).map(writtenOperation) }
  })
}

/** An operation as it is written in overrides: `replace` is what one does that names none. */
export function writtenOperation({ op, path, value }: PatchOperation): JsonObject {
  const operation: Record<string, Json> = { path }
  if (op !== 'replace') operation['op'] = op
  if (op !== 'remove') operation['value'] = value
  return operation
}
