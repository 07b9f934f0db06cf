import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { SkipReason, UnreadableSource } from '../../model/parsed-sources.ts'
import type { Span } from '../../model/place.ts'

/** What one file holds. */
export interface FileReading {
  readonly manifests: readonly Manifest[]
  readonly unreadable: readonly UnreadableSource[]
  readonly documents: number
  /** One entry for each document that was left alone. */
  readonly skipped: readonly SkipReason[]
  /** The file is a template: the caller reports its directory. */
  readonly isTemplate: boolean
  readonly diagnostics: readonly Diagnostic[]
}

/** A file that holds nothing. */
export const nothing: FileReading = {
  manifests: [],
  unreadable: [],
  documents: 0,
  skipped: [],
  isTemplate: false,
  diagnostics: [],
}

const mentionsFleet = /KubeFedCluster|FederatedTypeConfig|KubeFedConfig/

/** A part of a file that nobody could read. */
export function lose({ file, start, end }: Span): UnreadableSource {
  return { file, start, end, mentionsFleet: mentionsFleet.test(file.text.slice(start, end)) }
}
