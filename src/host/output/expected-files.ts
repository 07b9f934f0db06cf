import { invariant } from '../../text/invariant.ts'

/** The files that one directory of the output is to hold, and below it. */
export interface ExpectedDirectory {
  /** By name; the number is the file's index in the list it was built from. */
  readonly files: Map<string, number>
  readonly directories: Map<string, ExpectedDirectory>
}

/**
 * Arranges paths as directories. Paths that follow each other in one directory, as a sorted list's do, cost no lookup.
 * The last line of defence against a path that leaves the output directory: emit has encoded every name, so one that
 * is empty, `.`, `..`, the work directory's, or holds a backslash or a NUL is a bug of fedrender and throws.
 */
export function arrangeFiles(paths: readonly string[]): ExpectedDirectory {
  const root = createDirectory()
  const known = new Map<string, ExpectedDirectory>([['', root]])
  let lastPath: string | undefined
  let lastDirectory = root
  for (const [index, path] of paths.entries()) {
    const slash = path.lastIndexOf('/')
    const directoryPath = slash === -1 ? '' : path.slice(0, slash)
    if (directoryPath !== lastPath) {
      if (slash !== -1) for (const segment of directoryPath.split('/')) assertSafeName(segment, path)
      lastDirectory = directoryAt(known, directoryPath)
      lastPath = directoryPath
    }
    const name = path.slice(slash + 1)
    assertSafeName(name, path)
    invariant(!lastDirectory.files.has(name), `rendered twice: ${path}`)
    lastDirectory.files.set(name, index)
  }
  return root
}

/** What no file or directory of the output may be called. */
const unsafeName = /^(\.{0,2}|\.fedrender)$|[/\\\0]/

function assertSafeName(name: string, path: string): void {
  invariant(!unsafeName.test(name), `unsafe path ${JSON.stringify(path)}`)
}

function directoryAt(known: Map<string, ExpectedDirectory>, path: string): ExpectedDirectory {
  const found = known.get(path)
  if (found !== undefined) return found
  const slash = path.lastIndexOf('/')
  const parent = directoryAt(known, slash === -1 ? '' : path.slice(0, slash))
  const directory = createDirectory()
  parent.directories.set(path.slice(slash + 1), directory)
  known.set(path, directory)
  return directory
}

function createDirectory(): ExpectedDirectory {
  return { files: new Map(), directories: new Map() }
}
