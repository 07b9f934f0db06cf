import { atPointer } from '../../../../json/at-pointer.ts'
import { getOwn, isObject } from '../../../../json/own.ts'
import { childPointer } from '../../../../json/pointer.ts'
import { withDefaults, type FieldDefault } from '../../../../kubernetes/defaults/with-defaults.ts'
import type { JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, refuseOther } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

const mutable: ReadonlySet<string> = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
])

const defaults: readonly FieldDefault[] = [
  ['/volumeMode', 'Filesystem'],
  ['/hostPath/type', ''],
  ['/nfs/readOnly', false],
  ['/csi/readOnly', false],
  ['/csi/fsType', ''],
]

/** What a PersistentVolume is a volume of; a node affinity may still be given to one that has none. */
export const persistentVolumeImmutable: RiskRule = createImmutableRule({
  name: 'persistent-volume-immutable',
  about:
    "The API server refuses to change a PersistentVolume's source or `volumeMode`, or a `nodeAffinity` that it has.",
  citation: 'k8s.io/kubernetes pkg/apis/core/validation, ValidatePersistentVolumeUpdate',
  kinds: ['PersistentVolume'],
  refusals: ({ base, head }) => {
    const [before, after] = [specOf(base), specOf(head)]
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...keys]
      .filter((key) => !mutable.has(key) && !(key === 'nodeAffinity' && getOwn(before, key) === undefined))
      .flatMap((key) => refuseOther(childPointer('/spec', key), getOwn(before, key), getOwn(after, key)))
  },
})

function specOf(volume: JsonObject): JsonObject {
  const spec = withDefaults(atPointer(volume, '/spec') ?? {}, defaults)
  return isObject(spec) ? spec : {}
}
