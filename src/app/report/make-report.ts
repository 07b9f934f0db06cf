import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SharedWork } from '../../render.ts'
import { everyObject } from '../../views/object-filter.ts'
import { fleetReport, type FleetReport } from '../../views/report/report.ts'
import type { SourcePlace } from '../../views/source-url.ts'
import { compareSides } from '../compare/compare-sides.ts'
import { compileWithBase, type ComparedRepository } from '../compare/diff-sources.ts'
import { findReportIdentity } from '../compare/report-identity.ts'
import { findSourcePlace } from '../compare/source-place.ts'
import { compileRepository, type CompileRepositoryOptions } from '../repository/compile-repository.ts'
import type { Repository, RepositoryOptions } from '../repository/repository.ts'
import { originsInWaves } from '../waves/origins-in-waves.ts'
import { drillFleet } from '../what-if/drill-fleet.ts'
import type { Workspace } from '../workspace.ts'

/** Of what a report is made, and what earlier reports read and made. */
export interface MakeReportOptions
  extends RepositoryOptions, SharedWork, Pick<CompileRepositoryOptions, 'schema'> {
  /** The commit to compare with. Default: no change is shown. */
  readonly base?: string
  /** Where a forge shows the sources. Default: where that of the pipeline does. */
  readonly sourceUrl?: string
  /** Whether what becomes of the fleet without each cluster is shown. Default: false. */
  readonly drill?: boolean
}

/** A report, or why there is none. */
export interface MadeReport {
  readonly repository: Repository
  /** Absent where the sources or the configuration could not be read. */
  readonly report?: FleetReport
  /** Where the sources are shown. */
  readonly sources: SourcePlace
  /** Of both sides. */
  readonly diagnostics: readonly Diagnostic[]
}

/** The report of a repository, with what it changes since a base. Reports what `compileWithBase` and compiling do. */
export function makeReport(workspace: Workspace, directory: string, options: MakeReportOptions): MadeReport {
  const { compiled, sides, diagnostics } = compile(workspace, directory, options)
  const { repository, result } = compiled
  const sources = findSourcePlace(workspace, directory, {
    template: options.sourceUrl,
    base: sides?.baseCommit,
  })
  if (result === undefined) return { repository, sources, diagnostics }
  const { plan, fleet } = result
  const { config } = repository
  const waves = config.delivery.argocd?.waves
  const [drill] = options.drill === true ? drillFleet(result, config, { filter: everyObject }) : []
  const report = fleetReport({
    plan,
    diagnostics,
    identity: findReportIdentity(workspace, repository.root, sides?.baseCommit),
    originsOf: originsInWaves(result, config),
    ...(fleet && { fleet }),
    ...(sides && { diff: compareSides(sides) }),
    ...(waves && { waves }),
    ...(drill && drill.losses.length > 0 && { drill }),
  })
  return { repository, report, sources, diagnostics }
}

function compile(workspace: Workspace, directory: string, options: MakeReportOptions): ComparedRepository {
  if (options.base !== undefined) return compileWithBase(workspace, directory, options)
  const compiled = compileRepository(workspace, directory, options)
  return { compiled, diagnostics: compiled.diagnostics, faults: [], accepted: [] }
}
