import type { CelRange } from '../../cel/run.ts'
import type { ValuePlace } from '../../cel/value.ts'
import { isSubject, type ObjectSubject, type Subject } from './subject.ts'
import type { Reason } from './judge-invariant.ts'

/** One thing that violates an invariant, in all clusters where it does. */
export interface Violation {
  readonly part: CelRange
  /** Sorted; empty where a violation is of no cluster. */
  readonly clusters: readonly string[]
  readonly object?: ObjectSubject
  /** What was read last, of something that is known. */
  readonly read?: ValuePlace & { readonly subject: Subject; readonly isMissing: boolean }
  readonly fault?: string
}

/** Folds reasons that differ in the cluster alone: the same part of the expression, the same object and field. */
export function foldReasons(reasons: readonly Reason[]): readonly Violation[] {
  const folded = new Map<string, { readonly violation: Violation; readonly clusters: Set<string> }>()
  const numbers = new Map<unknown, number>()
  const numberOf = (value: unknown): number => {
    const known = numbers.get(value) ?? numbers.size
    numbers.set(value, known)
    return known
  }
  for (const reason of reasons) {
    const violation = violationOf(reason)
    const { part, object, read, fault } = violation
    const ofObject = read?.subject.kind === 'cluster' ? undefined : read?.subject
    const key = JSON.stringify([
      [part.start, part.end],
      [numberOf(object?.plan), numberOf(ofObject), read?.pointer, fault],
    ])
    const known = folded.get(key)
    if (known) for (const each of violation.clusters) known.clusters.add(each)
    else folded.set(key, { violation, clusters: new Set(violation.clusters) })
  }
  return [...folded.values()].map(({ violation, clusters }) =>
    Object.assign({}, violation, { clusters: [...clusters].sort() }),
  )
}

function violationOf({ part, read, fault, subjects, clusters }: Reason): Violation {
  const known = read && isSubject(read.subject) ? { ...read, subject: read.subject } : undefined
  const isObject = (each: Subject | undefined): each is ObjectSubject => each?.kind === 'object'
  const object = isObject(known?.subject) ? known.subject : subjects.find(isObject)
  const named = subjects.flatMap((each) => (each.kind === 'cluster' ? [each.cluster.name] : []))
  return {
    part,
    clusters: clusters ?? (named.length > 0 ? named : (object?.variant.clusters ?? [])),
    ...(object && { object }),
    ...(known && { read: known }),
    ...(fault && { fault: fault.problem }),
  }
}
