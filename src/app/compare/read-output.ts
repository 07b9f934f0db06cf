import { isReadByAgents } from '../../agents/agent-files.ts'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { describeGitFault } from '../../host/git/git-error.ts'
import { foreignIn, type PreviousOutput } from '../../host/previous/previous-output.ts'
import type { RenderedFile } from '../../model/file-tree.ts'
import type { Fleet, FleetCluster } from '../../model/fleet.ts'
import { renderedFleet, type RenderedReader } from '../../stages/parse/rendered-fleet.ts'

/** An output as it was read. */
export interface ReadOutput {
  readonly fleet: Fleet
  readonly output: PreviousOutput
}

/**
 * The fleet of an output's files. `prefix` comes before their paths in diagnostics, for example
 * `origin/main:rendered/`. Diagnostics: `rendered-unreadable`, those of `renderedFleet`; `rendered-empty` as a warning,
 * `output-files-foreign` as a note.
 */
export function readOutput(
  prefix: string,
  open: () => PreviousOutput,
  inventory: readonly FleetCluster[],
  read: RenderedReader,
): DiagnosticResult<ReadOutput | undefined> {
  try {
    const output = open()
    const { paths, read: contentOf } = output
    const files = paths.map((path): RenderedFile => ({ path, text: Buffer.from(contentOf(path)).toString() }))
    const [fleet, reading] = renderedFleet(files, inventory, read)
    const isEmpty = fleet.objects.length === 0 && fleet.dns.length === 0 && reading.length === 0
    const others = foreignIn(output).filter(({ path }) =>
      isReadByAgents(path.slice(path.lastIndexOf('/') + 1)),
    )
    const named = others.map(({ path }) => `${prefix}${path}`)
    return [
      { fleet, output },
      [
        ...nameSide(reading, prefix),
        ...(isEmpty ? [createDiagnostic('rendered-empty', { output: prefix })] : []),
        ...(named.length > 0 ? [createDiagnostic('output-files-foreign', { paths: named })] : []),
      ],
    ]
  } catch (error) {
    const fault = describeGitFault(error)
    if (fault === undefined) throw error
    return [undefined, [createDiagnostic('rendered-unreadable', { output: prefix, ...fault })]]
  }
}
