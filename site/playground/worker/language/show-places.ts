import { locate } from '../../../../src/diagnostics/locate.ts'
import type { FileRange, Snapshot } from '../../../../src/language/snapshot.ts'
import type { SourceFile } from '../../../../src/model/source-file.ts'
import type { ShownPlace, ShownPlaces } from '../../language-protocol.ts'
import { placeOf } from '../describe-fleet.ts'

/** So many places are listed, and so many characters of a line. */
const mostPlaces = 500
const longestLine = 120

/** Ranges of the sources with their lines. */
export function showPlaces({ files, configManifest }: Snapshot, ranges: readonly FileRange[]): ShownPlaces {
  const byPath = new Map(files.map((file) => [file.path, file]))
  if (configManifest) byPath.set(configManifest.file.path, configManifest.file)
  const shown = ranges.slice(0, mostPlaces).flatMap((range) => {
    const file = byPath.get(range.path)
    return file ? [showPlace(file, range)] : []
  })
  return { places: shown, more: Math.max(0, ranges.length - mostPlaces) }
}

function showPlace(file: SourceFile, { start, end }: FileRange): ShownPlace {
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1
  const [line = ''] = file.text
    .slice(lineStart, lineStart + longestLine)
    .trimStart()
    .split('\n')
  return { ...placeOf(locate({ file, start, end })), text: line }
}
