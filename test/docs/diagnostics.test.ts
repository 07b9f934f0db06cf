import { describe, it } from 'vitest'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { expectTable } from './readme.ts'

describe('the diagnostics of the README', () => {
  it('are exactly the codes of the catalogue', () => {
    expectTable('diagnostics', diagnosticsTable())
  })
})

function diagnosticsTable(): string {
  const rows = Object.entries(catalog)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, { severity, about }]) => `| \`${code}\` | ${severity} | ${about.replaceAll('|', '\\|')} |\n`)
  return `| code | severity | when |\n| --- | --- | --- |\n${rows.join('')}`
}
