import type { Repository } from '../../app/repository/repository.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { nameSome } from '../../output/fold-objects.ts'
import { compareText } from '../../text/compare-text.ts'
import { printable } from '../../text/quote.ts'
import { formatDiagnostics } from '../terminal/format-diagnostics.ts'

type ReadFiles = Pick<
  Repository,
  'files' | 'observed' | 'configFile' | 'dnsLock' | 'waveLedger' | 'diagnostics'
>

/**
 * What differs between two readings of a repository, as `a.yaml changed, b.yaml added and 3 more`; '' where nothing
 * does. What is judged is the text, so that a file that was touched has not changed.
 */
export function describeEdits(before: ReadFiles, after: ReadFiles): string {
  const edits = compareFiles(allFiles(before), allFiles(after))
  // With a configuration in error no source is read, and so none was added or removed.
  const settings = compareFiles(existing([before.configFile]), existing([after.configFile]))
  const someUnread = before.files.length === 0 || after.files.length === 0
  if (someUnread && settings.length > 0) return nameSome(settings)
  if (edits.length > 0) return nameSome(edits)
  // A file that cannot be read has no text that could have changed.
  return formatFaults(before) === formatFaults(after) ? '' : 'sources changed'
}

function allFiles({ files, observed, configFile, dnsLock, waveLedger }: ReadFiles): readonly SourceFile[] {
  return [...files, ...observed, ...existing([configFile, dnsLock, waveLedger])]
}

function existing(files: readonly (SourceFile | undefined)[]): readonly SourceFile[] {
  return files.filter((file) => file !== undefined)
}

function compareFiles(before: readonly SourceFile[], after: readonly SourceFile[]): readonly string[] {
  const [old, current] = [textByPath(before), textByPath(after)]
  return [...new Set([...old.keys(), ...current.keys()])].sort(compareText).flatMap((path) => {
    if (old.get(path) === current.get(path)) return []
    const edit = !old.has(path) ? 'added' : current.has(path) ? 'changed' : 'removed'
    return [`${printable(path)} ${edit}`]
  })
}

function textByPath(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]))
}

function formatFaults({ diagnostics }: ReadFiles): string {
  return formatDiagnostics(diagnostics, 'text', false)
}
