import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { readLabelSelector } from '../../kubernetes/label-selector.ts'
import { isDns1123Subdomain } from '../../kubernetes/names.ts'
import { parseSelector, splitTerms } from '../../kubernetes/parse-selector.ts'
import type { JsonObject } from '../../model/json.ts'

/**
 * The placement of a text: names of clusters (`us-east,eu-west`), or a selector as kubectl takes one
 * (`region=eu,tier in (gold,silver),!spot`), which has an operator somewhere. Reports `placement-invalid`.
 */
export function parsePlacement(text: string): DiagnosticResult<JsonObject> {
  const terms = splitTerms(text)
  const refuse = (problem: string): DiagnosticResult<JsonObject> => [
    {},
    [createDiagnostic('placement-invalid', { text, problem })],
  ]
  if (!terms.some((each) => hasOperator.test(each))) {
    const wrong = terms.find((each) => !isDns1123Subdomain(each))
    if (wrong !== undefined) return refuse('it names no cluster and has no operator of a selector')
    return [{ clusters: terms.map((name) => ({ name })) }, []]
  }
  const clusterSelector = parseSelector(text)
  if (clusterSelector === undefined) return refuse('it is not a selector that kubectl accepts')
  const [fault] = readLabelSelector(clusterSelector).faults ?? []
  return fault ? refuse(fault.problem) : [{ clusterSelector }, []]
}

const hasOperator = /[=!(]/
