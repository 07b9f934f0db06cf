import type { Renaming, TextEdit } from '../../src/language/names/rename-cluster.ts'

/** A text after edits of it. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((whole, { start, end, text }) => whole.slice(0, start) + text + whole.slice(end), text)
}

/** The files of a repository after a rename, by their paths. */
export function applyRenaming(
  files: Readonly<Record<string, string>>,
  { edits, moves }: Renaming,
): Record<string, string> {
  const paths = new Map(moves.map(({ from, to }) => [from, to]))
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const own = edits.filter((each) => each.path === path)
      return [paths.get(path) ?? path, applyEdits(text, own)]
    }),
  )
}
