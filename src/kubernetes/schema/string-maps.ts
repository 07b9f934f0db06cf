/** The mappings whose values are strings, or bytes, whatever their keys (apimachinery: meta/v1; kubernetes/api: core/v1 types.go). */
const stringMaps = /\/(?:annotations|labels|matchLabels|nodeSelector)\/[^/]+$/

const dataKinds: ReadonlySet<string> = new Set(['ConfigMap', 'Secret'])

/**
 * Whether a field is an entry of a mapping of strings, where decoding makes the empty string of a null; of fields of other
 * types it makes what is absent.
 *
 * @param pattern the pointer of the field, with `*` for the items of lists
 */
export function isInStringMap(groupKind: string, pattern: string): boolean {
  return stringMaps.test(pattern) || (dataKinds.has(groupKind) && /^\/data\/[^/]+$/.test(pattern))
}
