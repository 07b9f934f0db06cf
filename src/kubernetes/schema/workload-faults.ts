import { isObject } from '../../json/own.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { StructureFault } from './check-structure.ts'

const selecting: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'])

/**
 * What every API server refuses in a workload although its structure is in order: a selector that its own Pods do not
 * match (Kubernetes: pkg/apis/apps/validation, ValidatePodTemplateSpecForReplicaSet), and Pods of a Job that start again
 * for ever (pkg/apis/batch/validation, validateJobSpec).
 */
export function workloadFaults({ apiVersion, kind, spec }: JsonObject): readonly StructureFault[] {
  const group = String(apiVersion).split('/')[0]
  if (group === 'apps' && selecting.has(String(kind))) return selectorFaults(spec)
  if (group === 'batch' && kind === 'Job') return restartFaults(spec, '/spec')
  if (group === 'batch' && kind === 'CronJob') {
    return restartFaults(field(field(spec, 'jobTemplate'), 'spec'), '/spec/jobTemplate/spec')
  }
  return []
}

function selectorFaults(spec: Json | undefined): readonly StructureFault[] {
  const wanted = field(field(spec, 'selector'), 'matchLabels')
  const labels = field(field(field(spec, 'template'), 'metadata'), 'labels')
  if (!isObject(wanted) || !isObject(labels)) return []
  const isMatched = Object.entries(wanted).every(([key, value]) => labels[key] === value)
  const problem = 'must match the labels of the Pod template'
  return isMatched ? [] : [{ kind: 'invalid-value', pointer: '/spec/selector/matchLabels', problem }]
}

function restartFaults(spec: Json | undefined, pointer: string): readonly StructureFault[] {
  const pod = field(field(spec, 'template'), 'spec')
  if (!isObject(pod)) return []
  const policy = pod['restartPolicy']
  if (policy === 'Never' || policy === 'OnFailure') return []
  const problem = 'must be Never or OnFailure'
  return [{ kind: 'invalid-value', pointer: `${pointer}/template/spec/restartPolicy`, problem }]
}

function field(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? value[key] : undefined
}
