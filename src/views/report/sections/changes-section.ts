import type { FileChange, FleetChange, FleetDiff, Risk } from '../../../model/fleet-diff.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import { approvalLines } from '../../fleet-diff/format/approval-lines.ts'
import { fieldLines, type FieldLine } from '../../fleet-diff/format/field-lines.ts'
import { causeLinks } from '../cause-links.ts'
import { markup, type Markup } from '../markup.ts'
import type { LinkSource } from '../source-link.ts'
import { columnTitles, scrolledTable } from '../table.ts'
import { changeTitle } from './change-title.ts'
import { describeClusters, type DescribeClusters } from './describe-clusters.ts'
import type { Section } from './section.ts'

/** What becomes different in the clusters since the base: change by change, then by cluster in numbers. */
export function changesSection(link: LinkSource, diff: FleetDiff): Section {
  const describe = describeClusters(diff.clusters)
  const files = [...approvalOf(diff), ...diff.files.map(fileOf)]
  const content =
    diff.changes.length === 0
      ? markup`${files}<p>${files.length === 0 ? 'Nothing' : 'No rendered object'} changes in any cluster.</p>`
      : markup`${files}${diff.changes.map((each) => changeOf(link, describe, each))}
<h3 id="changes-by-cluster">Changes by cluster</h3>
${byCluster(diff)}`
  return { id: 'changes', title: 'Changes', content }
}

function approvalOf({ approval }: FleetDiff): readonly Markup[] {
  if (approval === undefined) return []
  const { title, reasons, fix } = approvalLines(approval)
  return [
    markup`
<p>${title}</p>
<ul class="risks">${reasons.map((reason) => markup`<li>${reason}</li>`)}</ul>
<p>${fix}</p>`,
  ]
}

function changeOf(link: LinkSource, describe: DescribeClusters, change: FleetChange): Markup {
  const { kind, fields, risks, causes, held, sameContentAs } = change
  const levels = [...new Set(risks.map((each) => each.level))]
  const title = [
    markup`<span class="kind ${kind}">${kind}</span> ${changeTitle(change, describe)}`,
    ...levels.map((level) => markup` <span class="level ${level}">${level}</span>`),
  ]
  const details = [
    held !== undefined && markup`<p>The file stays as it is: ${held}.</p>`,
    sameContentAs &&
      markup`<p>A rename: ${sameContentAs.kind} ${qualifiedName(sameContentAs)} has the same content.</p>`,
    fields.length > 0 && markup`<pre>${fields.flatMap(fieldLines).map(lineOf)}</pre>`,
    risks.length > 0 && markup`<ul class="risks">${risks.map(riskOf)}</ul>`,
    causes.length > 0 && markup`<p>Caused by ${causeLinks(link, causes)}.</p>`,
  ]
  return details.some(Boolean)
    ? markup`
<details class="change"><summary>${title}</summary>
${details}</details>`
    : markup`
<p class="change">${title}</p>`
}

function fileOf({ path, kind, risks }: FileChange): Markup {
  return markup`
<p class="change"><span class="kind ${kind}">${kind}</span> ${path}</p>
${risks.length > 0 && markup`<ul class="risks">${risks.map(riskOf)}</ul>`}`
}

function lineOf({ sign, text }: FieldLine): Markup {
  const line = `${sign} ${text}`
  if (sign === '+') return markup`<ins>${line}</ins>\n`
  return sign === '-' ? markup`<del>${line}</del>\n` : markup`${line}\n`
}

function riskOf({ level, rule, reason }: Risk): Markup {
  return markup`
<li><span class="level ${level}">${level}</span> <b>${rule}</b> ${reason}</li>`
}

function byCluster({ summary }: FleetDiff): Markup {
  return scrolledTable({
    labelledBy: 'changes-by-cluster',
    kind: 'counts',
    header: columnTitles(['Cluster', 'Added', 'Changed', 'Removed', 'Held']),
    rows: summary.map(
      ({ cluster, added, changed, removed, held }) => markup`
<tr><th scope="row">${cluster === '' ? markup`<i>no cluster</i>` : cluster}</th>
<td>${added}</td><td>${changed}</td><td>${removed}</td><td>${held}</td></tr>`,
    ),
  })
}
