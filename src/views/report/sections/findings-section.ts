import type { LocatedDiagnostic } from '../../../diagnostics/located-diagnostic.ts'
import type { Severity } from '../../../model/severity.ts'
import { compareText } from '../../../text/compare-text.ts'
import { count } from '../../../text/count.ts'
import { groupBy } from '../../../text/group-by.ts'
import { markup, type Markup } from '../markup.ts'
import type { FleetReport } from '../report.ts'
import type { LinkSource } from '../source-link.ts'
import type { Section } from './section.ts'

/** What the sources are found to lack or to do wrong: every diagnostic with its line. */
export function findingsSection(
  link: LinkSource,
  { diagnostics }: Pick<FleetReport, 'diagnostics'>,
): Section {
  const content =
    diagnostics.length === 0
      ? markup`<p>Nothing was found.</p>`
      : markup`${severities.map((each) => findingsOf(link, diagnostics, each))}`
  return { id: 'findings', title: 'Errors and warnings', content }
}

const severities: readonly Severity[] = ['error', 'warning', 'info']
const titles = { error: 'Errors', warning: 'Warnings', info: 'Notes' } as const

function findingsOf(
  link: LinkSource,
  diagnostics: readonly LocatedDiagnostic[],
  severity: Severity,
): Markup | undefined {
  const found = diagnostics.filter((each) => each.severity === severity)
  if (found.length === 0) return undefined
  const byCode = groupBy(found, (each) => each.code)
  const codes = [...byCode].sort(([left], [right]) => compareText(left, right))
  return markup`
<h3>${titles[severity]}</h3>${codes.map(([code, alike]) => findingsOfCode(link, code, alike))}`
}

/** So many findings of one code are shown at once; more are folded. */
const mostOpen = 10

function findingsOfCode(link: LinkSource, code: string, found: readonly LocatedDiagnostic[]): Markup {
  return markup`
<details${found.length <= mostOpen && markup` open`}><summary><b>${code}</b> <small>${count(found.length, 'place')}</small></summary>
<ul class="findings">${found.map((each) => finding(link, each))}</ul></details>`
}

function finding(
  link: LinkSource,
  { severity, message, hint, location, related }: LocatedDiagnostic,
): Markup {
  const others = related.map((each) => markup`; ${each.message}: ${link.toLocation(each.location)}`)
  return markup`
<li><span class="level ${severity}">${severity}</span> ${message}${hint !== undefined && markup` <i>${hint}</i>`}
<small>${location && link.toLocation(location)}${others}</small></li>`
}
