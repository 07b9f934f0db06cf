import { equalJson } from '../../json/equal.ts'
import { retainedFields } from '../../kubefed/retained-fields.ts'
import { isDefault } from '../../kubernetes/defaults/field-defaults.ts'
import { serverFields } from '../../kubernetes/defaults/server-fields.ts'
import type { IgnoreRule } from '../../model/adoption.ts'
import type { Json, JsonObject } from '../../model/json.ts'

/** A field that only one of a live and a rendered object has. */
export interface LoneField {
  /** As `Deployment.apps`. */
  readonly groupKind: string
  /** The pointer, with `*` for the items of lists. */
  readonly pattern: string
  readonly value: Json
  /** The mapping that holds the field, or the one that holds its list. */
  readonly holder: JsonObject
  /** Those of a custom type, as `definitionDefaults` gives them. */
  readonly defaults: ReadonlyMap<string, Json>
}

/** The rule by which a field that runs and is not rendered is no difference; undefined for none. */
export function ruleFor(field: LoneField): IgnoreRule | undefined {
  if (isServerSet(field)) return 'server-set'
  if (isDefaultField(field)) return 'default'
  return isRetained(field) ? 'retained' : undefined
}

/** Whether the API server keeps a field no other way than by leaving it out. */
export function isDefaultField({ groupKind, pattern, value, holder, defaults }: LoneField): boolean {
  const fallback = defaults.get(pattern)
  return fallback === undefined ? isDefault(groupKind, pattern, value, holder) : equalJson(value, fallback)
}

function isServerSet({ groupKind, pattern }: LoneField): boolean {
  return serverFields.some(
    (each) =>
      (each.groupKind === undefined || each.groupKind === groupKind) &&
      (each.pattern.endsWith('~1') ? pattern.startsWith(each.pattern) : pattern === each.pattern),
  )
}

function isRetained({ groupKind, pattern }: LoneField): boolean {
  return retainedFields.some(
    (each) =>
      (each.groupKind === undefined || each.groupKind === groupKind) && matches(each.pattern, pattern),
  )
}

function matches(wanted: string, pattern: string): boolean {
  const [expected, actual] = [wanted.split('/'), pattern.split('/')]
  return (
    expected.length === actual.length &&
    expected.every((segment, index) => segment === '*' || segment === actual[index])
  )
}
