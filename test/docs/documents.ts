import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of a file of the repository. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

/** The text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(repositoryPath(path), 'utf8')
}

const folders = ['.github', 'bench', 'docs', 'examples', 'src', 'test'] as const
const notDocuments = /^test\/(?:vectors|corpus|acceptance)\/|\/(?:cases|input|rendered|scenarios)\//

/** Every Markdown document of the repository by its path, sorted; what tests read or compare is none. */
export const documents: readonly string[] = [
  ...listDocuments('.', false),
  ...folders.flatMap((folder) => listDocuments(folder, true)),
].sort()

/** The pages that `npm run docs` writes. */
export const writtenPages: readonly string[] = [
  'commands',
  'configuration',
  'diagnostics',
  'invariants',
  'risks',
].map((name) => `docs/reference/${name}.md`)

/** The pages for users that people write: README.md and everything below docs/. */
export const handWrittenPages: readonly string[] = documents.filter(
  (path) => /^(?:README\.md$|docs\/)/.test(path) && !writtenPages.includes(path),
)

function listDocuments(folder: string, recursive: boolean): readonly string[] {
  if (!existsSync(repositoryPath(folder))) return []
  const names = readdirSync(repositoryPath(folder), { recursive, encoding: 'utf8' })
  return names
    .map((name) => (folder === '.' ? name : `${folder}/${name.replaceAll('\\', '/')}`))
    .filter((path) => path.endsWith('.md') && !notDocuments.test(path))
}
