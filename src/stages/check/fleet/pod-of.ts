import { atPointer } from '../../../json/at-pointer.ts'
import { objectAt } from '../../../json/fields.ts'
import { isObject } from '../../../json/own.ts'
import type { JsonObject } from '../../../model/json.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'

/** The Pods that a workload makes. */
export interface PodOf {
  /** Where their spec is in the workload. */
  readonly pointer: string
  readonly spec: JsonObject
  readonly labels: JsonObject
}

/** Where the kinds of Kubernetes that make Pods, by group and kind, have the template of one. */
const templates: ReadonlyMap<string, string> = new Map([
  ['Pod', ''],
  ['ReplicationController', '/spec/template'],
  ['Deployment.apps', '/spec/template'],
  ['ReplicaSet.apps', '/spec/template'],
  ['StatefulSet.apps', '/spec/template'],
  ['DaemonSet.apps', '/spec/template'],
  ['Job.batch', '/spec/template'],
  ['CronJob.batch', '/spec/jobTemplate/spec/template'],
])

/** Whether objects of a group and kind make Pods. */
export function makesPods(kind: string): boolean {
  return templates.has(kind)
}

/** The Pods of a workload of Kubernetes' own kinds; undefined for what makes none. */
export function podOf(object: JsonObject): PodOf | undefined {
  const pointer = templates.get(groupKindOf(object))
  const template = pointer === undefined ? undefined : atPointer(object, pointer)
  if (!isObject(template)) return undefined
  const labels = objectAt(objectAt(template, 'metadata'), 'labels')
  return { pointer: `${pointer ?? ''}/spec`, spec: objectAt(template, 'spec'), labels }
}
