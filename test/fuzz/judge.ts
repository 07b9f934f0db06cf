import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'
import { parse } from '../../src/stages/parse/parse.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { chunkText, splitDocuments } from '../../src/yaml/read/split-documents.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import { stringifyExactJson } from '../helpers/stringify-exact-json.ts'

/** What a reader makes of a file: its documents, those that are null left out, or why it refuses one of them. */
export type Answer = { readonly documents: readonly Json[] } | { readonly refused: string }

/** What the readers of Kubernetes answer. */
export interface RealAnswers {
  /** apimachinery's YAMLOrJSONDecoder, which kubectl reads files with. */
  readonly decoder: Answer
  /** sigs.k8s.io/yaml in strict mode, which reads the first document and no other. */
  readonly strict: Answer
}

/** How two readings of a file compare. */
export interface Verdict {
  /**
   * `stricter`: fedrender refuses what the others read, so nothing is rendered from it. The last four are faults:
   * another value, a value of what is refused, an exception, or a stage that reports otherwise than the reader.
   */
  readonly kind: 'same' | 'both-refuse' | 'stricter' | 'other-value' | 'laxer' | 'thrown' | 'silent'
  /** Why fedrender refuses, or what it throws. */
  readonly reason: string
}

/** Whether a verdict is one that must never be. */
export function isFault({ kind }: Verdict): boolean {
  return kind !== 'same' && kind !== 'both-refuse' && kind !== 'stricter'
}

/** How fedrender reads a file. */
export function answerOfFedrender(text: string): Answer {
  const { chunks, faults } = splitDocuments(text)
  const readings = chunks.map((chunk) => readDocument(chunkText(text, chunk), chunk.format))
  const [first] = [...faults, ...readings.flatMap((reading) => reading.problems)]
  if (first) return { refused: 'problem' in first ? first.problem : first.kind }
  const values = readings.map(({ value }) => value ?? null)
  return { documents: values.filter((value) => value !== null) }
}

/** Compares fedrender's reading of a file with those of the real readers. */
export function judge(text: string, real: RealAnswers): Verdict {
  try {
    const own = answerOfFedrender(text)
    if (!isReported(text, own)) return { kind: 'silent', reason: '' }
    const kind = compare(own, real.decoder)
    const reason = 'refused' in own ? own.refused : ''
    const isOne = kind === 'same' && isOneDocument(text)
    return { kind: isOne ? compare(answerOfReader(text), real.strict) : kind, reason }
  } catch (error) {
    return { kind: 'thrown', reason: String(error) }
  }
}

function compare(own: Answer, real: Answer): Verdict['kind'] {
  if ('refused' in own) return 'refused' in real ? 'both-refuse' : 'stricter'
  if ('refused' in real) return 'laxer'
  // A double of 2^63 has the digits of an integer in JSON: what fedrender reads is compared as JSON has it.
  const asJson = parseExactJson(stringifyExactJson([...own.documents]))
  return equalJson(asJson, [...real.documents]) ? 'same' : 'other-value'
}

/** Whether sigs.k8s.io/yaml and the decoder read the same: a text of YAML that is one document as a whole. */
function isOneDocument(text: string): boolean {
  const [chunk, second] = splitDocuments(text).chunks
  return chunk?.format === 'yaml' && !second && chunk.start === 0 && chunk.end === text.length
}

function answerOfReader(text: string): Answer {
  const { value = null, problems } = readDocument(text)
  return problems.length > 0 ? { refused: '' } : { documents: value === null ? [] : [value] }
}

/** Whether the stage says of the whole file what the reading of its documents came to. */
function isReported(text: string, own: Answer): boolean {
  const [{ manifests, unreadable }, diagnostics] = parse([{ path: 'a.yaml', text }])
  if ('refused' in own) return diagnostics.length > 0 || unreadable.length > 0 || manifests.length === 0
  return manifests.every(
    ({ value, item }) => item !== '' || own.documents.some((document) => equalJson(document, value)),
  )
}

/** One line of what test/e2e-real/read-apimachinery.go prints. */
export function parseAnswers(line: string): RealAnswers {
  const {
    json = null,
    error,
    strictError,
    objects,
    streamError,
  } = parseExactJson(line) as {
    readonly json?: Json
    readonly error?: string
    readonly strictError?: string
    readonly objects: readonly { readonly json: Json }[]
    readonly streamError?: string
  }
  const refused = error ?? strictError
  return {
    decoder:
      streamError === undefined ? { documents: objects.map((each) => each.json) } : { refused: streamError },
    strict: refused === undefined ? { documents: json === null ? [] : [json] } : { refused },
  }
}

/** An answer in one line, for messages. */
export function showAnswer(answer: Answer): string {
  return 'refused' in answer ? `refused: ${answer.refused}` : stringifyExactJson([...answer.documents])
}
