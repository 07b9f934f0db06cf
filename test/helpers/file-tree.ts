import type { FileTree } from '../../src/model/file-tree.ts'
import { generatedHeader } from '../../src/output/generated-header.ts'

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
    files: Object.freeze(paths.map((path) => Object.freeze({ path, text: rendered(files[path] ?? '') }))),
    held: Object.freeze(rest.held ?? []),
    scope: Object.freeze(rest.scope ?? ['clusters/']),
    shared: rest.shared ?? false,
  })
}
