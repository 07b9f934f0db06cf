import { generatedHeader } from './generated-header.ts'
import type { JsonObject } from '../model/json.ts'
import { serialize } from '../yaml/write/serialize.ts'

/**
 * The text of an object's file: the header by which a file is known, a comment if any, the object. What any reader of
 * YAML takes for the end of a line ends no comment.
 */
export function objectText(object: JsonObject, comment?: string): string {
  const lines = comment === undefined ? [] : comment.split(/[\r\n\u0085\u2028\u2029]/)
  const comments = lines.map((line) => `# ${line}\n`).join('')
  return `${generatedHeader}\n${comments}${serialize(object)}`
}
