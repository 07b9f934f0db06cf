import { readFile, type FileReader, type FileReading } from './read-file.ts'

/**
 * A reader that reads each file once: the same text at the same path gives the same manifests, so that what two
 * versions of a repository share is one value. Of each path only the last text is known, so that memory is bounded
 * however many versions there are.
 */
export function rememberReadings(): FileReader {
  const known = new Map<string, { readonly text: string; readonly reading: FileReading }>()
  return (file) => {
    const last = known.get(file.path)
    if (last?.text === file.text) return last.reading
    const reading = readFile(file)
    known.set(file.path, { text: file.text, reading })
    return reading
  }
}
