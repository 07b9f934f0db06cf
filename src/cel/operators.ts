import { hasMember, itemsOf } from './member.ts'
import { spend, textSteps, type CelRange, type CelRun } from './run.ts'
import {
  CelFault,
  isList,
  isMap,
  toCel,
  typeName,
  type CelList,
  type CelMap,
  type CelResult,
  type CelValue,
} from './value.ts'

/** Whether two values are the same, numbers by their value; a fault where the budget is spent on the way. */
export function equal(left: CelValue, right: CelValue, range: CelRange, run: CelRun): boolean | CelFault {
  // Two texts of one length are gone through to be compared, even where they are the same.
  const isTexts = typeof left === 'string' && typeof right === 'string' && left.length === right.length
  const spent = spend(run, 1 + (isTexts ? textSteps(left) : 0), range)
  if (spent) return spent
  if (left === right) return true
  if (isNumber(left) && isNumber(right)) return isSameNumber(left, right)
  if (isList(left) && isList(right)) return isSameList(left, right, range, run)
  return isMap(left) && isMap(right) ? isSameMap(left, right, range, run) : false
}

function isSameList(left: CelList, right: CelList, range: CelRange, run: CelRun): boolean | CelFault {
  if (left.length !== right.length) return false
  for (const [index, each] of left.entries()) {
    const verdict = equal(each, right[index] ?? null, range, run)
    if (verdict !== true) return verdict
  }
  return true
}

function isSameMap(left: CelMap, right: CelMap, range: CelRange, run: CelRun): boolean | CelFault {
  const keys = Object.keys(left)
  const count = Object.keys(right).length
  const spent = spend(run, keys.length + count, range)
  if (spent) return spent
  if (keys.length !== count || !keys.every((key) => Object.hasOwn(right, key))) return false
  for (const key of keys) {
    const verdict = equal(left[key] ?? null, right[key] ?? null, range, run)
    if (verdict !== true) return verdict
  }
  return true
}

function isNumber(value: CelValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

/** Whether two numbers have one value, be it of an integer and a double; `===` takes these for two. */
function isSameNumber(left: number | bigint, right: number | bigint): boolean {
  if (typeof left === typeof right) return left === right
  return isWhole(left) && isWhole(right) && BigInt(left) === BigInt(right)
}

function isWhole(value: number | bigint): boolean {
  return typeof value === 'bigint' || Number.isInteger(value)
}

/** Whether a list has an item, or a mapping a key. */
export function contains(container: CelValue, item: CelValue, range: CelRange, run: CelRun): CelResult {
  if (!isList(container)) {
    const spent = typeof item === 'string' ? spend(run, textSteps(item), range) : undefined
    const found = typeof item === 'string' ? hasMember(container, item) : undefined
    return (
      spent ??
      found ??
      new CelFault('value', `looks for a ${typeName(item)} in a ${typeName(container)}`, range)
    )
  }
  for (const each of container) {
    const verdict = equal(toCel(each), item, range, run)
    if (verdict !== false) return verdict
  }
  return false
}

const maxInt = 2n ** 63n

/** The result of `<`, `<=`, `>`, `>=`, `+`, `-`, `*`, `/` or `%`. */
export function calculate(
  operator: string,
  values: readonly [CelValue, CelValue],
  range: CelRange,
): CelResult {
  const [left, right] = values
  const compared = compare(operator, left, right)
  if (compared !== undefined) return compared
  if (operator === '+') {
    if (typeof left === 'string' && typeof right === 'string') return left + right
    if (isList(left) && isList(right)) return [...left, ...right]
  }
  const result = arithmetic(operator, left, right)
  if (typeof result === 'bigint' && (result >= maxInt || result < -maxInt)) {
    return new CelFault('value', 'is an integer of more than 64 bits', range)
  }
  if (result !== undefined) return result
  const isZero = (operator === '/' || operator === '%') && right === 0n
  const problem = isZero ? 'divides by 0' : `has no meaning: ${typeName(left)} ${operator} ${typeName(right)}`
  return new CelFault('value', problem, range)
}

function compare(operator: string, left: CelValue, right: CelValue): boolean | undefined {
  const isOrdered =
    (isNumber(left) && isNumber(right)) || (typeof left === typeof right && isScalar(left) && isScalar(right))
  if (!isOrdered || left === null || right === null) return undefined
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    default:
      return undefined
  }
}

function isScalar(value: CelValue): boolean {
  return typeof value === 'string' || typeof value === 'boolean'
}

function arithmetic(operator: string, left: CelValue, right: CelValue): CelValue | undefined {
  if (typeof left === 'bigint' && typeof right === 'bigint') return ofIntegers(operator, left, right)
  return isNumber(left) && isNumber(right) ? ofDoubles(operator, Number(left), Number(right)) : undefined
}

/** Also of an integer and a double, since JSON does not distinguish 2 and 2.0. */
function ofDoubles(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    default:
      return undefined
  }
}

function ofIntegers(operator: string, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return right === 0n ? undefined : left / right
    case '%':
      return right === 0n ? undefined : left % right
    default:
      return undefined
  }
}

/** How many items or characters a value has; undefined where it has neither. */
export function lengthOf(value: CelValue, range: CelRange, run: CelRun): bigint | CelFault | undefined {
  if (typeof value === 'string') return spend(run, value.length >> 2, range) ?? BigInt(charactersOf(value))
  const items = itemsOf(value)
  if (items === undefined) return undefined
  // The keys of a mapping are listed to be counted.
  return (isList(value) ? undefined : spend(run, items.length, range)) ?? BigInt(items.length)
}

/** How many code points a text has. */
function charactersOf(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; count += 1) at += (text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1
  return count
}
