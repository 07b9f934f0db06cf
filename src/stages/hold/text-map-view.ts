import { CelObject } from '../../cel/value.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Subject } from './subject.ts'

/** Labels or annotations: one that is absent reads as `""`, which `has()` distinguishes. */
export function textMapView(
  subject: Subject,
  pointer: string,
  texts: ReadonlyMap<string, string>,
): CelObject {
  let keys: readonly string[] | undefined
  return new CelObject(subject, {
    get: (name) => texts.get(name) ?? '',
    has: (name) => texts.has(name),
    keys: () => (keys ??= [...texts.keys()].sort()),
    placeOf: (name) => ({ subject, pointer: childPointer(pointer, name) }),
  })
}
