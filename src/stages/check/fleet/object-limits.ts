import { objectAt, textAt } from '../../../json/fields.ts'
import { isArray, isObject } from '../../../json/own.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import type { Json, JsonObject } from '../../../model/json.ts'

/** What of an object is larger than there may be; sizes are bytes. */
export interface SizeFault {
  readonly what: 'object' | 'data' | 'annotations'
  readonly size: number
  readonly limit: number
}

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/**
 * What is too large of an object: data of a ConfigMap or a Secret of more than 1 MiB (Kubernetes: pkg/apis/core/types.go,
 * MaxSecretSize) and annotations of more than 256 KiB (apimachinery: pkg/api/validation/objectmeta.go,
 * TotalAnnotationSizeLimitB), which API servers refuse; and other objects of more than 1 MiB as JSON, since etcd refuses requests of more than
 * 1.5 MiB (etcd: --max-request-bytes), and managedFields and last-applied annotations come on top.
 */
export function sizeFaults(object: JsonObject): readonly SizeFault[] {
  const kind = groupKindOf(object)
  const faults: SizeFault[] = []
  const add = (what: SizeFault['what'], size: number, limit: number): void => {
    if (size > limit) faults.push({ what, size, limit })
  }
  const hasData = kind === 'ConfigMap' || kind === 'Secret'
  if (hasData) add('data', dataSize(object, kind), mebibyte)
  const annotations = objectAt(objectAt(object, 'metadata'), 'annotations')
  add(
    'annotations',
    Object.entries(annotations).reduce((sum, [key, value]) => sum + bytes(key) + textBytes(value), 0),
    256 * kibibyte,
  )
  if (!hasData && faults.length === 0) add('object', bytes(stringifyJson(object)), mebibyte)
  return faults
}

function dataSize(object: JsonObject, kind: string): number {
  const texts = sum(objectAt(object, kind === 'Secret' ? 'stringData' : 'data'), textBytes)
  return texts + sum(objectAt(object, kind === 'Secret' ? 'data' : 'binaryData'), decodedBytes)
}

function sum(mapping: JsonObject, sizeOf: (value: Json) => number): number {
  return Object.values<Json>(mapping).reduce<number>((total, value) => total + sizeOf(value), 0)
}

function textBytes(value: Json): number {
  return typeof value === 'string' ? bytes(value) : 0
}

/** Of base64, which may have line breaks. */
function decodedBytes(value: Json): number {
  if (typeof value !== 'string') return 0
  return Math.floor((value.replace(/[\s=]/g, '').length * 3) / 4)
}

const encoder = new TextEncoder()

function bytes(text: string): number {
  return encoder.encode(text).length
}

/** What a value leaves at least of so many bytes of JSON; below 0 where it may have more, and it is read no further than that is known. */
export function bytesLeft(value: Json, left: number): number {
  if (left < 0) return left
  if (typeof value === 'string') return left - value.length * 3 - 2
  if (isArray(value)) {
    let rest = left - 2
    for (const each of value) {
      if (rest < 0) break
      rest = bytesLeft(each, rest - 1)
    }
    return rest
  }
  if (!isObject(value)) return left - 24
  let rest = left - 2
  for (const key of Object.keys(value)) {
    if (rest < 0) break
    rest = bytesLeft(value[key] ?? null, rest - key.length * 3 - 4)
  }
  return rest
}

/** A name that is longer than what is made of it can have. */
export interface NameFault {
  readonly limit: number
  readonly reason: string
}

/**
 * What is wrong with the length of a name, of kinds whose controllers make labels and names of it. A StatefulSet labels its Pods
 * `controller-revision-hash: <name>-<hash of up to 10 characters>`, and a label has 63 (Kubernetes:
 * pkg/controller/statefulset/stateful_set_utils.go, setPodRevision; pkg/controller/history, ControllerRevisionName). API servers refuse a
 * CronJob of more than 52 (pkg/apis/batch/validation, ValidateCronJobCreate) and a Job of more than 63, whose Pods have the label
 * `batch.kubernetes.io/job-name` (pkg/registry/batch/job/strategy.go, generateSelector). Deployments and DaemonSets cut theirs.
 */
export function nameFault(object: JsonObject): NameFault | undefined {
  const name = textAt(objectAt(object, 'metadata'), 'name')
  const fault = faultsByKind.get(groupKindOf(object))
  if (fault === undefined || name.length <= fault.limit) return undefined
  const isSelectedByHand =
    groupKindOf(object) === 'Job.batch' && objectAt(object, 'spec')['manualSelector'] === true
  return isSelectedByHand ? undefined : fault
}

const faultsByKind: ReadonlyMap<string, NameFault> = new Map([
  [
    'StatefulSet.apps',
    {
      limit: 52,
      reason: 'its Pods have a label of the name and a hash, and a label has at most 63 characters',
    },
  ],
  ['CronJob.batch', { limit: 52, reason: 'API servers refuse more, since its Jobs have 11 characters more' }],
  ['Job.batch', { limit: 63, reason: 'its Pods have the name as a label, so that API servers refuse more' }],
])
