import { formatMarkup, markup, inlineElement, type Markup } from './markup.ts'
import { reportScript } from './report-script.ts'
import { reportStyle } from './report-style.ts'
import type { FleetReport } from './report.ts'
import { changesSection } from './sections/changes-section.ts'
import { clustersSection } from './sections/clusters-section.ts'
import { describeClusters } from './sections/describe-clusters.ts'
import { findingsSection } from './sections/findings-section.ts'
import { labelsSection } from './sections/labels-section.ts'
import { matrixSection } from './sections/matrix-section.ts'
import { replicasSection } from './sections/replicas-section.ts'
import { formatSection } from './sections/section.ts'
import { summarySection } from './sections/summary-section.ts'
import { linkSources } from './source-link.ts'

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
  return formatMarkup(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Fleet report</title>
${inlineElement('style', reportStyle)}
</head>
<body>
${content(report, toRoot)}
${inlineElement('script', reportScript)}
</body>
</html>
`)
}

function content(report: FleetReport, toRoot: string): Markup {
  const link = linkSources(toRoot)
  const describe = describeClusters(report.clusters)
  const sections = [
    summarySection(report),
    findingsSection(link, report),
    ...(report.diff ? [changesSection(link, report.diff)] : []),
    matrixSection(link, describe, report),
    labelsSection(link, report),
    replicasSection(describe, report),
    clustersSection(link, report),
  ]
  return markup`<a class="skip" href="#main">Skip to the report</a>
<header><h1>Fleet report</h1>
<nav aria-label="Sections"><ul>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav></header>
<main id="main" tabindex="-1">${sections.map(formatSection)}
</main>
<footer><p>Made by fedrender from the sources.</p></footer>`
}
