import { getOwn, isArray, isObject } from '../../json/own.ts'
import { without } from '../../json/without.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { apiVersionOf } from '../../kubernetes/group-version-kind.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** The placement that kubefedctl writes: every cluster. */
const everywhere: JsonObject = { clusterSelector: { matchLabels: {} } }

/**
 * The federated object of a plain one (KubeFed: pkg/kubefedctl/federate/federate.go, FederatedResourceFromTargetResource):
 * its template is the object without apiVersion, kind, status, all metadata but labels, and what controllers set.
 */
export function federateObject(
  object: JsonObject,
  type: FederatedTypeConfig,
  placement: JsonObject = everywhere,
  keepAnnotations = false,
): JsonObject {
  const metadata = mappingAt(object, 'metadata')
  const name = getOwn(metadata, 'name') ?? ''
  const namespace = isNamespaceType(type) ? name : getOwn(metadata, 'namespace')
  const isNamespaced =
    namespace !== undefined && namespace !== '' && type.federatedType.scope === 'Namespaced'
  const { group, version, kind } = type.federatedType
  return {
    apiVersion: apiVersionOf(group, version),
    kind,
    metadata: { name, ...(isNamespaced && { namespace }) },
    spec: { template: templateOf(object, type, keepAnnotations), placement },
  }
}

/** What of an object of one cluster may be in every other. */
export function templateOf(
  object: JsonObject,
  type: FederatedTypeConfig,
  keepAnnotations: boolean,
): JsonObject {
  const content = without(object, 'apiVersion', 'kind', 'status', 'metadata')
  const labels = getOwn(mappingAt(object, 'metadata'), 'labels')
  const isLabelled = isObject(labels) && Object.keys(labels).length > 0
  const annotations = keepAnnotations ? annotationsOf(object) : {}
  const metadata = {
    ...(isLabelled && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  }
  return {
    ...(isOfOtherVersion(object, type) && { apiVersion: getOwn(object, 'apiVersion') ?? null }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...withoutControllerFields(content, type),
  }
}

/** Whether an object is of another version than its type, so that its template must name it. */
export function isOfOtherVersion(object: JsonObject, { targetType }: FederatedTypeConfig): boolean {
  const apiVersion = getOwn(object, 'apiVersion')
  return typeof apiVersion === 'string' && apiVersion !== apiVersionOf(targetType.group, targetType.version)
}

/** The annotations of an object but those that kubectl and controllers of the cluster have set. */
export function annotationsOf(object: JsonObject): JsonObject {
  return without(
    mappingAt(mappingAt(object, 'metadata'), 'annotations'),
    'kubectl.kubernetes.io/last-applied-configuration',
    'deployment.kubernetes.io/revision',
  )
}

/** Fields that controllers of the cluster have set, and that would be wrong in every other. */
function withoutControllerFields(content: JsonObject, { targetType }: FederatedTypeConfig): JsonObject {
  if (targetType.group !== '') return content
  if (targetType.kind === 'ServiceAccount') return without(content, 'secrets')
  const { spec } = content
  if (!isObject(spec)) return content
  if (targetType.kind === 'Namespace') return { ...content, spec: without(spec, 'finalizers') }
  return targetType.kind === 'Service' ? { ...content, spec: withoutAllocations(spec) } : content
}

/** `clusterIP: None` is not an address but makes a Service headless, so it is kept; KubeFed drops it. */
function withoutAllocations(spec: JsonObject): JsonObject {
  const rest = without(spec, 'clusterIPs', ...(spec['clusterIP'] === 'None' ? [] : ['clusterIP']))
  const { ports } = rest
  return isArray(ports) ? { ...rest, ports: ports.map(withoutNodePort) } : rest
}

function withoutNodePort(port: Json): Json {
  return isObject(port) ? without(port, 'nodePort') : port
}

function mappingAt(object: JsonObject, key: string): JsonObject {
  const value = getOwn(object, key)
  return isObject(value) ? value : {}
}
