import type { FleetDiff, Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import { count } from '../../../text/count.ts'
import { eachCauseOnce } from '../../fleet-diff/causes/each-cause-once.ts'
import { foldedReason, objectsTitle } from '../../fleet-diff/format/edit-lines.ts'
import { groupRisks, type RiskGroup } from '../../fleet-diff/risk-groups.ts'
import { causeLinks } from '../cause-links.ts'
import { markup, type Markup } from '../markup.ts'
import type { LinkSource } from '../source-link.ts'
import { changeTitle } from './change-title.ts'
import { describeClusters, type DescribeClusters } from './describe-clusters.ts'

/** So many risks are read at once; more are folded below them. */
const mostOpen = 8

/** How many lines that caused risks are links: each costs a reading of its document. */
const mostLinks = 3

const levels: readonly RiskLevel[] = ['critical', 'high', 'medium']

/** Every risk of a change, the most serious first: of files, of settings, and of objects, equal ones as one. */
export function riskList(link: LinkSource, diff: FleetDiff): Markup | undefined {
  const describe = describeClusters(diff.clusters)
  const risks = [...risksOfFiles(diff), ...groupRisks(diff).map((group) => ofGroup(link, describe, group))]
  const ranked = levels.flatMap((level) => risks.filter(({ risk }) => risk.level === level))
  if (ranked.length === 0) return undefined
  const rest = ranked.slice(mostOpen)
  return markup`<ol class="risks">${ranked.slice(0, mostOpen).map(riskItem)}</ol>
${
  rest.length > 0 &&
  markup`<details><summary>${count(rest.length, 'more risk')}</summary>
<ol class="risks" start="${mostOpen + 1}">${rest.map(riskItem)}</ol></details>`
}`
}

interface ShownRisk {
  readonly risk: Risk
  /** What is at risk, where, and by which lines. */
  readonly where: Markup
}

function riskItem({ risk: { level, rule, reason }, where }: ShownRisk): Markup {
  return markup`
<li class="${level}"><span class="level ${level}">${level}</span> <b>${rule}</b> ${reason}
<small>${where}</small></li>`
}

function risksOfFiles({ files }: FleetDiff): readonly ShownRisk[] {
  return files.flatMap(({ path, kind, risks }) =>
    risks.map((risk) => ({ risk, where: markup`${path}, ${kind}` })),
  )
}

function ofGroup(link: LinkSource, describe: DescribeClusters, { risk, changes }: RiskGroup): ShownRisk {
  const [first] = changes
  if (first === undefined) return { risk, where: markup`settings` }
  const { clusters } = first
  const where = clusters.length > 0 ? ` in ${describe(clusters)}` : ''
  const what =
    changes.length === 1
      ? changeTitle(first, describe)
      : `${objectsTitle(changes.map(({ object }) => object))}${where}`
  const causes = eachCauseOnce(changes.flatMap((change) => change.causes))
  const more = causes.length > mostLinks && markup` and ${causes.length - mostLinks} more`
  const links = causeLinks(link, causes.slice(0, mostLinks))
  return {
    risk: { ...risk, reason: foldedReason({ risk, count: changes.length }) },
    where: markup`${what}${causes.length > 0 && '; '}${links}${more}`,
  }
}
