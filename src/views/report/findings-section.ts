import type { Severity } from '../../diagnostics/diagnostic.ts'
import type { LocatedDiagnostic } from '../../diagnostics/located-diagnostic.ts'
import { compareText } from '../../model/compare-text.ts'
import { changeTitle } from './change-title.ts'
import { count } from './count.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { type Section } from './section.ts'

/** What deserves a second look: the risks of the changes, and every diagnostic with its line. */
export function findingsSection(page: Page): Section {
  const { diagnostics, diff } = page.report
  const groups = severities.map((each) => findingsOf(page, each))
  const nothing = diff === undefined ? 'Nothing was found.' : 'There are no risks, and nothing was found.'
  const isEmpty = diagnostics.length === 0 && (diff?.changes ?? []).every((each) => each.risks.length === 0)
  const content = isEmpty ? html`<p>${nothing}</p>` : html`${risksOf(page)}${groups}`
  return { id: 'findings', title: 'Risks and warnings', content }
}

function risksOf(page: Page): Html | undefined {
  const risky = (page.report.diff?.changes ?? []).flatMap((change) =>
    change.risks.map((risk) => ({ change, risk })),
  )
  if (risky.length === 0) return undefined
  return html`<h3>Risks of the changes</h3>
    <ul class="findings">
      ${risky.map(
        ({ change, risk }) =>
          html` <li>
            <span class="level ${risk.level}">${risk.level}</span> <b>${risk.rule}</b> ${risk.reason}
            <small>${changeTitle(page, change)}</small>
          </li>`,
      )}
    </ul>`
}

const severities: readonly Severity[] = ['error', 'warning', 'info']
const titles = { error: 'Errors', warning: 'Warnings', info: 'Notes' } as const

function findingsOf(page: Page, severity: Severity): Html | undefined {
  const byCode = new Map<string, LocatedDiagnostic[]>()
  for (const each of page.report.diagnostics.filter((diagnostic) => diagnostic.severity === severity)) {
    const alike = byCode.get(each.code)
    if (alike === undefined) byCode.set(each.code, [each])
    else alike.push(each)
  }
  if (byCode.size === 0) return undefined
  const codes = [...byCode].sort(([left], [right]) => compareText(left, right))
  return html`<h3>${titles[severity]}</h3>
    ${codes.map(([code, found]) => findingsOfCode(page, code, found))}`
}

/** So many findings of one code are shown at once; of more, the number. */
const mostOpen = 10

function findingsOfCode(page: Page, code: string, found: readonly LocatedDiagnostic[]): Html {
  const list = html`<ul class="findings">
    ${found.map((each) => finding(page, each))}
  </ul>`
  const title = html`<summary><b>${code}</b> <small>${count(found.length, 'place')}</small></summary>`
  return found.length > mostOpen
    ? html`<details>${title}${list}</details>`
    : html`<details open>${title}${list}</details>`
}

function finding({ link }: Page, { severity, message, hint, location, related }: LocatedDiagnostic): Html {
  return html` <li>
    <span class="level ${severity}">${severity}</span>
    ${message}${hint !== undefined && html` <i>${hint}</i>`}
    <small
      >${location && link.toLine(location)}${related.map(
        (each) => html`; ${each.message}: ${link.toLine(each.location)}`,
      )}</small
    >
  </li>`
}
