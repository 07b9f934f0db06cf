import { childPointer } from '../json/pointer.ts'
import { quote } from '../text/quote.ts'
import { note, spend, type CelRange, type CelRun } from './run.ts'
import {
  CelFault,
  CelObject,
  isList,
  isMap,
  toCel,
  typeName,
  type CelResult,
  type CelValue,
} from './value.ts'

/** The value of a field or at an index; a fault where there is none. */
export function member(container: CelValue, key: CelValue, range: CelRange, run: CelRun): CelResult {
  if (isList(container)) return itemAt(container, key, range, run)
  if (typeof key !== 'string')
    return new CelFault('value', `is read by a ${typeName(key)}, not by a name`, range)
  const { trace } = run
  if (container instanceof CelObject) {
    const { fields, subject } = container
    const value = fields.get(key)
    if (trace) {
      const place = fields.placeOf(key)
      if (place) note(trace, place, fields.has(key) ? value : undefined)
    }
    if (value === undefined) return missing(key, range, run)
    if (!fields.has(key)) run.noteAbsent(subject, key)
    return toCel(value)
  }
  if (!isMap(container)) return new CelFault('value', `is a ${typeName(container)} without fields`, range)
  const value = Object.hasOwn(container, key) ? container[key] : undefined
  if (trace) noteBelow(container, key, value, run)
  return value === undefined ? missing(key, range, run) : toCel(value)
}

function itemAt(list: readonly CelValue[], key: CelValue, range: CelRange, run: CelRun): CelResult {
  const index = typeof key === 'bigint' ? Number(key) : key
  if (typeof index !== 'number') return new CelFault('value', `is a list, read by a ${typeName(key)}`, range)
  const value = list[index]
  if (run.trace) noteBelow(list, index, value, run)
  if (value === undefined)
    return new CelFault('value', `has ${list.length} items and none at ${index}`, range)
  return toCel(value)
}

/** Takes note of a field of a mapping or an item of a list whose own place is known. */
export function noteBelow(
  container: object,
  key: string | number,
  value: CelValue | undefined,
  { trace }: CelRun,
): void {
  const place = trace?.places.get(container)
  if (trace === undefined || place === undefined) return
  note(trace, { ...place, pointer: childPointer(place.pointer, key) }, value)
}

function missing(key: string, range: CelRange, run: CelRun): CelFault {
  // A key may be a long text that an expression made, which is gone through to be quoted.
  return spend(run, key.length, range) ?? new CelFault('value', `has no field ${quote(key)}`, range)
}

/** Whether a value has a field that is not null; undefined for a value that has none at all. */
export function hasMember(container: CelValue, key: string): boolean | undefined {
  if (container instanceof CelObject) return container.fields.has(key)
  return isMap(container) ? Object.hasOwn(container, key) : undefined
}

/** What a comprehension goes through: the items of a list, or the keys of a mapping. */
export function itemsOf(value: CelValue): readonly CelValue[] | undefined {
  if (isList(value)) return value
  if (value instanceof CelObject) return value.fields.keys()
  return isMap(value) ? Object.keys(value) : undefined
}
