import { readFile, type FileReader, type FileReading } from './read-file.ts'

/**
 * A reader that reads each file once: the same text at the same path gives the same manifests, so that what two
 * versions of a repository share is one value.
 */
export function rememberReadings(): FileReader {
  const known = new Map<string, Map<string, FileReading>>()
  return (file) => {
    const versions = known.get(file.path) ?? new Map<string, FileReading>()
    known.set(file.path, versions)
    const reading = versions.get(file.text) ?? readFile(file)
    versions.set(file.text, reading)
    return reading
  }
}
