import { boundDiagnostics } from '../../diagnostics/bound-diagnostics.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { locateDiagnostics } from '../../diagnostics/located-diagnostic.ts'
import { markup, type Markup } from './markup.ts'
import { reportScript } from './report-script.ts'
import { formatPage, type PageOptions } from './page.ts'
import type { FleetReport } from './report.ts'
import { changesSection } from './sections/changes-section.ts'
import { clustersSection } from './placement/clusters-section.ts'
import { describeClusters } from './sections/describe-clusters.ts'
import { findingsSection } from './sections/findings-section.ts'
import { placementSection } from './placement/placement-section.ts'
import { labelsSection } from './placement/labels-section.ts'
import { objectsSection } from './variants/objects-section.ts'
import { matrixSection } from './matrix/matrix-section.ts'
import { isEmptyMap } from './dns/dns-map.ts'
import { dnsSection } from './dns/dns-section.ts'
import { drillSection } from './charts/drill-section.ts'
import { heldWavesSection } from './charts/held-waves-section.ts'
import { wavesSection } from './charts/waves-section.ts'
import { replicasSection } from './charts/replicas-section.ts'
import { formatSection } from './sections/section.ts'
import { summarySection } from './sections/summary-section.ts'
import { formatIdentity } from './identity.ts'
import { linkSources, type LinkSource } from './source-link.ts'
import type { SourcePlace } from '../source-url.ts'

/** What the page of a report needs beside the report. */
export interface ReportPageOptions extends PageOptions {
  /** The way from the page's directory to the repository, for links to the sources: `''`, or as `../`. Default: no links. */
  readonly toRoot?: string
  /** Where a forge shows the sources, if one does: links lead there. Default: they are relative. */
  readonly sources?: SourcePlace
}

/** A report as one page of HTML. */
export function formatReport(report: FleetReport, options: ReportPageOptions): string {
  return formatPage(content(report, linkSources(options.toRoot, options.sources)), [reportScript], options)
}

/** A page for sources that could not be read, so that there is no report: the diagnostics that say why. */
export function formatUnread(diagnostics: readonly Diagnostic[], options: ReportPageOptions): string {
  const link = linkSources(options.toRoot, options.sources)
  const found = { diagnostics: locateDiagnostics(boundDiagnostics(diagnostics)) }
  const section = findingsSection(link, found)
  return formatPage(
    markup`<header><h1>Fleet report</h1></header>
<main id="main" tabindex="-1"><div class="verdict error"><p class="answer">The sources cannot be read.</p></div>${formatSection(section)}
</main>`,
    [],
    options,
  )
}

function content(report: FleetReport, link: LinkSource): Markup {
  const describe = describeClusters(report.clusters)
  const objects = objectsSection(link, describe, report)
  const sections = [
    summarySection(link, report),
    ...(report.diff ? [changesSection(link, report.diff, objects.anchorOf)] : []),
    findingsSection(link, report),
    ...(report.heldWaves ? [heldWavesSection(describe, report.heldWaves)] : []),
    ...(report.waves ? [wavesSection(describe, report, report.waves)] : []),
    placementSection(describe, report),
    replicasSection(describe, report),
    ...(report.drill ? [drillSection(describe, report.drill)] : []),
    ...(isEmptyMap(report.dns) ? [] : [dnsSection(link, report)]),
    matrixSection({ link, describe, anchorOf: objects.anchorOf }, report),
    objects.section,
    labelsSection(link, report),
    clustersSection(link, report),
  ]
  return markup`<a class="skip" href="#main">Skip to the report</a>
<header><h1>Fleet report</h1>
<nav aria-label="Sections"><ul>${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${report.identity && formatIdentity(report.identity)}</header>
<main id="main" tabindex="-1">${sections.map(formatSection)}
</main>
<footer><p>Made by fedrender from the sources.</p></footer>`
}
