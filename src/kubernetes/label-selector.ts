import { quote } from '../text/quote.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { isArray, isObject } from '../json/own.ts'
import { childPointer } from '../json/pointer.ts'
import { isLabelKey, isLabelValue } from './names.ts'

/** Decides whether labels are selected. */
export type LabelSelector = (labels: ReadonlyMap<string, string>) => boolean

/** What is wrong with a selector; `pointer` is relative to the selector. */
export interface LabelSelectorFault {
  readonly pointer: string
  /** Whether the key at the pointer is wrong, and not its value. */
  readonly atKey?: boolean
  readonly problem: string
}

/** One label that a selector asks for; `pointer` is relative to the selector. */
export interface LabelRequirement {
  readonly pointer: string
  readonly key: string
  /** What the label is asked to be, as kubectl writes selectors: `region=eu`, `tier in (gold, silver)`, `!spot`. */
  readonly text: string
  readonly isMet: LabelSelector
}

/** A selector with its requirements, all of which labels must meet, or every reason why there is none. */
export type LabelSelectorResult =
  | {
      readonly selector: LabelSelector
      /** None for `{}`, which selects everything; undefined where the selector is absent and selects nothing. */
      readonly requirements?: readonly LabelRequirement[]
      readonly faults?: undefined
    }
  | {
      readonly faults: readonly LabelSelectorFault[]
      readonly selector?: undefined
      readonly requirements?: undefined
    }

/**
 * Reads a LabelSelector (Kubernetes: apimachinery pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector): absent or
 * null selects nothing, `{}` everything; NotIn and DoesNotExist match labels that lack the key.
 * Keys, operators and values are checked as NewRequirement (pkg/labels/selector.go) checks them.
 */
export function readLabelSelector(value: Json | undefined): LabelSelectorResult {
  if (value === undefined || value === null) return { selector: () => false }
  if (!isObject(value)) return { faults: [{ pointer: '', problem: 'it is not a mapping' }] }
  const faults: LabelSelectorFault[] = []
  const requirements = [
    ...readMatchLabels(value['matchLabels'], faults),
    ...readMatchExpressions(value['matchExpressions'], faults),
  ]
  if (faults.length > 0) return { faults }
  return { selector: (labels) => requirements.every(({ isMet }) => isMet(labels)), requirements }
}

function readMatchLabels(value: Json | undefined, faults: LabelSelectorFault[]): LabelRequirement[] {
  if (value === undefined || value === null) return []
  if (!isObject(value)) {
    faults.push({ pointer: '/matchLabels', problem: 'matchLabels is not a mapping' })
    return []
  }
  return Object.entries(value).map(([key, wanted]) => {
    const pointer = childPointer('/matchLabels', key)
    if (!isLabelKey(key)) faults.push({ pointer, atKey: true, problem: badKey(key) })
    checkValue(wanted, pointer, faults)
    return { pointer, key, text: `${key}=${String(wanted)}`, isMet: (labels) => labels.get(key) === wanted }
  })
}

function readMatchExpressions(value: Json | undefined, faults: LabelSelectorFault[]): LabelRequirement[] {
  if (value === undefined || value === null) return []
  if (!isArray(value)) {
    faults.push({ pointer: '/matchExpressions', problem: 'matchExpressions is not a list' })
    return []
  }
  return value.flatMap((expression, index) => {
    const pointer = childPointer('/matchExpressions', index)
    if (isObject(expression)) return readExpression(expression, pointer, faults) ?? []
    faults.push({ pointer, problem: 'the expression is not a mapping' })
    return []
  })
}

function readExpression(
  expression: JsonObject,
  pointer: string,
  faults: LabelSelectorFault[],
): LabelRequirement | undefined {
  const { key, operator } = expression
  if (typeof key !== 'string') faults.push({ pointer: `${pointer}/key`, problem: 'the key is not a string' })
  else if (!isLabelKey(key)) faults.push({ pointer: `${pointer}/key`, problem: badKey(key) })
  const values = expression['values'] ?? []
  if (!isArray(values)) {
    faults.push({ pointer: `${pointer}/values`, problem: 'values is not a list' })
    return undefined
  }
  values.forEach((each, index) => checkValue(each, `${pointer}/values/${index}`, faults))
  checkOperator(operator, values, pointer, faults)
  return readOperator(operator, String(key), values, pointer)
}

function checkOperator(
  operator: Json | undefined,
  { length }: readonly Json[],
  pointer: string,
  faults: LabelSelectorFault[],
): void {
  if (operator === 'In' || operator === 'NotIn') {
    if (length === 0) faults.push({ pointer, problem: `the operator ${operator} needs values` })
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (length === 0) return
    faults.push({ pointer: `${pointer}/values`, problem: `the operator ${operator} takes no values` })
  } else {
    const problem = 'the operator is none of In, NotIn, Exists, DoesNotExist'
    faults.push({ pointer: `${pointer}/operator`, problem })
  }
}

function readOperator(
  operator: Json | undefined,
  key: string,
  list: readonly Json[],
  pointer: string,
): LabelRequirement | undefined {
  const values = new Set(list)
  const isAmong: LabelSelector = (labels) => labels.has(key) && values.has(labels.get(key) ?? null)
  const listed = `(${list.map(String).join(', ')})`
  switch (operator) {
    case 'In':
      return { pointer, key, text: `${key} in ${listed}`, isMet: isAmong }
    case 'NotIn':
      return { pointer, key, text: `${key} notin ${listed}`, isMet: (labels) => !isAmong(labels) }
    case 'Exists':
      return { pointer, key, text: key, isMet: (labels) => labels.has(key) }
    case 'DoesNotExist':
      return { pointer, key, text: `!${key}`, isMet: (labels) => !labels.has(key) }
    default:
      return undefined
  }
}

function badKey(key: string): string {
  return `${quote(key)} is not a valid label key`
}

function checkValue(value: Json, pointer: string, faults: LabelSelectorFault[]): void {
  if (typeof value !== 'string' || !isLabelValue(value)) {
    const problem = `${typeof value === 'string' ? quote(value) : 'the value'} is not a valid label value`
    faults.push({ pointer, problem })
  }
}
