import type { FileTree, ListedFileTree } from '../../src/model/file-tree.ts'
import { looseFiles } from '../../src/output/file-matrix.ts'
import { generatedHeader } from '../../src/output/generated-header.ts'
import { listFiles } from '../../src/stages/emit/list-files.ts'
import { deepFreeze } from './deep-freeze.ts'

/** The text of a rendered file with some content. */
export function rendered(content: string): string {
  return `${generatedHeader}\n${content}\n`
}

/** A tree of rendered files, by path; the values are what stands below the header. Deep-frozen. */
export function fileTree(
  files: Readonly<Record<string, string>>,
  rest: Partial<Omit<FileTree, 'files'>> = {},
): FileTree {
  const paths = Object.keys(files).sort()
  return Object.freeze({
    files: Object.freeze(
      looseFiles(paths.map((path) => Object.freeze({ path, text: rendered(files[path] ?? '') }))),
    ),
    held: Object.freeze(rest.held ?? []),
    scope: Object.freeze(rest.scope ?? ['clusters/']),
    shared: rest.shared ?? false,
  })
}

/** A tree with an object for each of its files. Deep-frozen. */
export function listedTree(tree: FileTree): ListedFileTree {
  return deepFreeze(listFiles(tree))
}
