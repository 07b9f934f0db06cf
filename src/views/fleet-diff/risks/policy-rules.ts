import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { JsonObject } from '../../../model/json.ts'
import { changeOfField } from './changed-field.ts'
import { textsOf } from './texts-of.ts'

/** One thing that a Role lets its subjects do; `*` means all (kubernetes/api: rbac/v1 types.go, PolicyRule). */
export interface Grant {
  readonly verb: string
  /** Both absent for a path that is not a resource. */
  readonly apiGroup?: string
  readonly resource?: string
  readonly nonResourceURL?: string
  /** The names of the only objects that it applies to; an empty list means all objects. */
  readonly resourceNames: readonly string[]
  /** The rule that grants it, in the form of `FieldChange.field`. */
  readonly field: string
}

const roles: ReadonlySet<string> = new Set([
  'Role.rbac.authorization.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
])

/** What a Role or ClusterRole grants that no one rule of it granted before; nothing of other changes. */
export function newGrants(change: ComparedChange): readonly Grant[] {
  const { kind, base, head } = change
  if (head === undefined || !roles.has(groupKindOf(head))) return []
  if (kind === 'changed' && !changeOfField(change, '/rules')) return []
  const before = base === undefined ? [] : grantsOf(base)
  return grantsOf(head).filter((grant) => !before.some((each) => covers(each, grant)))
}

function grantsOf(role: JsonObject): readonly Grant[] {
  const rules = getOwn(role, 'rules')
  if (!isArray(rules)) return []
  return rules.flatMap((rule, index) => (isObject(rule) ? grantsOfRule(rule, `/rules/${index}`) : []))
}

function grantsOfRule(rule: JsonObject, field: string): readonly Grant[] {
  const list = (key: string): readonly string[] => textsOf(getOwn(rule, key))
  const resourceNames = list('resourceNames')
  const resources = list('apiGroups').flatMap((apiGroup) =>
    list('resources').map((resource) => ({ apiGroup, resource, resourceNames })),
  )
  const urls = list('nonResourceURLs').map((nonResourceURL) => ({ nonResourceURL, resourceNames: [] }))
  return list('verbs').flatMap((verb) =>
    [...resources, ...urls].map((target) => Object.assign({ verb, field }, target)),
  )
}

function covers(wide: Grant, narrow: Grant): boolean {
  return (
    coversName(wide.verb, narrow.verb) &&
    coversName(wide.apiGroup, narrow.apiGroup) &&
    coversName(wide.resource, narrow.resource) &&
    coversName(wide.nonResourceURL, narrow.nonResourceURL) &&
    (wide.resourceNames.length === 0 ||
      (narrow.resourceNames.length > 0 &&
        narrow.resourceNames.every((name) => wide.resourceNames.includes(name))))
  )
}

function coversName(wide: string | undefined, narrow: string | undefined): boolean {
  return wide === narrow || (wide === '*' && narrow !== undefined)
}
