import type { Manifest } from './manifest.ts'
import type { SourceFile } from './source-file.ts'

/** A range of offsets in a source file; `end` is exclusive. */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

/**
 * A field of a manifest, by JSON pointer from the manifest's root. Offsets are found only when a message is
 * printed; the place of a field that is not there is its nearest ancestor that is.
 */
export interface Reference {
  readonly manifest: Manifest
  readonly pointer: string
  /** An entry is key and value, with all that is below. */
  readonly part: 'key' | 'value' | 'entry'
}

/** The place of something in the sources. */
export type Place = Span | Reference

/** The file that a place is in. */
export function fileOf(place: Place): SourceFile {
  return 'manifest' in place ? place.manifest.file : place.file
}

/** A reference to the value at a pointer of a manifest. */
export function valueAt(manifest: Manifest, pointer: string): Reference {
  return { manifest, pointer, part: 'value' }
}

/** A reference to the key at a pointer of a manifest. */
export function keyAt(manifest: Manifest, pointer: string): Reference {
  return { manifest, pointer, part: 'key' }
}

/** A reference to the key at a pointer of a manifest and to all of its value; at `''`, to the whole manifest. */
export function entryAt(manifest: Manifest, pointer: string): Reference {
  return { manifest, pointer, part: 'entry' }
}
