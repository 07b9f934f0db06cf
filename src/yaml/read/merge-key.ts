import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type YAMLMap } from 'yaml'

/** Whether a key is YAML 1.1's merge key (decode.go: isMerge); in quotes, `<<` is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.value !== '<<') return false
  if (key.tag === undefined) return key.type === 'PLAIN'
  return key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge'
}

/**
 * The mappings that a merge takes in, in the order in which go-yaml v2 does (decode.go: merge): a list from its end,
 * because earlier ones take precedence. Undefined where the value is anything but mappings.
 */
export function mergeTargets(value: unknown, targets: ReadonlyMap<Alias, Node>): readonly Node[] | undefined {
  if (isMapping(value, targets)) return [value]
  if (!isSeq(value)) return undefined
  const items: unknown[] = value.items.toReversed()
  return items.every((item) => isMapping(item, targets)) ? items : undefined
}

function isMapping(value: unknown, targets: ReadonlyMap<Alias, Node>): value is YAMLMap | Alias {
  return isMap(isAlias(value) ? targets.get(value) : value)
}
