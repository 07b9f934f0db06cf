import { describe, expect, it } from 'vitest'
import type { FleetDiff, Risk, RiskLevel } from '../../../../src/model/fleet-diff.ts'
import { formatMarkup, markup } from '../../../../src/views/report/markup.ts'
import type { FleetReport } from '../../../../src/views/report/report.ts'
import { riskList } from '../../../../src/views/report/sections/risk-list.ts'
import { judgeReport } from '../../../../src/views/report/sections/verdict.ts'
import { linkSources } from '../../../../src/views/report/source-link.ts'

const risk = (level: RiskLevel, rule: string = level): Risk => ({ rule, level, reason: `It is ${level}.` })
const diffOf = (...risks: readonly Risk[]): FleetDiff => ({
  clusters: [],
  risks,
  changes: [],
  files: [],
  summary: [],
})
const judge = (report: Partial<FleetReport>): readonly string[] => {
  const { level, title } = judgeReport({ diagnostics: [], blocked: false, ...report } as FleetReport)
  return [level, title]
}
const error = { severity: 'error' } as FleetReport['diagnostics'][number]

describe('the answer to whether a change is safe', () => {
  it('is its worst risk', () => {
    const low = risk('medium')
    expect(judge({ diff: diffOf(low, low) })).toStrictEqual(['medium', 'Worth a look: 2 medium risks'])
    expect(judge({ diff: diffOf(low, risk('high')) })).toStrictEqual(['high', 'Look closely: 1 high risk'])
    expect(judge({ diff: diffOf(low, risk('high'), risk('critical')) })).toStrictEqual([
      'critical',
      'Not safe as it is: 1 critical risk',
    ])
  })

  it('is that no rule finds a risk, or that nothing changes; never that it is safe', () => {
    const effect = { ...diffOf(), effect: '0123456789abcdef' }
    expect(judge({ diff: effect })).toStrictEqual(['none', 'No risk was found'])
    expect(judge({ diff: diffOf() })).toStrictEqual(['none', 'Nothing changes'])
  })

  it('is that errors let nothing be rendered, whatever changes', () => {
    expect(judge({ blocked: true, diagnostics: [error], diff: diffOf(risk('medium')) })).toStrictEqual([
      'error',
      'Errors let nothing be rendered.',
    ])
    expect(judge({ diagnostics: [error] })).toStrictEqual(['error', '1 error'])
  })

  it('is not known where nothing is compared', () => {
    expect(judge({})).toStrictEqual(['unknown', 'The state of the fleet'])
  })
})

describe('the list of risks', () => {
  it('has those of files, settings and objects together, the most serious first, and folds the rest', () => {
    const many = Array.from({ length: 9 }, (_, index) => risk('medium', `rule-${index}`))
    const diff: FleetDiff = {
      ...diffOf(risk('high', 'of-setting'), ...many),
      files: [
        {
          path: 'x',
          kind: 'added',
          entry: 'file',
          lines: [],
          allowed: false,
          risks: [risk('critical', 'of-file')],
        },
      ],
    }
    const html = formatMarkup(riskList(linkSources(''), diff) ?? markup``)
    expect([...html.matchAll(/<b>([^<]*)<\/b>/g)].map(([, rule]) => rule)).toStrictEqual([
      'of-file',
      'of-setting',
      ...many.map(({ rule }) => rule),
    ])
    expect(html).toMatch(/<summary>3 more risks<\/summary>\s*<ol class="risks" start="9">/)
  })

  it('is nothing where there is no risk', () => {
    expect(riskList(linkSources(''), diffOf())).toBeUndefined()
  })
})
