import { readFileSync } from 'node:fs'
import type { JsonObject } from '../../../../../src/model/json.ts'

/** What a real API server answered to a request of a case. */
export interface ServerSaid {
  readonly code: number
  readonly message: string
  readonly warnings: readonly string[]
  /** What its admission wrote to the audit log. */
  readonly annotations: Readonly<Record<string, string>>
}

/** What Kubernetes' own code answers, as the package says it. */
export interface CodeSaid {
  readonly code?: number
  readonly message?: string
  readonly warnings?: readonly string[]
  readonly verdicts?: readonly CodeVerdict[]
}

interface CodeVerdict {
  readonly effect: string
  readonly policy?: string
  readonly message: string
}

/** What both answered. */
export interface RecordedAnswer {
  /** The name of the case, and the number of the request in it, from 0. */
  readonly case: string
  readonly request: number
  readonly object: JsonObject
  readonly server: ServerSaid
  readonly code: CodeSaid
}

/** Where the answers are recorded, each in a line. */
export const answersFile: URL = new URL('./answers.jsonl', import.meta.url)

/** The answers of kube-apiserver 1.34.4 and of the package of 1.34, as `npm run e2e:real` records them. */
export const recordedAnswers: readonly RecordedAnswer[] = readFileSync(answersFile, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as RecordedAnswer)

/** In what the two differ, in words; nothing where they say the same. */
export function differences(
  server: ServerSaid,
  { code, message, warnings = [], verdicts = [] }: CodeSaid,
): readonly string[] {
  const of = (effect: string): readonly string[] =>
    verdicts.filter((each) => each.effect === effect).map((each) => each.message)
  const refusals = [...(code === undefined ? [] : [message ?? '']), ...of('refused')]
  const isRefused = server.code >= 400
  const found: string[] = []
  if (isRefused !== refusals.length > 0) found.push(`refused by the ${isRefused ? 'server' : 'code'} alone`)
  if (isRefused && !refusals.some((each) => server.message.endsWith(each)))
    found.push('refused in other words')
  const said = new Set([...warnings, ...of('warned')])
  if (!isEqual(said, new Set(server.warnings))) found.push('other warnings')
  const noted = new Set(of('noted').map(inNoOrder))
  const written = Object.entries(server.annotations).map(
    ([key, value]) => `audit annotation ${key}: ${wordsOf(key, value)}`,
  )
  // Of several failures the server writes the first alone.
  const isSame = written.every((each) => noted.has(inNoOrder(each))) && written.length > 0 === noted.size > 0
  if (!isSame) found.push('other annotations')
  return found
}

function isEqual(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each))
}

/** What several parameters make of an annotation is joined in the order of Go's maps, another one at each start of a server. */
function inNoOrder(note: string): string {
  return note.split(/: |, /).sort().join()
}

/** The key under which failures are written, as a list. */
const failureKey = 'validation.policy.admission.k8s.io/validation_failure'

function wordsOf(key: string, value: string): string {
  if (key !== failureKey) return value
  const [first] = JSON.parse(value) as readonly { readonly message: string }[]
  return first?.message ?? ''
}
