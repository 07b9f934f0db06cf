import { quote } from '../diagnostics/quote.ts'
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

/** A selector, or every reason why there is none. */
export type LabelSelectorResult =
  | { readonly selector: LabelSelector; readonly faults?: undefined }
  | { readonly faults: readonly LabelSelectorFault[]; readonly selector?: undefined }

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
  return { selector: (labels) => requirements.every((requirement) => requirement(labels)) }
}

function readMatchLabels(value: Json | undefined, faults: LabelSelectorFault[]): LabelSelector[] {
  if (value === undefined || value === null) return []
  if (!isObject(value)) {
    faults.push({ pointer: '/matchLabels', problem: 'matchLabels is not a mapping' })
    return []
  }
  return Object.entries(value).map(([key, wanted]) => {
    const pointer = childPointer('/matchLabels', key)
    if (!isLabelKey(key)) faults.push({ pointer, atKey: true, problem: badKey(key) })
    checkValue(wanted, pointer, faults)
    return (labels) => labels.get(key) === wanted
  })
}

function readMatchExpressions(value: Json | undefined, faults: LabelSelectorFault[]): LabelSelector[] {
  if (value === undefined || value === null) return []
  if (!isArray(value)) {
    faults.push({ pointer: '/matchExpressions', problem: 'matchExpressions is not a list' })
    return []
  }
  return value.map((expression, index) => {
    const pointer = childPointer('/matchExpressions', index)
    if (isObject(expression)) return readExpression(expression, pointer, faults)
    faults.push({ pointer, problem: 'the expression is not a mapping' })
    return () => false
  })
}

function readExpression(
  expression: JsonObject,
  pointer: string,
  faults: LabelSelectorFault[],
): LabelSelector {
  const { key, operator } = expression
  if (typeof key !== 'string') faults.push({ pointer: `${pointer}/key`, problem: 'the key is not a string' })
  else if (!isLabelKey(key)) faults.push({ pointer: `${pointer}/key`, problem: badKey(key) })
  const values = expression['values'] ?? []
  if (!isArray(values)) {
    faults.push({ pointer: `${pointer}/values`, problem: 'values is not a list' })
    return () => false
  }
  values.forEach((each, index) => checkValue(each, `${pointer}/values/${index}`, faults))
  return readOperator(operator, String(key), new Set(values), pointer, faults)
}

function readOperator(
  operator: Json | undefined,
  key: string,
  values: ReadonlySet<Json>,
  pointer: string,
  faults: LabelSelectorFault[],
): LabelSelector {
  const needsValues = operator === 'In' || operator === 'NotIn'
  if (needsValues && values.size === 0) {
    faults.push({ pointer, problem: `the operator ${operator} needs values` })
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.size > 0) {
    faults.push({ pointer: `${pointer}/values`, problem: `the operator ${operator} takes no values` })
  }
  switch (operator) {
    case 'In':
      return (labels) => labels.has(key) && values.has(labels.get(key) ?? null)
    case 'NotIn':
      return (labels) => !labels.has(key) || !values.has(labels.get(key) ?? null)
    case 'Exists':
      return (labels) => labels.has(key)
    case 'DoesNotExist':
      return (labels) => !labels.has(key)
    default:
      faults.push({
        pointer: `${pointer}/operator`,
        problem: 'the operator is none of In, NotIn, Exists, DoesNotExist',
      })
      return () => false
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
