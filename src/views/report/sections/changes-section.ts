import type { FleetDiff, Risk } from '../../../model/fleet-diff.ts'
import { count } from '../../../text/count.ts'
import { groupByCause, type CauseGroup } from '../../fleet-diff/causes/cause-groups.ts'
import { describeClusterCauses } from '../../fleet-diff/format/cluster-change-lines.ts'
import { renameTitle } from '../../fleet-diff/format/rename-title.ts'
import { shownLines } from '../../fleet-diff/format/shown-lines.ts'
import { foldChanges } from '../../fleet-diff/fold-changes.ts'
import { createAllowance, type Allowance } from '../allowance.ts'
import { markup, type Markup } from '../markup.ts'
import type { LinkSource } from '../source-link.ts'
import { changeItem, firstCauses, riskOf, type ChangeContext } from './change-items.ts'
import { changesByCluster } from './changes-by-cluster.ts'
import { describeClusters } from './describe-clusters.ts'
import type { Section } from './section.ts'

/** What becomes different in the clusters since the base: by what caused it, edit by edit; then by cluster in numbers. */
export function changesSection(
  link: LinkSource,
  diff: FleetDiff,
  anchorOf: ChangeContext['anchorOf'] = () => undefined,
): Section {
  const describe = describeClusters(diff.clusters)
  const files = [...renamesOf(diff), ...filesOf(diff)]
  const items = foldChanges(diff.changes)
  const groups = groupByCause(items)
  let left = 0
  const hasRoom = createAllowance(mostCharacters)
  const fits: Allowance = (body) => {
    const isShown = hasRoom(body)
    if (!isShown) left += 1
    return isShown
  }
  const context = { link, describe, anchorOf, fits, isOpen: items.length <= mostOpen }
  const shown = firstGroups(groups.map((each) => groupOf(context, diff, each)))
  const content =
    diff.changes.length === 0
      ? markup`${files}<p>${files.length === 0 ? 'Nothing' : 'No rendered object'} changes in any cluster.</p>`
      : markup`${files}${shown}
${left > 0 && markup`<p>Of ${count(left, 'more change')} only the title is on this page; <code>fedrender diff --base REF</code> shows the rest.</p>`}
<h3 id="changes-by-cluster">Changes by cluster</h3>
${changesByCluster(describe, diff)}`
  return { id: 'changes', title: 'Changes', content }
}

/** So many items are shown unfolded; of more only their titles. */
const mostOpen = 20

/** So many characters of what is below the titles of changes are on a page. */
const mostCharacters = 60_000

/** The changes of so many causes are listed at once; the others are folded below them. */
const mostGroups = 30

function firstGroups(groups: readonly Markup[]): Markup {
  const rest = groups.slice(mostGroups)
  if (rest.length === 0) return markup`${groups}`
  return markup`${groups.slice(0, mostGroups)}
<details><summary>What ${count(rest.length, 'more cause')} ${rest.length === 1 ? 'changes' : 'change'}</summary>${rest}</details>`
}

/** Items below the lines that made them; items without a known cause are by themselves. */
function groupOf(context: ChangeContext, diff: FleetDiff, { causes, items }: CauseGroup): Markup {
  const shown = items.map((item) => changeItem(context, item, causes))
  if (causes.length === 0)
    return markup`
<div class="cause">${shown}</div>`
  const what = describeClusterCauses(causes, diff)
  return markup`
<div class="cause"><h3>${what !== '' && markup`<b>${what}</b> `}from ${firstCauses(context.link, causes)}</h3>${shown}</div>`
}

function renamesOf({ renames = [] }: FleetDiff): readonly Markup[] {
  return renames.map(
    (rename) => markup`
<div class="cause"><p class="change"><span class="kind moved">renamed</span> ${renameTitle(rename)}</p>
<ul>${rename.effects.map((effect) => markup`<li>${effect}</li>`)}</ul></div>`,
  )
}

function filesOf({ files }: FleetDiff): readonly Markup[] {
  if (files.length === 0) return []
  const items = files.map(({ path, kind, allowed, isRendered, risks, lines }) => {
    const title = markup`<span class="kind ${kind}">${kind}</span> ${path}${isRendered ? ' (as rendered)' : allowed ? ' (allowed)' : ''}`
    return lines.length + risks.length === 0
      ? markup`
<p class="change">${title}</p>`
      : markup`
<details class="change"><summary>${title}${levelsOf(risks)}</summary>
${risks.length > 0 && markup`<ul class="risks">${risks.map(riskOf)}</ul>`}
${lines.length > 0 && markup`<pre>${shownLines(lines).map((line) => markup`${line}\n`)}</pre>`}</details>`
  })
  return [
    markup`
<div class="cause"><h3>Files that are not rendered objects</h3>${items}</div>`,
  ]
}

function levelsOf(risks: readonly Risk[]): readonly Markup[] {
  return [...new Set(risks.map(({ level }) => level))].map(
    (level) => markup` <span class="level ${level}">${level}</span>`,
  )
}
