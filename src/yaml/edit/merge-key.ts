import { isScalar } from 'yaml'

/** Whether a key is YAML 1.1's merge key (decode.go: isMerge); in quotes, `<<` is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || key.value !== '<<') return false
  if (key.tag === undefined) return key.type === 'PLAIN'
  return key.tag === '!' || key.tag === 'tag:yaml.org,2002:merge'
}
