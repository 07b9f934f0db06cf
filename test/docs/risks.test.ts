import { describe, it } from 'vitest'
import { fileRiskRules } from '../../src/views/fleet-diff/risks/file-risks.ts'
import { riskRules } from '../../src/views/fleet-diff/risks/risk-rules.ts'
import { settingRules } from '../../src/views/fleet-diff/risks/setting-risks.ts'
import { expectTable } from './readme.ts'

describe('the risks of the README', () => {
  it('are exactly the rules', () => {
    const rows = [...settingRules, ...riskRules, ...fileRiskRules].map(
      ({ name, level, about }) => `| \`${name}\` | ${level} | ${about.replaceAll('|', '\\|')} |\n`,
    )
    expectTable('risks', `| risk | level | when |\n| --- | --- | --- |\n${rows.join('')}`)
  })
})
