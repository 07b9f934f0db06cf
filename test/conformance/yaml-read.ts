import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import type { DocumentReading } from '../../src/yaml/read/read-nodes.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Result, Suite } from './conformance.ts'

interface ReadCase {
  readonly yaml: string
  readonly json?: Json
  readonly error?: string
}

/** A difference that was decided upon. */
interface Exception {
  readonly reason: string
  readonly covers: (yamlCase: ReadCase, reading: DocumentReading) => boolean
}

const exceptions: readonly Exception[] = [
  {
    reason: 'go-yaml reads the comma of `[!tag, x]` as a part of the tag and so loses an item; an error here',
    covers: ({ error }, { problems }) =>
      error === undefined &&
      problems.some((each) => each.kind === 'syntax' && each.problem.includes('a tag takes in')),
  },
]

/** A document means what sigs.k8s.io/yaml makes of it in strict mode, or is an error where that is one. */
export const yamlReadSuite: Suite = {
  name: 'yaml-read',
  run: (line) => {
    const yamlCase = parseExactJson(line) as unknown as ReadCase
    const reading = readDocument(firstDocument(yamlCase.yaml))
    if (agrees(yamlCase, reading)) return { kind: 'match' }
    const exception = exceptions.find(({ covers }) => covers(yamlCase, reading))
    if (exception) return { kind: 'exception', reason: exception.reason }
    return mismatch(yamlCase, reading)
  },
}

function agrees({ json, error }: ReadCase, { value }: DocumentReading): boolean {
  if (error !== undefined || value === undefined) return error !== undefined && value === undefined
  return equalJson(value, json ?? null)
}

function mismatch({ json, error }: ReadCase, { value, problems }: DocumentReading): Result {
  const problem = problems.map((each) => (each.kind === 'syntax' ? each.problem : each.kind)).join('; ')
  return {
    kind: 'mismatch',
    expected: error === undefined ? (json ?? null) : `error: ${error}`,
    actual: value === undefined ? `error: ${problem}` : value,
  }
}

/** go-yaml reads the first document of a text; where documents come from a stream, they are split before. */
function firstDocument(yaml: string): string {
  const start = /^(?:\ufeff?(?:[ \t]*(?:#.*)?\n|%.*\n)*)---/.exec(yaml)?.[0].length ?? 0
  const next = yaml.slice(start).search(/^---(?=\s)/m)
  return next === -1 || (next === 0 && start === 0) ? yaml : yaml.slice(0, start + next)
}
