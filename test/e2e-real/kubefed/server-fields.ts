import { isArray, isObject } from '../../../src/json/own.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import type { KubernetesObject } from './api-client.ts'

const ofMetadata = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
  'name',
  'namespace',
]

/** The labels of Pods and Jobs that name the Job, by which a second Job differs. */
const jobLabels = [
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
]

/**
 * An object without what an API server or a controller of Kubernetes sets: metadata, the status, addresses and ports that
 * are allocated, the selector of a Job, the revision of a Deployment. Labels and annotations that become empty go too.
 */
export function withoutServerFields(object: KubernetesObject): JsonObject {
  const { status: _, ...rest } = object
  const metadata = without(object.metadata, ofMetadata)
  const labels = without(object.metadata['labels'], ['kubernetes.io/metadata.name', ...jobLabels])
  const annotations = without(object.metadata['annotations'], ['deployment.kubernetes.io/revision'])
  const cleaned = {
    ...without(metadata, ['labels', 'annotations']),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  }
  const spec = ofKind[object.kind]?.(object['spec'] as JsonObject)
  return withoutNull({ ...rest, metadata: cleaned, ...(spec !== undefined && { spec }) }) as JsonObject
}

const ofKind: Readonly<Record<string, (spec: JsonObject) => JsonObject | undefined>> = {
  Namespace: (spec) => without(spec, ['finalizers']),
  Service: (spec) => {
    const isHeadless = spec['clusterIP'] === 'None'
    const ports = isArray(spec['ports']) ? spec['ports'].map((each) => without(each, ['nodePort'])) : []
    return { ...without(spec, isHeadless ? ['healthCheckNodePort'] : allocated), ports }
  },
  Job: (spec) => {
    const template = spec['template'] as JsonObject
    const metadata = template['metadata'] as JsonObject | undefined
    const labels = without(metadata?.['labels'], jobLabels)
    return {
      ...without(spec, ['selector']),
      template: { ...template, metadata: { ...metadata, labels } },
    }
  },
}

const allocated = ['clusterIP', 'clusterIPs', 'healthCheckNodePort']

function without(value: Json | undefined, keys: readonly string[]): JsonObject {
  if (value === undefined || !isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
}

/** A value without members that are null; the creation times in templates of Pods are. */
function withoutNull(value: Json): Json {
  if (isArray(value)) return value.map(withoutNull)
  if (!isObject(value)) return value
  const members = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(members.map(([key, each]) => [key, withoutNull(each)]))
}
