import type { FleetReport } from './report.ts'
import type { LinkSource } from './source-link.ts'

/** What every section of the page is made from. */
export interface Page {
  readonly report: FleetReport
  readonly link: LinkSource
  /** A set of clusters, sorted, in words. */
  readonly nameClusters: (clusters: readonly string[]) => string
}
