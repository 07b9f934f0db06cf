import { locate } from '../../diagnostics/locate.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { Cause, FieldChange, FleetChange, FleetDiff } from '../../model/fleet-diff.ts'
import type { Json } from '../../model/json.ts'
import { qualifiedName } from '../../model/qualified-name.ts'
import { changeTitle } from './change-title.ts'
import { html, type Html } from './html.ts'
import type { Page } from './page.ts'
import { scrollable, type Section } from './section.ts'

/** What becomes different in the clusters since the base: by cluster in numbers, then change by change. */
export function changesSection(page: Page, diff: FleetDiff): Section {
  const content =
    diff.changes.length === 0
      ? html`<p>Nothing changes in any cluster.</p>`
      : html`${diff.changes.map((each) => changeOf(page, each))}
          <details>
            <summary id="changes-by-cluster">Changes by cluster</summary>
            ${byCluster(diff)}
          </details>`
  return { id: 'changes', title: 'Changes', content }
}

function changeOf(page: Page, change: FleetChange): Html {
  const { kind, fields, risks, causes, held, sameContentAs } = change
  const levels = [...new Set(risks.map((each) => each.level))]
  return html` <details class="change">
    <summary>
      <span class="kind ${kind}">${kind}</span> ${changeTitle(page, change)}${levels.map(
        (each) => html` <span class="level ${each}">${each}</span>`,
      )}
    </summary>
    ${held !== undefined && html`<p>It would go, but its file is held: ${held}.</p>`}
    ${sameContentAs && html`<p>The same content as ${sameContentAs.kind} ${qualifiedName(sameContentAs)}: a rename.</p>`}
    ${
      fields.length > 0 &&
      html`<ul class="fields">
        ${fields.map(fieldOf)}
      </ul>`
    }
    ${
      risks.length > 0 &&
      html`<ul>
        ${risks.map((each) => html`<li><b>${each.rule}</b> ${each.reason}</li>`)}
      </ul>`
    }
    ${causes.length > 0 && html`<p>Because of ${causes.map((each, index) => html`${index > 0 && ', '}${causeOf(page, each)}`)}</p>`}
  </details>`
}

function fieldOf({ field, from, to }: FieldChange): Html {
  return html` <li>
    <code>${field}</code> ${from !== undefined && html`<del>${valueText(from)}</del> `}${
      to !== undefined && html`<ins>${valueText(to)}</ins>`
    }
  </li>`
}

/** Of a longer value the beginning says which one it is. */
const longestValue = 400

function valueText(value: Json): string {
  const text = stringifyJson(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

/** The line of a cause; what is in the base only has no file to link to. */
function causeOf({ link }: Page, { side, at }: Cause): Html {
  const location = locate(at)
  return side === 'head' ? link.toLine(location) : html`${location.file.path}:${location.line} of the base`
}

function byCluster({ summary }: FleetDiff): Html {
  return scrollable(
    'changes-by-cluster',
    html`<table>
      <thead>
        <tr>
          <th scope="col">Cluster</th>
          <th scope="col">Added</th>
          <th scope="col">Changed</th>
          <th scope="col">Removed</th>
          <th scope="col">Held</th>
        </tr>
      </thead>
      <tbody>
        ${summary.map(
          ({ cluster, added, changed, removed, held }) =>
            html` <tr>
              <th scope="row">${cluster === '' ? html`<i>no cluster</i>` : cluster}</th>
              <td>${added}</td>
              <td>${changed}</td>
              <td>${removed}</td>
              <td>${held}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  )
}
