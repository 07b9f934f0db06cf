import type { SourceFile } from '../../model/source-file.ts'
import type { FileReading } from './file-reading.ts'
import { readFile, type FileReader } from './read-file.ts'

/**
 * A reader that reads each file once: the same text at the same path gives the same manifests, so that what two
 * versions of a repository share is one value. Of each path only the last text is known, so that memory is bounded
 * however many versions there are. `read` reads what is not known yet.
 */
export function rememberReadings(read: FileReader = readFile): FileReader {
  const known = new Map<string, { readonly file: SourceFile; readonly reading: FileReading }>()
  return (file) => {
    const last = known.get(file.path)
    if (last?.file.text === file.text && haveEqualKinds(last.file.secretKinds, file.secretKinds))
      return last.reading
    const reading = read(file)
    known.set(file.path, { file, reading })
    return reading
  }
}

function haveEqualKinds(left: readonly string[] = [], right: readonly string[] = []): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index])
}
