import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { globSync } from 'glob'
import ts from 'typescript'

/** The directory of the sources. */
export const src: string = fileURLToPath(new URL('../../src', import.meta.url))

/** What a file imports, types included: files by their paths from `src`, packages by their names. */
export interface ImportingFile {
  readonly path: string
  readonly imports: readonly string[]
}

/** Every file of `src` with its imports, as TypeScript reads them, sorted. */
export function readImports(): readonly ImportingFile[] {
  return globSync('**/*.ts', { cwd: src, posix: true })
    .sort()
    .map((path) => ({ path, imports: importsOf(path, readFileSync(join(src, path), 'utf8')) }))
}

/** What a text of TypeScript imports at a path. */
export function importsOf(path: string, text: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true)
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? posix.join(dirname(path), fileName) : packageOf(fileName),
  )
}

function packageOf(specifier: string): string {
  return specifier.startsWith('node:') ? specifier : (/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
}

/** The circles of imports, each once, as the files on the way and the first again. */
export function findCircles(files: readonly ImportingFile[]): readonly (readonly string[])[] {
  const importsAt = new Map(
    files.map(({ path, imports }) => [path, imports.filter((each) => each.endsWith('.ts'))]),
  )
  const circles: (readonly string[])[] = []
  const done = new Set<string>()
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path)
    if (start >= 0) circles.push([...way.slice(start), path])
    if (start >= 0 || done.has(path)) return
    for (const each of importsAt.get(path) ?? []) visit(each, [...way, path])
    done.add(path)
  }
  for (const { path } of files) visit(path, [])
  return circles
}
