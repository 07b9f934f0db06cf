import { atPointer } from '../../../../json/at-pointer.ts'
import { isObject } from '../../../../json/own.ts'
import { readLabelSelector } from '../../../../kubernetes/label-selector.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { createImmutableRule } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

const labels = '/spec/template/metadata/labels'

/** The selector must select the labels of the pod template, and the selector itself is immutable. */
export const templateLabelsUnselected: RiskRule = createImmutableRule({
  name: 'template-labels-unselected',
  about:
    "The API server refuses a Deployment, DaemonSet, ReplicaSet or StatefulSet whose `spec.selector` does not select its template's labels any more.",
  citation: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
  kinds: ['Deployment.apps', 'DaemonSet.apps', 'ReplicaSet.apps', 'StatefulSet.apps'],
  refusals: ({ base, head }) =>
    selectsTemplate(base) && !selectsTemplate(head)
      ? [
          {
            pointers: [labels, '/spec/selector'],
            what: 'have a selector that misses the labels of its template',
          },
        ]
      : [],
})

function selectsTemplate(workload: JsonObject): boolean {
  const { selector } = readLabelSelector(atPointer(workload, '/spec/selector'))
  const own = atPointer(workload, labels)
  const texts = Object.entries(isObject(own) ? own : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return selector?.(new Map(texts)) ?? false
}
