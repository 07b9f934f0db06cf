import type { FleetDiff, RiskLevel } from '../../../model/fleet-diff.ts'
import { approvalLines } from '../../fleet-diff/format/approval-lines.ts'
import { headline } from '../../fleet-diff/format/headline.ts'
import { countRisks } from '../../fleet-diff/risk-groups.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import type { LinkSource } from '../source-link.ts'
import { fleetFigures, type Figure } from './fleet-figures.ts'
import { riskList } from './risk-list.ts'
import type { Section } from './section.ts'
import { judgeReport } from './verdict.ts'

/** The first screen: whether the change is safe, what is at risk, what needs approval, and the fleet in numbers. */
export function summarySection(link: LinkSource, report: FleetReport): Section {
  const { diff } = report
  const { level, title, text } = judgeReport(report)
  const risks = diff && riskList(link, diff)
  const aside = markup`${diff?.approval && approval(diff.approval)}<h3>The fleet</h3>${figures(fleetFigures(report))}`
  const content = markup`<div class="verdict ${level}"><p class="answer">${title}</p>
<p>${text}</p>${diff && markup`<p class="headline">${headline(diff)}</p>`}</div>
${diff && gauges(diff)}
${risks ? markup`<div class="first"><div><h3>Risks, the most serious first</h3>${risks}</div><div>${aside}</div></div>` : aside}`
  return { id: 'summary', title: 'Summary', content }
}

const levels: readonly RiskLevel[] = ['critical', 'high', 'medium']

/** How many risks there are of each level, none too, and whether anything is to be approved. */
function gauges(diff: FleetDiff): Markup {
  const counts = countRisks(diff)
  const tiles = levels.map((level) => {
    const number = counts.get(level) ?? 0
    return markup`
<div class="${number > 0 ? level : 'none'}"><dt>${level}</dt><dd>${number}</dd></div>`
  })
  const needed = diff.approval !== undefined
  const answer = diff.unknownHeld ? 'not known' : needed ? 'needed' : 'not needed'
  return markup`<dl class="gauges">${tiles}
<div class="${needed || diff.unknownHeld ? 'critical' : 'none'}"><dt>approval</dt><dd>${answer}</dd></div></dl>`
}

/** What is to be approved before the change may be rendered, and the line that does so. */
function approval(asked: NonNullable<FleetDiff['approval']>): Markup {
  const { title, reasons, fix } = approvalLines(asked)
  return markup`<div class="approval"><h3>Pending approval</h3>
<p>${title}</p>
<ul>${reasons.map((reason) => markup`<li>${reason}</li>`)}</ul>
<p>${fix}</p></div>`
}

function figures(shown: readonly Figure[]): Markup {
  return markup`<dl class="numbers">${shown.map(
    ({ name, number, note }) => markup`
<div><dt>${name}</dt><dd>${number}${note !== '' && markup` <small>${note}</small>`}</dd></div>`,
  )}</dl>`
}
