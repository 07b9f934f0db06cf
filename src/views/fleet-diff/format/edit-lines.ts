import type { ObjectIdentity } from '../../../model/fleet-diff.ts'
import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import type { FleetEdit, FoldedRisk } from '../fold-changes.ts'
import { nameObject } from '../object-changes.ts'
import { importantFields } from './important-fields.ts'

/**
 * What several objects are: `300 configmaps in 12 namespaces`, `20 configmaps, 19 deployments.apps, 1 namespaces`. Raw text,
 * as that of all functions here: escape it where it is printed.
 */
export function objectsTitle(objects: readonly ObjectIdentity[]): string {
  const types = [...groupBy(objects, ({ type }) => type)].map(([type, each]) => `${each.length} ${type}`)
  const namespaces = new Set(objects.flatMap(({ namespace }) => namespace ?? []))
  const [only] = namespaces
  if (only === undefined) return types.join(', ')
  return `${types.join(', ')} in ${namespaces.size === 1 ? `namespace ${only}` : count(namespaces.size, 'namespace')}`
}

/** Every name, those of one type and namespace on one line: `configmaps shop: a, b, c`. */
function objectNames(objects: readonly ObjectIdentity[]): readonly string[] {
  const groups = groupBy(objects, ({ type, namespace }) => `${type} ${namespace ?? ''}`)
  return [...groups.values()].map((each) => {
    const { type, namespace } = each[0] as ObjectIdentity
    return `${type}${namespace === undefined ? '' : ` ${namespace}`}: ${each.map(({ name }) => name).join(', ')}`
  })
}

/** Of so many new objects the important fields are shown; of more nobody reads them. */
const mostDescribed = 60

/**
 * Every name of an edit, as `objectNames` gives them; an object that comes with fields that `importantFields` finds has a
 * line of its own: `deployments.apps shop/web: image web:2, 2 replicas`. So has one that comes with risks, however many
 * they are: nothing else shows the reasons of those that are folded into one.
 */
export function editNames({ change, changes, objects }: FleetEdit): readonly string[] {
  if (change.kind !== 'added') return objectNames(objects)
  const areFew = objects.length <= mostDescribed
  const described = changes.map(({ object, head, risks }) => ({
    object,
    fields: [...(head && areFew ? importantFields(head) : []), ...risks.map(({ reason }) => reason)],
  }))
  const plain = described.flatMap(({ object, fields }) => (fields.length === 0 ? [object] : []))
  const others = described.filter(({ fields }) => fields.length > 0)
  return [
    ...objectNames(plain),
    ...others.map(({ object, fields }) => `${nameObject(object)}: ${fields.join(', ')}`),
  ]
}

/** The reason of a risk, and how many objects have another one like it. */
export function foldedReason({ risk, count: number }: FoldedRisk): string {
  return number === 1 ? risk.reason : `${risk.reason} And ${number - 1} more like it.`
}
