import type { RiskLevel } from '../../src/model/fleet-diff.ts'
import { fileRiskRules } from '../../src/views/fleet-diff/risks/file-risks.ts'
import { invariantRule } from '../../src/views/fleet-diff/risks/invariant-risks.ts'
import { riskRules } from '../../src/views/fleet-diff/risks/risk-rules.ts'
import { settingRules } from '../../src/views/fleet-diff/risks/setting-risks.ts'
import { waveRules } from '../../src/views/fleet-diff/risks/wave-risks.ts'
import { page, code, table, written } from './markdown.ts'

/** A risk as the reference lists it. */
export interface ListedRisk {
  readonly name: string
  readonly level: RiskLevel
  readonly about: string
  readonly citation?: string
}

/** Every risk, in the order of the reference. */
export const listedRisks: readonly ListedRisk[] = [
  invariantRule,
  ...settingRules,
  ...waveRules,
  ...riskRules,
  ...fileRiskRules,
]

/** What each level means. */
export const riskLevels: Readonly<Record<RiskLevel, string>> = {
  critical: 'data, a service or control is lost if the risk comes true',
  high: 'users may notice, or the API server refuses the change, so that the cluster keeps what it has and the sync of the agent fails',
  medium: 'worth a look',
}

/** The reference of risks: a heading for each rule, by which it is linked to. */
export function risksPage(): string {
  return page(
    '# Risks',
    written,
    'Every change of a fleet is looked at for what it puts at risk: [`diff`](commands.md#fedrender-diff), ' +
      '[`report`](commands.md#fedrender-report) and [the action](action.md) show it.',
    table(
      ['level', 'meaning'],
      Object.entries(riskLevels).map(([level, meaning]) => [code(level), meaning]),
    ),
    'Files that are held carry no risk of deletion, and neither do objects that were rendered with the annotations of ' +
      '`kubefed.io/orphan` before, since agents leave them. A refusal is found from the two sides alone, each as server-side apply ' +
      'would leave it: what only a live object shows, as the address that a Service was given, is left out. No value of a Secret is ' +
      'ever shown.',
    ...listedRisks.flatMap(({ name, level, about, citation }) => [
      `## ${code(name)}`,
      `**${level}** ${about}`,
      citation === undefined ? '' : `Source: ${linked(citation)}`,
    ]),
  )
}

/** A citation, whose addresses are links. */
export function linked(citation: string): string {
  return citation.replaceAll(/https:\/\/[^\s,]+/g, (address) => `<${address}>`)
}
