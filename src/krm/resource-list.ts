import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { isArray, isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { SourceFile } from '../model/source-file.ts'
import { describeProblem } from '../stages/parse/describe-problem.ts'
import { composeDocument, type ComposedDocument } from '../yaml/edit/compose-document.ts'
import { findListLines } from '../yaml/read/list-lines.ts'
import { readDocument } from '../yaml/read/read-document.ts'
import { serialize } from '../yaml/write/serialize.ts'
import { chunkText, splitDocuments } from '../yaml/read/split-documents.ts'
import { findItemFile, type ItemFile } from './annotations.ts'
import type { FunctionResult } from './function-result.ts'

/** One object that an orchestrator, such as kpt or kustomize, hands to a function. */
export interface ResourceItem {
  readonly value: JsonObject
  /** Its lines as an item of a list, from the dash; as they were given, comments included, where that is possible. */
  readonly lines: string
  /** The path from which the orchestrator read it; absent where no annotation names one. */
  readonly file?: ItemFile
}

/** The input of a KRM function (kustomize: cmd/config/docs/api-conventions/functions-spec.md). */
export interface ResourceList {
  readonly apiVersion: string
  readonly items: readonly ResourceItem[]
  readonly functionConfig?: JsonObject
}

/**
 * Reads the ResourceList that an orchestrator writes, in YAML or JSON. Reports `resource-list-invalid`, and what keeps
 * the text from being read: `yaml-syntax`, `yaml-duplicate-key`, `yaml-merge-override`, `yaml-too-deep`.
 */
export function readResourceList(file: SourceFile): DiagnosticResult<ResourceList | undefined> {
  const invalid = (problem: string): DiagnosticResult<undefined> => [
    undefined,
    [createDiagnostic('resource-list-invalid', { problem })],
  ]
  const { chunks, faults } = splitDocuments(file.text)
  const [chunk, second] = chunks
  if (chunk === undefined) return invalid('holds no document')
  if (second !== undefined || faults.length > 0) return invalid('holds more than one document')
  const text = chunkText(file.text, chunk)
  const reading = readDocument(text, chunk.format)
  const { value } = reading
  if (value === undefined) {
    const document = { ...chunk, file }
    return [undefined, reading.problems.map((problem): Diagnostic => describeProblem(document, problem))]
  }
  if (!isResourceList(value)) return invalid('is not an object of kind ResourceList')
  const { apiVersion, items, functionConfig } = value
  const values = items ?? []
  if (!isArray(values) || !values.every(isObject)) return invalid('has items that are not a list of objects')
  const lines = itemLines(composeDocument(text, chunk.format), values)
  return [
    {
      apiVersion,
      items: values.map((each, index) => createItem(each, lines[index] ?? '')),
      ...(isObject(functionConfig) && { functionConfig }),
    },
    [],
  ]
}

function isResourceList(value: Json): value is JsonObject & { readonly apiVersion: string } {
  return isObject(value) && value['kind'] === 'ResourceList' && typeof value['apiVersion'] === 'string'
}

function createItem(value: JsonObject, lines: string): ResourceItem {
  const file = findItemFile(value)
  return { value, lines, ...(file && { file }) }
}

/**
 * The lines as they were written, so that an item goes through a function unchanged; else lines that are serialized
 * from the values.
 */
function itemLines(document: ComposedDocument, values: readonly JsonObject[]): readonly string[] {
  const ranges = findListLines(document, 'items')
  if (ranges === undefined) return values.map((value) => asListItem(serialize(value)))
  return ranges.map(({ start, end }) => {
    const lines = document.text.slice(start, end)
    const indent = lines.indexOf('-')
    const dedented = indent === 0 ? lines : lines.replaceAll(new RegExp(`^ {${indent}}`, 'gm'), '')
    return dedented.endsWith('\n') ? dedented : `${dedented}\n`
  })
}

/** The text of a document as an item of a list. */
export function asListItem(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n')
  return lines.map((line, index) => (index === 0 ? '- ' : line === '' ? '' : '  ') + line + '\n').join('')
}

/** The text of an item as a document of its own. */
export function documentOf({ lines }: ResourceItem): string {
  return ` ${lines.slice(1)}`
}

/** The text of a ResourceList: what a function gives back. `items` are lines, as of `ResourceItem`. */
export function formatResourceList(
  apiVersion: string,
  items: readonly string[],
  results: readonly FunctionResult[],
): string {
  const list = items.length === 0 ? 'items: []\n' : `items:\n${items.join('')}`
  const found = results.length === 0 ? '' : serialize({ results: results.map(toJson) })
  return `${serialize({ apiVersion, kind: 'ResourceList' })}${list}${found}`
}

/** Results are plain data. */
function toJson(result: FunctionResult): JsonObject {
  return { ...result } as unknown as JsonObject
}
