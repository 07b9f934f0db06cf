import { isArray, isObject } from '../../../json/own.ts'
import { childPointer } from '../../../json/pointer.ts'
import type { RuleOperation } from '../../../model/cluster-override.ts'
import type { Cluster } from '../../../model/cluster.ts'
import type { Json } from '../../../model/json.ts'

/** What a value cannot be in a cluster; `pointer` is from the value. */
export type ValueFault =
  | { readonly kind: 'unknown'; readonly pointer: string; readonly text: string }
  | { readonly kind: 'label'; readonly pointer: string; readonly label: string }
  | { readonly kind: 'type'; readonly pointer: string; readonly as: 'integer' | 'boolean' }

/** A value as it is in a cluster, or all that is wrong with it. */
export type ClusterValue =
  | { readonly value: Json; readonly faults?: undefined }
  | { readonly faults: readonly ValueFault[]; readonly value?: undefined }

/** A property of the cluster in a text, or the text of one: `$(cluster.name)`, `$$(cluster.name)`. */
const variable = /(\$?)\$\(cluster\.([^)]*)(\)?)/g

const labelKey = /^labels\["([^"]+)"\]$/

/** Whether a value is another one in each cluster, or may be one of another type. */
export function isOfCluster({ value, as }: Pick<RuleOperation, 'value' | 'as'>): boolean {
  return as !== undefined || hasVariable(value)
}

function hasVariable(value: Json): boolean {
  if (typeof value === 'string') return value.includes('$(cluster.')
  if (!isArray(value) && !isObject(value)) return false
  return Object.values<Json>(value).some(hasVariable)
}

/**
 * A value with the properties of a cluster in its texts: `$(cluster.name)` and `$(cluster.labels["region"])`; `$$(cluster.` is
 * the text `$(cluster.`. Anything else in `$()` is left, as containers have it. `as` makes an integer or a boolean of a text.
 */
export function valueInCluster(
  { value, as }: Pick<RuleOperation, 'value' | 'as'>,
  cluster: Cluster,
): ClusterValue {
  const faults: ValueFault[] = []
  const filled = fill(value, '', cluster, faults)
  if (faults.length > 0) return { faults }
  if (as === undefined) return { value: filled }
  const typed = typeof filled === 'string' ? typedValue(filled, as) : undefined
  return typed === undefined ? { faults: [{ kind: 'type', pointer: '', as }] } : { value: typed }
}

function fill(value: Json, pointer: string, cluster: Cluster, faults: ValueFault[]): Json {
  if (typeof value === 'string') return fillText(value, pointer, cluster, faults)
  if (isArray(value)) {
    return value.map((each, index) => fill(each, childPointer(pointer, index), cluster, faults))
  }
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      fill(each, childPointer(pointer, key), cluster, faults),
    ]),
  )
}

function fillText(text: string, pointer: string, cluster: Cluster, faults: ValueFault[]): string {
  return text.replaceAll(variable, (written: string, escape: string, property: string, end: string) => {
    if (escape !== '') return written.slice(1)
    const [, label] = labelKey.exec(property) ?? []
    if (end === '' || (property !== 'name' && label === undefined)) {
      faults.push({ kind: 'unknown', pointer, text: written })
      return ''
    }
    const found = label === undefined ? cluster.name : cluster.labels.get(label)
    if (found === undefined) faults.push({ kind: 'label', pointer, label: label ?? '' })
    return found ?? ''
  })
}

function typedValue(text: string, as: 'integer' | 'boolean'): Json | undefined {
  if (as === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (!/^(?:0|-?[1-9][0-9]*)$/.test(text)) return undefined
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}
