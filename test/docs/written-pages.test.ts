import { describe, expect, it } from 'vitest'
import { writtenPages } from '../../docs/writer/written-pages.ts'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import { fileRiskRules } from '../../src/views/fleet-diff/risks/file-risks.ts'
import { riskRules } from '../../src/views/fleet-diff/risks/risk-rules.ts'
import { settingRules } from '../../src/views/fleet-diff/risks/setting-risks.ts'
import { readRepositoryFile, writtenPages as names } from './documents.ts'

describe('the pages that are written from the program', () => {
  const pages = writtenPages()

  it('are those that no person edits', () => {
    expect([...pages.keys()]).toStrictEqual(names)
  })

  it.each([...pages])('have %s as it would be written', (path, text) => {
    expect(readRepositoryFile(path), '`npm run docs` writes it').toBe(text)
  })

  it.each(Object.keys(catalog))('have a heading for the diagnostic %s', (code) => {
    expect(pages.get('docs/reference/diagnostics.md')).toContain(`\n## \`${code}\`\n`)
  })

  it.each([...settingRules, ...riskRules, ...fileRiskRules].map(({ name }) => name))(
    'have a heading for the risk %s',
    (name) => {
      expect(pages.get('docs/reference/risks.md')).toContain(`\n## \`${name}\`\n`)
    },
  )
})
