import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The path of a file of the repository. */
export function repositoryPath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

/** The README of the repository. */
export function readReadme(): string {
  return readFileSync(repositoryPath('README.md'), 'utf8')
}

/** The part of the README below a heading, up to the next heading of the same level. */
export function readSection(heading: string): string {
  const start = `\n## ${heading}\n`
  const [, section] = readReadme().split(start)
  if (section === undefined) throw new Error(`README.md has no section "${heading}"`)
  return section.split('\n## ')[0] ?? ''
}
