import type { IsKnownFault, StructureFault } from '../../kubernetes/schema/check-structure.ts'
import type { FederatedObject } from '../../model/federation.ts'

/** All faults of the objects of a base, of which no diagnostic is made: an object may have a million. */
export interface KnownFaults {
  /** Takes note of the faults of an object each time that it is judged; all are known then. */
  readonly note: (object: FederatedObject) => IsKnownFault
  /** Decides which faults of an object its base has too, as often as it has them, wherever in a list they are by now. */
  readonly find: (object: FederatedObject) => IsKnownFault
}

/** Remembers faults by object and words. Of an object that is judged several times, what one time found is known. */
export function createKnownFaults(): KnownFaults {
  const known = new Map<string, Map<string, number>>()
  const counting = (): ((key: string) => number) => {
    const counts = new Map<string, number>()
    return (key) => {
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count
    }
  }
  return {
    note: (object) => {
      const name = nameOf(object)
      const ofObject = known.get(name) ?? new Map<string, number>()
      known.set(name, ofObject)
      const countOf = counting()
      return (fault) => {
        const key = keyOf(fault)
        ofObject.set(key, Math.max(countOf(key), ofObject.get(key) ?? 0))
        return true
      }
    },
    find: (object) => {
      const ofObject = known.get(nameOf(object))
      const countOf = counting()
      return (fault) => {
        const key = keyOf(fault)
        return countOf(key) <= (ofObject?.get(key) ?? 0)
      }
    },
  }
}

function nameOf({ type, namespace, name }: FederatedObject): string {
  return JSON.stringify([type.name, namespace, name])
}

function keyOf(fault: StructureFault): string {
  const pointer = fault.pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*')
  const words =
    fault.kind === 'missing-field' ? fault.field : fault.kind === 'invalid-value' ? fault.problem : ''
  return [fault.kind, pointer, words].join('\n')
}
