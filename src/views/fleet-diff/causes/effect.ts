import { pointersTo } from '../../../json/pointer.ts'
import type { FleetChange } from '../../../model/fleet-diff.ts'
import type { Dependency } from './dependencies.ts'

/** What of a change its causes are judged by. */
export type ChangeToExplain = Pick<FleetChange, 'kind' | 'object' | 'clusters' | 'fields'>

/** What a change did to an object, as far as it shows which differences of the sources can have caused it. */
export interface Effect {
  /** The object comes or goes, or would. */
  readonly isPresence: boolean
  /** The DNSEndpoint of a record. */
  readonly isDNSEndpoint: boolean
  /** It may be where the object is placed that made the change. */
  readonly byPlacement: boolean
  /** More clusters than those of the change decide: replicas are divided among all, and a record names all. */
  readonly byAnyCluster: boolean
  /** ClusterOverrides are for it, and select clusters and objects by their labels. */
  readonly byLabels: boolean
  readonly clusters: ReadonlySet<string>
  /** The pointers of what changes in the object, on both sides. */
  readonly fields: ReadonlySet<string>
  /** The pointers of all that they are in. */
  readonly around: ReadonlySet<string>
}

/** The effect of a change of an object that has these dependencies. */
export function effectOf(change: ChangeToExplain, dependencies: readonly Dependency[]): Effect {
  const isPresence = change.kind !== 'changed'
  const has = (role: Dependency['role']): boolean => dependencies.some((each) => each.role === role)
  const isDNSEndpoint = has('record')
  const fields = pointersOf(change)
  const isDivided = has('preference')
  const ofReplicas = isDivided && [...fields].some((each) => isRelated(each, '/spec/replicas'))
  return {
    isPresence,
    isDNSEndpoint,
    byPlacement: isPresence || isDNSEndpoint || ofReplicas,
    byLabels: has('cluster-override'),
    byAnyCluster: isDNSEndpoint || isDivided,
    clusters: new Set(change.clusters),
    fields,
    around: pointersAbove(fields),
  }
}

function pointersOf({ fields }: ChangeToExplain): ReadonlySet<string> {
  const pointers = new Set<string>()
  for (const { basePointer, headPointer } of fields) {
    if (basePointer !== undefined) pointers.add(basePointer)
    if (headPointer !== undefined && headPointer !== basePointer) pointers.add(headPointer)
  }
  return pointers
}

function pointersAbove(pointers: Iterable<string>): ReadonlySet<string> {
  const above = new Set<string>()
  for (const pointer of pointers) {
    for (let end = pointer.lastIndexOf('/'); end !== -1; end = pointer.lastIndexOf('/', end - 1)) {
      const holder = pointer.slice(0, end)
      // What holds this holder has been added with it.
      if (above.has(holder)) break
      above.add(holder)
      if (end === 0) break
    }
  }
  return above
}

/** Whether one of two pointers leads to the other or to a part of it. */
export function isRelated(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}/`) || right.startsWith(`${left}/`)
}

/** Whether an effect changes a field, a part of it, or what it is a part of. */
export function changesField({ fields, around }: Effect, pointer: string): boolean {
  return around.has(pointer) || pointersTo(pointer).some((each) => fields.has(each))
}
