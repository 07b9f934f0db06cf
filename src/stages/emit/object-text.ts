import { generatedHeader } from '../../model/generated-header.ts'
import type { JsonObject } from '../../model/json.ts'
import { serialize } from '../../yaml/serialize.ts'

/** The text of an object's file: the header by which a file is known, a comment if any, the object. */
export function objectText(object: JsonObject, comment?: string): string {
  const comments = comment === undefined ? '' : `# ${comment}\n`
  return `${generatedHeader}\n${comments}${serialize(object)}`
}
