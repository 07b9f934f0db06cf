import type { JsonObject } from './json.ts'
import type { SourceFile } from './source-file.ts'

/**
 * One mapping of one document of one source file, or one item of a `List` in it.
 * `start` and `end` are the offsets of the document's text in the file; `item` is the JSON pointer from
 * the document's root to this mapping (`''`, or `/items/3`).
 */
export interface Manifest {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
  readonly item: string
  readonly value: JsonObject
}

/** Whether a value is a manifest. */
export function isManifest(value: object): value is Manifest {
  return 'file' in value && 'item' in value && 'value' in value
}
