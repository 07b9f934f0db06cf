import { childPointer, pointersTo } from '../../../json/pointer.ts'
import type { IsKnownFault, StructureFault } from '../../../kubernetes/schema/check-structure.ts'
import type { Fault, NotServed } from '../judge.ts'
import type { ServerFault } from './server-faults.ts'

/**
 * What a schema and the server's own code find together: where the code takes an object, no schema knows better. Of one place at which
 * both find a wrong value the code's words are kept; of fields that are unknown or missing the schema's, which knows what was meant. Whether
 * faults of the code are known is asked here.
 */
export function mergeServerFaults(
  faults: readonly (StructureFault | NotServed)[],
  said: readonly ServerFault[],
  isKnown: IsKnownFault | undefined,
): readonly Fault[] {
  const refused = new Set(said.flatMap(({ kind, pointer }) => (kind === 'refused' ? [pointer] : [])))
  const kept = faults.filter(({ kind, pointer }) => {
    if (kind === 'not-served') return true
    return refused.size > 0 && !(kind === 'invalid-value' && refused.has(pointer))
  })
  const isFound = createFound(kept)
  return [...kept, ...said.filter((each) => !isFound(each)).map((each) => compared(each, isKnown))]
}

/** Decides whether a schema has found what the code refuses. */
function createFound(kept: readonly (StructureFault | NotServed)[]): (fault: ServerFault) => boolean {
  const places = new Set<string>()
  const missing = new Set<string>()
  for (const each of kept) {
    if (each.kind === 'missing-field') missing.add(childPointer(each.pointer, each.field))
    else if (each.kind !== 'more-faults') places.add(each.pointer)
  }
  return ({ kind, pointer, field }) => {
    if (kind !== 'refused') return false
    // It names no field where the object cannot be decoded at all.
    if (field === '') return places.size > 0
    const name = field.split('.').at(-1) ?? ''
    return missing.has(childPointer(pointer, name)) || pointersTo(pointer).some((each) => places.has(each))
  }
}

function compared(fault: ServerFault, isKnown: IsKnownFault | undefined): ServerFault {
  if (isKnown === undefined || fault.kind !== 'refused') return fault
  const { pointer, words } = fault
  return { ...fault, isKnown: isKnown({ kind: 'invalid-value', pointer, problem: words }) }
}
