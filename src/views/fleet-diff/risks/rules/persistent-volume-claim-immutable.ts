import { atPointer } from '../../../../json/at-pointer.ts'
import { getOwn, isObject } from '../../../../json/own.ts'
import { childPointer } from '../../../../json/pointer.ts'
import { withDefaults, type FieldDefault } from '../../../../kubernetes/defaults/with-defaults.ts'
import { comparableQuantities, parseQuantity } from '../../../../kubernetes/quantity.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, refuseOther, type Refusal } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

const storage = '/spec/resources/requests/storage'

/**
 * The fields that may be added to a claim that has none: the server, or its default class, may have set them already.
 */
const settable: ReadonlySet<string> = new Set(['storageClassName', 'volumeName'])

const defaults: readonly FieldDefault[] = [
  ['/volumeMode', 'Filesystem'],
  ['/resources', {}],
  ['/selector/matchLabels', {}],
]

/** The spec of a PersistentVolumeClaim is immutable, except that the storage request of a bound claim may grow. */
export const persistentVolumeClaimImmutable: RiskRule = createImmutableRule({
  name: 'persistent-volume-claim-immutable',
  about:
    "The API server refuses to change a PersistentVolumeClaim's spec, except for more storage and another `volumeAttributesClassName`; less storage is refused.",
  citation:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  kinds: ['PersistentVolumeClaim'],
  refusals: ({ base, head }) => {
    const [before, after] = [specOf(base), specOf(head)]
    const keys = new Set([...Object.keys(before), ...Object.keys(after)])
    return [
      ...[...keys]
        .filter((key) => key !== 'volumeAttributesClassName')
        .filter((key) => !(settable.has(key) && getOwn(before, key) === undefined))
        .flatMap((key) => refuseOther(childPointer('/spec', key), getOwn(before, key), getOwn(after, key))),
      ...refuseShrinking(atPointer(base, storage), atPointer(head, storage)),
    ]
  },
})

/** The spec without the storage request, which is checked by itself; the two fields for a data source count as one. */
function specOf(claim: JsonObject): JsonObject {
  const spec = withDefaults(atPointer(claim, '/spec') ?? {}, defaults)
  if (!isObject(spec)) return {}
  const { resources, dataSource, dataSourceRef, ...rest } = spec
  const limits = comparableQuantities(atPointer(resources, '/limits'))
  const { storage: _storage, ...requests } = comparableQuantities(atPointer(resources, '/requests'))
  const source = dataSourceRef ?? dataSource
  return { ...rest, resources: { limits, requests }, ...(source !== undefined && { dataSource: source }) }
}

function refuseShrinking(from: Json | undefined, to: Json | undefined): readonly Refusal[] {
  const [before, after] = [parseQuantity(from), parseQuantity(to)]
  if (before === undefined || (after !== undefined && after >= before)) return []
  return refuseOther(storage, from, to)
}
