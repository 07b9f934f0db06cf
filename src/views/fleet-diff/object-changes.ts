import { groupBy } from '../../text/group-by.ts'
import { compareText } from '../../text/compare-text.ts'
import type { FleetChange, ObjectIdentity } from '../../model/fleet-diff.ts'

/** All changes of one object, as a person reads them. */
export interface ObjectChanges {
  readonly object: ObjectIdentity
  /** As the diff ranks them, but what comes or goes for the same reason in several variants is one. */
  readonly changes: readonly FleetChange[]
}

/** The changes by object, in the order of each object's first change. */
export function changesByObject(changes: readonly FleetChange[]): readonly ObjectChanges[] {
  return [...groupBy(changes, ({ object }) => object.path).values()].flatMap((ofObject) => {
    const [first] = ofObject
    return first === undefined ? [] : [{ object: first.object, changes: mergeVariants(ofObject) }]
  })
}

/** What a person calls an object: `deployments.apps shop/web`. Raw text: escape it where it is printed. */
export function nameObject({ type, namespace, name }: ObjectIdentity): string {
  return `${type} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

function mergeVariants(changes: readonly FleetChange[]): readonly FleetChange[] {
  return [...groupBy(changes, sameness).values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    if (alike.length === 1) return [first]
    const clusters = alike.flatMap((each) => each.clusters).sort(compareText)
    return [{ ...first, clusters, causes: alike.flatMap((each) => each.causes) }]
  })
}

/** Equal for changes whose content does not count, the change itself for the others. */
function sameness(change: FleetChange): FleetChange | string {
  const { kind, held, sameContentAs, risks } = change
  if (kind === 'changed') return change
  return JSON.stringify([kind, held, sameContentAs?.path, risks])
}
