import { atPointer } from '../../../../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../../../../json/own.ts'
import { childPointer } from '../../../../json/pointer.ts'
import { withDefaults, type FieldDefault } from '../../../../kubernetes/defaults/with-defaults.ts'
import { comparableQuantities } from '../../../../kubernetes/quantity.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, refuseOther } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

const mutable: ReadonlySet<string> = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
])

const defaults: readonly FieldDefault[] = [
  ['/podManagementPolicy', 'OrderedReady'],
  ['/serviceName', ''],
  ['/selector/matchLabels', {}],
  ['/volumeClaimTemplates/*/metadata', {}],
  ['/volumeClaimTemplates/*/metadata/labels', {}],
  ['/volumeClaimTemplates/*/metadata/annotations', {}],
  ['/volumeClaimTemplates/*/spec/volumeMode', 'Filesystem'],
  ['/volumeClaimTemplates/*/spec/resources', {}],
  ['/volumeClaimTemplates/*/status', {}],
  ['/volumeClaimTemplates/*/status/phase', 'Pending'],
]

/** Every field of a StatefulSet's spec but those that the API server names when it refuses one. */
export const statefulSetImmutable: RiskRule = createImmutableRule({
  name: 'stateful-set-immutable',
  about:
    "The API server refuses to change any field of a StatefulSet's spec but `replicas`, `ordinals`, `template`, `updateStrategy`, `revisionHistoryLimit`, `persistentVolumeClaimRetentionPolicy` and `minReadySeconds`.",
  citation: 'k8s.io/kubernetes pkg/apis/apps/validation, ValidateStatefulSetUpdate',
  kinds: ['StatefulSet.apps'],
  refusals: ({ base, head }) => {
    const [before, after] = [specOf(base), specOf(head)]
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys]
      .filter((key) => !mutable.has(key))
      .flatMap((key) => refuseOther(childPointer('/spec', key), getOwn(before, key), getOwn(after, key)))
  },
})

function specOf(statefulSet: JsonObject): JsonObject {
  const spec = withDefaults(atPointer(statefulSet, '/spec') ?? {}, defaults)
  if (!isObject(spec)) return {}
  const claims = getOwn(spec, 'volumeClaimTemplates')
  return isArray(claims) ? { ...spec, volumeClaimTemplates: claims.map(comparableClaim) } : spec
}

/** A claim of the list has its kind whatever is written, and quantities are equal by value. */
function comparableClaim(claim: Json): Json {
  if (!isObject(claim)) return claim
  const { apiVersion: _apiVersion, kind: _kind, spec, ...rest } = claim
  if (!isObject(spec)) return rest
  const resources = getOwn(spec, 'resources')
  const [limits, requests] = ['limits', 'requests'].map((key) =>
    comparableQuantities(atPointer(resources, `/${key}`)),
  )
  return { ...rest, spec: { ...spec, resources: { limits: limits ?? {}, requests: requests ?? {} } } }
}
