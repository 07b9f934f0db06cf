import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

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

/** Expects a table between the README's markers `<!-- name:begin -->` and `<!-- name:end -->`; UPDATE_GOLDEN=1 writes it. */
export function expectTable(name: string, table: string): void {
  const [begin, end] = [`<!-- ${name}:begin -->\n`, `<!-- ${name}:end -->\n`]
  const readme = readReadme()
  const [before, rest] = splitOnce(readme, begin)
  const [, after] = splitOnce(rest, end)
  const expected = `${before}${begin}${table}${end}${after}`
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(repositoryPath('README.md'), expected)
  else expect(readme, 'UPDATE_GOLDEN=1 rewrites the table').toBe(expected)
}

function splitOnce(text: string, marker: string): [before: string, after: string] {
  const [before, after, ...others] = text.split(marker)
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`README.md must hold the marker ${marker.trim()} once`)
  }
  return [before, after]
}
