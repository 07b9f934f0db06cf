import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { readLabelSelector } from '../../kubernetes/label-selector.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import type { JsonObject } from '../../model/json.ts'

/**
 * The placement of a text: names of clusters (`us-east,eu-west`), or a selector as kubectl takes one
 * (`region=eu,tier in (gold,silver),!spot`), which has an operator somewhere. Reports `placement-invalid`.
 */
export function parsePlacement(text: string): DiagnosticResult<JsonObject> {
  const terms = splitTerms(text).map((each) => each.trim())
  const refuse = (problem: string): DiagnosticResult<JsonObject> => [
    {},
    [createDiagnostic('placement-invalid', { text, problem })],
  ]
  if (!terms.some((each) => hasOperator.test(each))) {
    const wrong = terms.find((each) => !isDns1123Subdomain(each))
    if (wrong !== undefined) return refuse('it names no cluster and has no operator of a selector')
    return [{ clusters: terms.map((name) => ({ name })) }, []]
  }
  const requirements = terms.map(readTerm)
  const read = requirements.filter((each) => each !== undefined)
  if (read.length < requirements.length) return refuse('it is not a selector that kubectl accepts')
  const clusterSelector = selectorOf(read)
  const [fault] = readLabelSelector(clusterSelector).faults ?? []
  return fault ? refuse(fault.problem) : [{ clusterSelector }, []]
}

/** The parts between commas, but for those that a closing parenthesis follows before an opening one does: a list's. */
function splitTerms(text: string): readonly string[] {
  const terms: string[] = []
  let [end, inList] = [text.length, false]
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') inList = true
    if (text[at] === '(') inList = false
    if (text[at] !== ',' || inList) continue
    terms.push(text.slice(at + 1, end))
    end = at
  }
  return [...terms, text.slice(0, end)].reverse()
}

const hasOperator = /[=!(]/

interface Requirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

/** One requirement of a selector (apimachinery: pkg/labels/selector.go, Parse). */
function readTerm(term: string): Requirement | undefined {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(term)
  if (set) {
    const [, key = '', word, list = ''] = set
    return {
      key,
      operator: word === 'in' ? 'In' : 'NotIn',
      values: list.split(',').map((each) => each.trim()),
    }
  }
  const [, key = '', sign, value = ''] = /^([^=!\s]+)\s*(==?|!=)([^=!]*)$/.exec(term) ?? []
  if (sign !== undefined)
    return { key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value.trimStart()] }
  const [, not, bare] = /^(!?)\s*([^=!()\s]+)$/.exec(term) ?? []
  if (bare === undefined) return undefined
  return { key: bare, operator: not === '!' ? 'DoesNotExist' : 'Exists', values: [] }
}

/** An equality is a matchLabel, unless its key has one already. */
function selectorOf(requirements: readonly Requirement[]): JsonObject {
  const isEquality = ({ operator, values }: Requirement): boolean => operator === 'In' && values.length === 1
  const equalities = requirements.filter(
    (each, index) =>
      isEquality(each) &&
      requirements.findIndex((other) => isEquality(other) && other.key === each.key) === index,
  )
  const others = requirements.filter((each) => !equalities.includes(each))
  const matchLabels = Object.fromEntries(equalities.map(({ key, values: [value = ''] }) => [key, value]))
  const matchExpressions = others.map(({ key, operator, values }) => ({
    key,
    operator,
    ...(values.length > 0 && { values }),
  }))
  return {
    ...(equalities.length > 0 && { matchLabels }),
    ...(others.length > 0 && { matchExpressions }),
  }
}
