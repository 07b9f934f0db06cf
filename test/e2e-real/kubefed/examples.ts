import { isObject } from '../../../src/json/own.ts'
import type { Json } from '../../../src/model/json.ts'
import { stringifyExactJson } from '../../helpers/stringify-exact-json.ts'
import type { KubernetesObject } from './api-client.ts'
import type { Difference } from './difference.ts'
import type { Seen } from './observe.ts'
import { exampleNamespace, type Reason } from './reasons/reason.ts'
import { reasons } from './reasons/reasons.ts'

const namespace: KubernetesObject = {
  apiVersion: 'types.kubefed.io/v1beta1',
  kind: 'FederatedNamespace',
  metadata: { name: exampleNamespace, namespace: exampleNamespace },
  spec: { placement: { clusterSelector: {} } },
}

/** The objects of all examples, as they are created, or as they become in the second round. */
export function exampleObjects(round: 'created' | 'changed'): readonly KubernetesObject[] {
  const objects = reasons.flatMap(({ example: { created, changed } }) =>
    round === 'created' ? created : (changed ?? created),
  )
  return [namespace, ...objects]
}

/** What is to be seen of the workloads of examples, by the key and the cluster. */
export const seenOfExamples: Readonly<Record<string, Seen>> = Object.assign(
  {},
  ...reasons.map(({ example }) => example.seen ?? {}),
) as Readonly<Record<string, Seen>>

/** What is different about the objects of an example, a line for each place. */
export function shownBy(reason: Reason, differences: readonly Difference[]): readonly string[] {
  return differences
    .filter(({ key }) => key.startsWith(`${exampleNamespace}/`) && key.endsWith(`/${reason.name}`))
    .map(
      (each) =>
        `${each.about} ${each.cluster} ${each.pointer}: ${show(each.kubefed)} → ${show(each.fedrender)}`,
    )
    .sort()
}

/** A value; objects as a whole are only named. */
function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  return isObject(value) && 'kind' in value ? `a ${String(value['kind'])}` : stringifyExactJson(value)
}
