/**
 * A command line in which kubectl's `--dry-run=client` is `--dry-run`: no cluster is asked, so that there is no other way
 * to run dry. An option whose value may be left out would take the repository that follows it for its value.
 */
export function withPlainDryRun(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return words.map((word, index) =>
    word === '--dry-run=client' && (end < 0 || index < end) ? '--dry-run' : word,
  )
}
