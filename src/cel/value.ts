import type { Json } from '../model/json.ts'

/** What made a value: a field of something that the caller knows. */
export interface ValuePlace {
  readonly subject: unknown
  /** A JSON pointer in the subject. */
  readonly pointer: string
}

/** How the fields of a typed value are read. */
export interface CelFields {
  /** Undefined where there is no such field. */
  readonly get: (name: string) => CelValue | undefined
  /** Whether there is a field; one with a defined value may be absent all the same. */
  readonly has: (name: string) => boolean
  /** All names, for a value that can be gone through. */
  readonly keys: () => readonly string[]
  /** Where a field comes from; undefined for what no source holds. */
  readonly placeOf: (name: string) => ValuePlace | undefined
}

/** A value that is read field by field, as a cluster or an object is: nothing of it is copied. */
export class CelObject {
  readonly fields: CelFields
  /** What the caller made it of. */
  readonly subject: unknown

  constructor(subject: unknown, fields: CelFields) {
    this.subject = subject
    this.fields = fields
  }
}

/** A list of an expression; nothing may write to one. */
export interface CelList extends ReadonlyArray<CelValue> {}

/** A mapping of an expression; a view is none. */
export type CelMap = { readonly [key: string]: CelValue }

/** A value of an expression. An integer is a bigint in an expression, and may be a number where it comes from JSON. */
export type CelValue = Json | CelObject | CelList | CelMap

/** Why an expression has no value. */
export class CelFault {
  /** `cost` ends the whole evaluation; all else may be outweighed, as by another item of `exists`. */
  readonly kind: 'cost' | 'value'
  /** A sentence without its subject: `has no field "spec"`. */
  readonly problem: string
  /** The part of the expression. */
  readonly range: { readonly start: number; readonly end: number }

  constructor(
    kind: 'cost' | 'value',
    problem: string,
    range: { readonly start: number; readonly end: number },
  ) {
    this.kind = kind
    this.problem = problem
    this.range = range
  }
}

/** A value, or why there is none. */
export type CelResult = CelValue | CelFault

/** Whether a value is a list. */
export function isList(value: CelResult): value is CelList {
  return Array.isArray(value)
}

/** Whether a value is a mapping of JSON. */
export function isMap(value: CelResult): value is CelMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof CelObject) &&
    !(value instanceof CelFault)
  )
}

/** A value as an expression has it: whole numbers are integers. */
export function toCel(value: CelValue): CelValue {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}

/** The name of a value's type in messages. */
export function typeName(value: CelValue): string {
  if (value === null) return 'null'
  if (isList(value)) return 'list'
  switch (typeof value) {
    case 'bigint':
      return 'int'
    case 'number':
      return Number.isSafeInteger(value) ? 'int' : 'double'
    case 'boolean':
      return 'bool'
    case 'string':
      return 'string'
    default:
      return 'map'
  }
}
