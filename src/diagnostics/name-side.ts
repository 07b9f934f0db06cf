import type { Manifest } from '../model/manifest.ts'
import type { Place } from '../model/place.ts'
import type { SourceFile } from '../model/source-file.ts'
import type { Diagnostic } from './diagnostic.ts'
import { printable } from '../text/quote.ts'

/**
 * The diagnostics of one side of a comparison, distinguished from those of the other: `prefix` goes before every path,
 * as in `origin/main:shop/web.yaml`, and before the message of what has no place.
 */
export function nameSide(diagnostics: readonly Diagnostic[], prefix: string): readonly Diagnostic[] {
  const renamed = new Map<SourceFile, SourceFile>()
  const rename = (file: SourceFile): SourceFile => {
    const known = renamed.get(file) ?? { ...file, path: `${prefix}${file.path}` }
    renamed.set(file, known)
    return known
  }
  const renameManifest = (manifest: Manifest): Manifest => ({ ...manifest, file: rename(manifest.file) })
  const renamePlace = (place: Place): Place =>
    'manifest' in place
      ? { ...place, manifest: renameManifest(place.manifest) }
      : { ...place, file: rename(place.file) }
  return diagnostics.map((each) => ({
    ...each,
    ...(each.at ? { at: renamePlace(each.at) } : { message: `${printable(prefix)} ${each.message}` }),
    related: each.related.map((other) => ({ ...other, at: renamePlace(other.at) })),
  }))
}
