import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { readReadme, repositoryPath } from './readme.ts'

const begin = '<!-- diagnostics:begin -->\n'
const end = '<!-- diagnostics:end -->\n'

describe('the diagnostics of the README', () => {
  it('are exactly the codes of the catalogue', () => {
    const readme = readReadme()
    const [before, rest] = splitOnce(readme, begin)
    const [, after] = splitOnce(rest, end)
    const expected = `${before}${begin}${diagnosticsTable()}${end}${after}`
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(repositoryPath('README.md'), expected)
    else expect(readme, 'UPDATE_GOLDEN=1 rewrites the table').toBe(expected)
  })
})

function diagnosticsTable(): string {
  const rows = Object.entries(catalog)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, { severity, about }]) => `| \`${code}\` | ${severity} | ${about.replaceAll('|', '\\|')} |\n`)
  return `| code | severity | when |\n| --- | --- | --- |\n${rows.join('')}`
}

function splitOnce(text: string, marker: string): [before: string, after: string] {
  const [before, after, ...others] = text.split(marker)
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`README.md must hold the marker ${marker.trim()} once`)
  }
  return [before, after]
}
