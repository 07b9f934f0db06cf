import { equalJson } from '../../json/equal.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { FindDefinition, SchemaType, StructuralSchema } from '../../model/structural-schema.ts'
import { parseQuantity } from '../quantity.ts'

/** Where and how a value differs from its schema; a pointer is from the value's root. No problem quotes the value. */
export type StructureFault = StructureProblem & {
  /** Whether what the value is compared with has the fault too. Default: it is compared with nothing. */
  readonly isKnown?: boolean
}

type StructureProblem =
  | { readonly kind: 'unknown-field'; readonly pointer: string; readonly known: readonly string[] }
  | { readonly kind: 'missing-field'; readonly pointer: string; readonly field: string }
  | { readonly kind: 'invalid-value'; readonly pointer: string; readonly problem: string }
  | { readonly kind: 'more-faults'; readonly pointer: string; readonly reported: number }

/** How many faults of one value are reported: a mapping of a million keys may have as many. */
const mostFaults = 1000

/** Decides whether what a value is compared with has a fault too; it is asked of every fault, each once. */
export type IsKnownFault = (fault: StructureFault) => boolean

/**
 * That in which a value differs from a schema, up to `mostFaults`, and `more-faults` where there are more. Where some are
 * known, those that are not come first and have a bound of their own, so that none is left out for what was there before.
 * Below a value of the wrong type nothing more is reported. What
 * only an API server can judge, such as patterns, lengths and rules in CEL, is not looked at.
 *
 * @param isKnown default: nothing is known, and the search ends where more is found than is reported
 */
export function checkStructure(
  value: Json,
  schema: StructuralSchema,
  definition: FindDefinition,
  isKnown?: IsKnownFault,
): readonly StructureFault[] {
  const walk: Walk = { keys: [], definition, faults: [], known: [], isKnown }
  checkValue(value, schema, walk)
  const { faults, known } = walk
  const reported = [...faults.slice(0, mostFaults), ...known.slice(0, mostFaults)]
  const rest = faults.length + known.length - reported.length
  if (rest === 0) return reported
  const more = { kind: 'more-faults', pointer: '', reported: mostFaults } as const
  return [...reported, isKnown ? { ...more, isKnown: faults.length <= mostFaults } : more]
}

interface Walk {
  /** The keys from the root to the value that is looked at. */
  readonly keys: (string | number)[]
  readonly definition: FindDefinition
  /** What is found so far and not known; the walk ends where it is one more than is reported. */
  readonly faults: StructureFault[]
  /** What is known of that, up to one more than is reported. */
  readonly known: StructureFault[]
  readonly isKnown: IsKnownFault | undefined
}

function addFault({ faults, known, isKnown }: Walk, fault: StructureProblem): void {
  if (isKnown === undefined) faults.push(fault)
  else if (!isKnown(fault)) faults.push({ ...fault, isKnown: false })
  else if (known.length <= mostFaults) known.push({ ...fault, isKnown: true })
}

function checkValue(value: Json, schema: StructuralSchema, walk: Walk): void {
  if (value === null || isFull(walk)) return
  if (schema.$ref !== undefined) return checkValue(value, walk.definition(schema.$ref), walk)
  const problem = problemOf(value, schema)
  if (problem !== undefined) {
    addFault(walk, { kind: 'invalid-value', pointer: pointerOf(walk), problem })
  } else if (isObject(value)) {
    checkFields(value, schema, walk)
  } else if (isArray(value) && schema.items !== undefined) {
    for (const [index, item] of value.entries()) checkItem(index, item, schema.items, walk)
  }
}

function checkFields(object: JsonObject, schema: StructuralSchema, walk: Walk): void {
  const { properties = {}, additionalProperties, required = [], type } = schema
  const isOpen = type === undefined || schema['x-kubernetes-preserve-unknown-fields'] === true
  for (const key of Object.keys(object)) {
    if (isFull(walk)) return
    const value = object[key] ?? null
    const field = Object.hasOwn(properties, key) ? properties[key] : additionalProperties
    if (field !== undefined) checkChild(key, value, field, walk)
    else if (!isOpen) {
      const pointer = childPointer(pointerOf(walk), key)
      addFault(walk, { kind: 'unknown-field', pointer, known: Object.keys(properties) })
    }
  }
  for (const field of required) {
    if ((getOwn(object, field) ?? null) !== null) continue
    addFault(walk, { kind: 'missing-field', pointer: pointerOf(walk), field })
  }
}

function checkItem(index: number, item: Json, schema: StructuralSchema, walk: Walk): void {
  if (item !== null || !schema.isNotNull) return checkChild(index, item, schema, walk)
  const types = [schema.type ?? 'integer or string'].flat().join(' or ')
  const pointer = childPointer(pointerOf(walk), index)
  addFault(walk, { kind: 'invalid-value', pointer, problem: `must be of type ${types}, not null` })
}

function checkChild(key: string | number, value: Json, schema: StructuralSchema, walk: Walk): void {
  walk.keys.push(key)
  checkValue(value, schema, walk)
  walk.keys.pop()
}

function isFull({ faults }: Walk): boolean {
  return faults.length > mostFaults
}

function pointerOf({ keys }: Walk): string {
  return keys.reduce<string>(childPointer, '')
}

function problemOf(value: Json, schema: StructuralSchema): string | undefined {
  const { type } = schema
  if (type !== undefined && !hasSomeType(value, type)) {
    return `must be of type ${[type].flat().join(' or ')}, not ${typeOf(value)}`
  }
  if (schema.enum?.some((each) => equalJson(each, value)) === false) {
    return `must be one of ${schema.enum.map(stringifyJson).join(', ')}`
  }
  return schema.format === undefined ? undefined : formatProblem(value, schema.format)
}

function hasSomeType(value: Json, type: SchemaType | readonly SchemaType[]): boolean {
  return typeof type === 'string' ? hasType(value, type) : type.some((each) => hasType(value, each))
}

function hasType(value: Json, type: SchemaType): boolean {
  switch (type) {
    case 'object':
      return isObject(value)
    case 'array':
      return isArray(value)
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint'
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value)
    default:
      return typeof value === type
  }
}

function typeOf(value: Json): SchemaType {
  if (isArray(value)) return 'array'
  if (isObject(value)) return 'object'
  if (hasType(value, 'integer')) return 'integer'
  return typeof value as SchemaType
}

const integerBits: Readonly<Record<string, number>> = { int32: 32, int64: 64 }
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function formatProblem(value: Json, format: string): string | undefined {
  const bits = Object.hasOwn(integerBits, format) ? integerBits[format] : undefined
  if (bits !== undefined && hasType(value, 'integer')) {
    const integer = BigInt(value as number | bigint)
    return BigInt.asIntN(bits, integer) === integer ? undefined : `must be an integer of ${bits} bits`
  }
  if (format === 'quantity' && parseQuantity(value) === undefined) {
    return 'must be a quantity, such as 500m, 2 or 1.5Gi'
  }
  // Go's decoder skips line breaks, which a block scalar has.
  if (format === 'byte' && typeof value === 'string' && !base64.test(value.replaceAll(/[\r\n]/g, ''))) {
    return 'must be base64'
  }
  return undefined
}
