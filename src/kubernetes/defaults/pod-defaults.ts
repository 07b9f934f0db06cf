import { atPointer } from '../../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { imageTag } from '../image-reference.ts'
import { comparableQuantities } from '../quantity.ts'
import { below, withDefaults, type FieldDefault } from './with-defaults.ts'

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
  ['/env/*/valueFrom/resourceFieldRef/divisor', '0'],
  ['/volumeMounts/*/readOnly', false],
  ['/volumeMounts/*/subPath', ''],
  ['/securityContext/procMount', 'Default'],
  ['/lifecycle/preStop/httpGet/path', '/'],
  ['/lifecycle/preStop/httpGet/scheme', 'HTTP'],
  ['/lifecycle/postStart/httpGet/path', '/'],
  ['/lifecycle/postStart/httpGet/scheme', 'HTTP'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
    below(`/${probe}`, probeDefaults),
  ),
]

const volumeDefaults: readonly FieldDefault[] = [
  ['/emptyDir/medium', ''],
  ['/configMap/defaultMode', 0o644],
  ['/secret/defaultMode', 0o644],
  ['/projected/defaultMode', 0o644],
  ['/downwardAPI/defaultMode', 0o644],
  ['/downwardAPI/items/*/fieldRef/apiVersion', 'v1'],
  ['/downwardAPI/items/*/resourceFieldRef/divisor', '0'],
  ['/projected/sources/*/serviceAccountToken/expirationSeconds', 3600],
  ['/projected/sources/*/downwardAPI/items/*/fieldRef/apiVersion', 'v1'],
  ['/projected/sources/*/downwardAPI/items/*/resourceFieldRef/divisor', '0'],
  ['/persistentVolumeClaim/readOnly', false],
  ['/hostPath/type', ''],
  ['/nfs/readOnly', false],
  ['/ephemeral/volumeClaimTemplate/spec/volumeMode', 'Filesystem'],
]

/** From the spec of a Pod or of a pod template (kubernetes: pkg/apis/core/v1/defaults.go, and the zero values of types.go). */
export const podSpecDefaults: readonly FieldDefault[] = [
  ['/restartPolicy', 'Always'],
  ['/dnsPolicy', 'ClusterFirst'],
  ['/schedulerName', 'default-scheduler'],
  ['/terminationGracePeriodSeconds', 30],
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

/** Of the metadata of a pod template. */
export const metadataDefaults: readonly FieldDefault[] = [
  ['/metadata', {}],
  ['/metadata/labels', {}],
  ['/metadata/annotations', {}],
]

/** A pod template as the API server would keep it, for comparing two as it would. */
export function podTemplateWithDefaults(template: Json): Json {
  const filled = withDefaults(template, metadataDefaults)
  const spec = isObject(filled) ? getOwn(filled, 'spec') : undefined
  return isObject(filled) && isObject(spec)
    ? { ...filled, spec: completeSpec(spec, completeContainer) }
    : filled
}

/** The spec of a Pod as the API server would keep it, which has some defaults more than that of a template. */
export function podSpecWithDefaults(spec: JsonObject): JsonObject {
  const complete = completeSpec(spec, (container) => withRequests(completeContainer(container)))
  return { enableServiceLinks: true, ...complete }
}

/** The account is named by a deprecated field too, and is the same in both. */
function completeSpec(spec: JsonObject, complete: (container: JsonObject) => JsonObject): JsonObject {
  const filled = withDefaults(spec, podSpecDefaults)
  if (!isObject(filled)) return spec
  const account = getOwn(filled, 'serviceAccountName') || (getOwn(filled, 'serviceAccount') ?? '')
  return {
    ...filled,
    serviceAccountName: account,
    serviceAccount: account,
    ...mapList(filled, 'containers', complete),
    ...mapList(filled, 'initContainers', complete),
  }
}

function mapList(object: JsonObject, key: string, map: (item: JsonObject) => JsonObject): JsonObject {
  const list = getOwn(object, key)
  return isArray(list) ? { [key]: list.map((each) => (isObject(each) ? map(each) : each)) } : {}
}

/** When an image is pulled depends on its tag; quantities are the same in any units. */
function completeContainer(container: JsonObject): JsonObject {
  const [image, resources] = [getOwn(container, 'image'), getOwn(container, 'resources')]
  const imagePullPolicy =
    typeof image === 'string' && imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent'
  const [limits, requests] = ['limits', 'requests'].map((key) =>
    comparableQuantities(atPointer(resources, `/${key}`)),
  )
  return {
    imagePullPolicy,
    ...container,
    ...(isObject(resources) && {
      resources: { ...resources, limits: limits ?? {}, requests: requests ?? {} },
    }),
  }
}

function withRequests(container: JsonObject): JsonObject {
  const resources = getOwn(container, 'resources')
  if (!isObject(resources)) return container
  const { limits, requests } = resources
  const complete = { ...(isObject(limits) && limits), ...(isObject(requests) && requests) }
  return { ...container, resources: { ...resources, requests: complete } }
}
