import { printable } from '../../../text/quote.ts'
import { equalJson } from '../../../json/equal.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import type { ComparedChange } from '../compare-fleets.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import { changeOfField } from './changed-field.ts'

/** Somebody whom a binding gives its role. */
export interface Subject {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

/** A RoleBinding or ClusterRoleBinding of a change. */
export interface NewSubjects {
  /** The role's kind and name. */
  readonly role: { readonly kind: string; readonly name: string }
  /** Whom it gives a role that it did not give them before. */
  readonly subjects: readonly Subject[]
}

const bindings: ReadonlySet<string> = new Set([
  'RoleBinding.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
])

/** Whom a binding newly gives its role: every subject where the binding, or its role, is new. */
export function newSubjects(change: ComparedChange): NewSubjects | undefined {
  const { kind, base, head } = change
  if (head === undefined || !bindings.has(groupKindOf(head))) return undefined
  const touched = changeOfField(change, '/subjects') ?? changeOfField(change, '/roleRef')
  if (kind === 'changed' && !touched) return undefined
  const roleRef = getOwn(head, 'roleRef')
  if (!isObject(roleRef)) return undefined
  const sameRole = base !== undefined && equalJson(getOwn(base, 'roleRef') ?? null, roleRef)
  const before = new Set(sameRole ? subjectsOf(base).map(nameSubject) : [])
  return {
    role: { kind: text(roleRef, 'kind'), name: text(roleRef, 'name') },
    subjects: subjectsOf(head).filter((each) => !before.has(nameSubject(each))),
  }
}

/** A subject for a sentence, as `ServiceAccount shop/web`. */
export function nameSubject({ kind, namespace, name }: Subject): string {
  return printable(`${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`)
}

function subjectsOf(binding: JsonObject): readonly Subject[] {
  const subjects = getOwn(binding, 'subjects')
  return isArray(subjects) ? subjects.flatMap(readSubject) : []
}

/** A User and a Group have no namespace, whatever is written. */
function readSubject(subject: Json): readonly Subject[] {
  if (!isObject(subject)) return []
  const [kind, namespace] = [text(subject, 'kind'), text(subject, 'namespace')]
  return [{ kind, name: text(subject, 'name'), ...(kind === 'ServiceAccount' && { namespace }) }]
}

function text(object: JsonObject, key: string): string {
  const value = getOwn(object, key)
  return typeof value === 'string' ? value : ''
}
