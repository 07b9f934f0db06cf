import { equalJson } from '../../src/json/equal.ts'
import type { Json } from '../../src/model/json.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { chunkText, splitDocuments } from '../../src/yaml/read/split-documents.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface StreamCase {
  readonly yaml: string
  readonly documents: readonly Json[]
  readonly error?: string
}

/**
 * A stream holds the documents that kubectl's decoder finds, empty ones dropped, or is an error where that is one.
 * kubectl stops at the first bad document; fedrender also reads those behind it, and writes nothing.
 */
export const yamlStreamSuite: Suite = {
  name: 'yaml-stream',
  run: (line) => {
    const { yaml, documents, error } = parseExactJson(line) as unknown as StreamCase
    const { chunks, faults } = splitDocuments(yaml)
    const values = chunks.map((chunk) => readDocument(chunkText(yaml, chunk), chunk.format).value)
    const isRefused = faults.length > 0 || values.includes(undefined)
    const held = values.filter((value): value is Json => value !== undefined && value !== null)
    if (error !== undefined && isRefused) return { kind: 'match' }
    if (error === undefined && !isRefused && equalJson(held, documents)) return { kind: 'match' }
    return {
      kind: 'mismatch',
      expected: error === undefined ? documents : `error: ${error}`,
      actual: isRefused ? 'error' : held,
    }
  },
}
