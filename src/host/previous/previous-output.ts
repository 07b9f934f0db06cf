import type { ForeignFile } from '../../model/foreign-file.ts'
import { compareText } from '../../text/compare-text.ts'
import type { OutputListing } from '../output/output-listing.ts'

/** The rendered files of an earlier run: what was published, whatever the output directory holds now. */
export interface PreviousOutput {
  /** The id of the commit that holds it; absent for a directory. */
  readonly commit?: string
  /** The sorted paths of fedrender's own files, relative to the output directory. */
  readonly paths: readonly string[]
  /** All that is there, with `paths`. */
  readonly listing: OutputListing
  /** The content of one of fedrender's own files. */
  readonly read: (path: string) => Uint8Array
}

/** What an earlier output holds beside fedrender's own files, sorted by path. */
export function foreignIn({
  paths,
  listing,
}: Pick<PreviousOutput, 'paths' | 'listing'>): readonly ForeignFile[] {
  const own = new Set(paths)
  return [...listing.entries]
    .filter(([path]) => !own.has(path))
    .map(([path, kind]) => ({ path, kind }))
    .sort((left, right) => compareText(left.path, right.path))
}
