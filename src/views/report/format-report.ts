import { nameClusters } from '../fleet-diff/name-clusters.ts'
import { clustersSection } from './clusters-section.ts'
import { changesSection } from './changes-section.ts'
import { findingsSection } from './findings-section.ts'
import { formatHtml, html, inlineElement, type Html } from './html.ts'
import { labelsSection } from './labels-section.ts'
import { matrixSection } from './matrix-section.ts'
import type { Page } from './page.ts'
import { replicasSection } from './replicas-section.ts'
import type { FleetReport } from './report.ts'
import { reportScript } from './report-script.ts'
import { reportStyle } from './report-style.ts'
import { formatSection } from './section.ts'
import { linkSources } from './source-link.ts'
import { summarySection } from './summary-section.ts'

/** What the page of a report needs beside the report. */
export interface ReportPageOptions {
  /** The way from the page's directory to the repository, for links to the sources: `''`, or as `../`. */
  readonly toRoot: string
  /** The SHA-256 of a text, in base64. */
  readonly sha256: (text: string) => string
}

/**
 * A report as one page of HTML that loads nothing. Its policy lets only its own style and script run, by their hashes
 * (W3C, Content Security Policy Level 3, section 2.3.1), so that nothing that got into it could.
 */
export function formatReport(report: FleetReport, { toRoot, sha256 }: ReportPageOptions): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256(reportStyle)}'`,
    `script-src 'sha256-${sha256(reportScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]
  return formatHtml(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="referrer" content="no-referrer" />
          <title>Fleet report</title>
          ${inlineElement('style', reportStyle)}
        </head>
        <body>
          ${content(report, toRoot)} ${inlineElement('script', reportScript)}
        </body>
      </html> `,
  )
}

function content(report: FleetReport, toRoot: string): Html {
  const page: Page = {
    report,
    link: linkSources(toRoot),
    nameClusters: (clusters) => nameClusters(clusters, report.clusters),
  }
  const sections = [
    summarySection(page),
    findingsSection(page),
    ...(report.diff ? [changesSection(page, report.diff)] : []),
    matrixSection(page),
    labelsSection(page),
    replicasSection(page),
    clustersSection(page),
  ]
  return html`<a class="skip" href="#main">Skip to the report</a>
    <header>
      <h1>Fleet report</h1>
      <nav aria-label="Sections">
        <ul>
          ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
        </ul>
      </nav>
    </header>
    <main id="main" tabindex="-1">${sections.map(formatSection)}</main>
    <footer><p>Made by fedrender from the sources.</p></footer>`
}
