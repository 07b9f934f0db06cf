import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path on this machine of a file of the repository. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

/** The text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(repositoryPath(path), 'utf8')
}

/** What lies at a path of the repository. */
export function kindOf(path: string): 'file' | 'directory' | 'absent' {
  if (!existsSync(repositoryPath(path))) return 'absent'
  return statSync(repositoryPath(path)).isDirectory() ? 'directory' : 'file'
}

/** The paths of all files below a directory of the repository, from the repository's root, sorted. */
export function filesBelow(directory: string): readonly string[] {
  return readdirSync(repositoryPath(directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .map((path) => path.slice(repositoryPath('').replaceAll('\\', '/').length))
    .sort()
}

/** The names in a directory of the repository, sorted; those of directories end in `/`. */
export function namesIn(directory: string): readonly string[] {
  return readdirSync(repositoryPath(directory), { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort()
}
