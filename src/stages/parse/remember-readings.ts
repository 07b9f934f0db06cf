import type { SourceFile } from '../../model/source-file.ts'
import type { FileReading } from './file-reading.ts'
import { readFile, type FileReader } from './read-file.ts'

/** A base, a head and the commits of their waves take turns and do not displace each other, and each may be read as it is and marked (`secretKinds`). */
const mostReadings = 16

/**
 * A reader that reads each file once: the same text at the same path gives the same manifests, so that what two
 * versions of a repository share is one value. Of each path the last texts are known, so that memory is bounded
 * however many versions there are. `read` reads what is not known yet.
 */
export function rememberReadings(read: FileReader = readFile): FileReader {
  const known = new Map<string, readonly KnownReading[]>()
  return (file) => {
    const ofPath = known.get(file.path) ?? []
    const last = ofPath.find((each) => isSame(each.file, file)) ?? { file, reading: read(file) }
    if (last !== ofPath[0]) {
      const others = ofPath.filter((each) => each !== last)
      known.set(file.path, [last, ...others].slice(0, mostReadings))
    }
    return last.reading
  }
}

interface KnownReading {
  readonly file: SourceFile
  readonly reading: FileReading
}

function isSame(known: SourceFile, file: SourceFile): boolean {
  return (
    known.text === file.text &&
    known.commit === file.commit &&
    haveEqualKinds(known.secretKinds, file.secretKinds)
  )
}

function haveEqualKinds(left: readonly string[] = [], right: readonly string[] = []): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index])
}
