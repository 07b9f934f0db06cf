import { getOwn, isArray, isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { imageTag } from './image-reference.ts'
import { comparableQuantities } from './quantity.ts'
import { withDefaults, type FieldDefault } from './with-defaults.ts'

const probeDefaults: readonly FieldDefault[] = [
  ['/timeoutSeconds', 1],
  ['/periodSeconds', 10],
  ['/successThreshold', 1],
  ['/failureThreshold', 3],
  ['/initialDelaySeconds', 0],
  ['/httpGet/path', '/'],
  ['/httpGet/scheme', 'HTTP'],
  ['/grpc/service', ''],
]

const containerDefaults: readonly FieldDefault[] = [
  ['/terminationMessagePath', '/dev/termination-log'],
  ['/terminationMessagePolicy', 'File'],
  ['/workingDir', ''],
  ['/stdin', false],
  ['/stdinOnce', false],
  ['/tty', false],
  ['/resources', {}],
  ['/ports/*/protocol', 'TCP'],
  ['/ports/*/name', ''],
  ['/ports/*/hostPort', 0],
  ['/env/*/value', ''],
  ['/env/*/valueFrom/fieldRef/apiVersion', 'v1'],
  ['/volumeMounts/*/readOnly', false],
  ['/volumeMounts/*/subPath', ''],
  ['/securityContext/procMount', 'Default'],
  ['/lifecycle/preStop/httpGet/path', '/'],
  ['/lifecycle/preStop/httpGet/scheme', 'HTTP'],
  ['/lifecycle/postStart/httpGet/path', '/'],
  ['/lifecycle/postStart/httpGet/scheme', 'HTTP'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => below(`/${probe}`, probeDefaults)),
]

const volumeDefaults: readonly FieldDefault[] = [
  ['/emptyDir/medium', ''],
  ['/configMap/defaultMode', 0o644],
  ['/secret/defaultMode', 0o644],
  ['/projected/defaultMode', 0o644],
  ['/downwardAPI/defaultMode', 0o644],
  ['/downwardAPI/items/*/fieldRef/apiVersion', 'v1'],
  ['/projected/sources/*/serviceAccountToken/expirationSeconds', 3600],
  ['/projected/sources/*/downwardAPI/items/*/fieldRef/apiVersion', 'v1'],
  ['/persistentVolumeClaim/readOnly', false],
  ['/hostPath/type', ''],
  ['/nfs/readOnly', false],
  ['/ephemeral/volumeClaimTemplate/spec/volumeMode', 'Filesystem'],
]

/** From the spec of a Pod or of a pod template (kubernetes: pkg/apis/core/v1/defaults.go, and the zero values of types.go). */
const podSpecDefaults: readonly FieldDefault[] = [
  ['/restartPolicy', 'Always'],
  ['/dnsPolicy', 'ClusterFirst'],
  ['/schedulerName', 'default-scheduler'],
  ['/terminationGracePeriodSeconds', 30],
  ['/enableServiceLinks', true],
  ['/securityContext', {}],
  ['/nodeSelector', {}],
  ['/hostNetwork', false],
  ['/hostPID', false],
  ['/hostIPC', false],
  ['/nodeName', ''],
  ['/hostname', ''],
  ['/subdomain', ''],
  ['/serviceAccountName', ''],
  ['/priorityClassName', ''],
  ...below('/volumes/*', volumeDefaults),
  ...['/containers/*', '/initContainers/*'].flatMap((path) => below(path, containerDefaults)),
]

const metadataDefaults: readonly FieldDefault[] = [
  ['/metadata', {}],
  ['/metadata/labels', {}],
  ['/metadata/annotations', {}],
]

/** A pod template as the API server would keep it, for telling whether two are the same to it. */
export function podTemplateWithDefaults(template: Json): Json {
  const filled = withDefaults(template, metadataDefaults)
  const spec = isObject(filled) ? getOwn(filled, 'spec') : undefined
  return isObject(filled) && spec !== undefined ? { ...filled, spec: podSpecWithDefaults(spec) } : filled
}

/** The spec of a Pod as the API server would keep it, for telling whether two are the same to it. */
export function podSpecWithDefaults(spec: Json): Json {
  const filled = withDefaults(spec, podSpecDefaults)
  if (!isObject(filled)) return filled
  const account = getOwn(filled, 'serviceAccountName') || (getOwn(filled, 'serviceAccount') ?? '')
  return {
    ...filled,
    serviceAccountName: account,
    serviceAccount: account,
    ...mapList(filled, 'containers', completeContainer),
    ...mapList(filled, 'initContainers', completeContainer),
  }
}

function mapList(object: JsonObject, key: string, map: (item: JsonObject) => JsonObject): JsonObject {
  const list = getOwn(object, key)
  return isArray(list) ? { [key]: list.map((each) => (isObject(each) ? map(each) : each)) } : {}
}

/** What depends on other fields: when to pull an image on its tag, requests on limits. */
function completeContainer(container: JsonObject): JsonObject {
  const [image, resources] = [getOwn(container, 'image'), getOwn(container, 'resources')]
  const pullPolicy = typeof image === 'string' && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
  return {
    imagePullPolicy: pullPolicy,
    ...container,
    ...(isObject(resources) && { resources: completeResources(resources) }),
  }
}

function completeResources(resources: JsonObject): JsonObject {
  const limits = comparableQuantities(getOwn(resources, 'limits'))
  return {
    ...resources,
    limits,
    requests: { ...limits, ...comparableQuantities(getOwn(resources, 'requests')) },
  }
}

function below(parent: string, defaults: readonly FieldDefault[]): readonly FieldDefault[] {
  return defaults.map(([pointer, value]) => [`${parent}${pointer}`, value])
}
