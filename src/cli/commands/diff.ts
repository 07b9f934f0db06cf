import { InvalidArgumentError, type Option } from 'commander'
import { compareSides } from '../../app/compare/compare-sides.ts'
import { readDirectorySides, readRenderedSides } from '../../app/compare/diff-rendered.ts'
import type { DiffSidesOptions } from '../../app/compare/diff-sides.ts'
import { type ComparedRepository, compileWithBase } from '../../app/compare/diff-sources.ts'
import { findSourcePlace } from '../../app/compare/source-place.ts'
import { overdueAcceptances } from '../../app/repository/overdue-acceptances.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import { type FleetDiff, isDifferent } from '../../model/fleet-diff.ts'
import { count } from '../../text/count.ts'
import { filterDiff } from '../../views/fleet-diff/filter-diff.ts'
import { fleetTypes } from '../../views/fleet-diff/fleet-types.ts'
import { formatJson, jsonDiff } from '../../views/fleet-diff/format/json.ts'
import { defaultMaxBytes, formatMarkdown } from '../../views/fleet-diff/format/markdown.ts'
import { formatText } from '../../views/fleet-diff/format/text.ts'
import { formatNames } from '../../views/format-names.ts'
import type { SourcePlace } from '../../views/source-url.ts'
import { isNarrow, objectFilter } from '../../views/object-filter.ts'
import { type CommandLine, reviewGroup } from '../command-line.ts'
import { valueOption } from '../completion/value-source.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { sharedOption } from '../options/grammar.ts'
import { addReportUrl, addSourceUrl, type LinkOptions } from '../options/link-options.ts'
import { addObjectOptions, type ObjectOptions } from '../options/object-options.ts'
import { addOldOption } from '../options/old-option.ts'
import { outputOption } from '../options/output-format.ts'
import { addDirArgument, addPlaceOptions, policyOption } from '../options/repository-options.ts'
import { formatDataPieces } from '../results/format-data.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** How a diff is written. */
type DiffFormat = (typeof diffFormats)[number]

const diffFormats = ['text', 'name', 'json', 'yaml', 'markdown'] as const

/** The options of `fedrender diff`. */
interface DiffOptions extends DiffSidesOptions, ObjectOptions, LinkOptions {
  readonly rendered?: boolean
  readonly before?: string
  readonly after?: string
  readonly output: DiffFormat
  readonly maxBytes: number
}

/** Adds `diff`. */
export function addDiff({ terminal, exit, add, noteOld }: CommandLine): void {
  const diff = add({
    name: 'diff',
    group: reviewGroup,
    summary: 'shows what a change of the sources does to every cluster',
    example: 'fedrender diff --base origin/main -o markdown',
  })
  const outputs = ['base', 'previous', 'rendered', 'config', 'out', 'strict']
  const directoryOption = (flags: string, description: string): Option =>
    valueOption(flags, description, 'files').conflicts(outputs)
  addObjectOptions(addPlaceOptions(addDirArgument(diff)))
    .addOption(
      sharedOption('base', 'the commit to compare with (default: where HEAD left the default branch)'),
    )
    .addOption(
      sharedOption(
        'previous',
        'the output published last, which has what is held and records what agents have not deleted',
      ).conflicts(['rendered']),
    )
    .option('--rendered', 'compare the rendered files of both sides, and compile neither')
    .addOption(directoryOption('--before <dir>', 'compare this output directory with --after'))
    .addOption(directoryOption('--after <dir>', 'compare the output directory --before with this one'))
    .addOption(sharedOption('strict', 'take warnings about the work tree for errors'))
    .addOption(sharedOption('kubernetesPackages').conflicts(['rendered', 'before', 'after']))
    .addOption(policyOption().conflicts(['rendered', 'before', 'after']))
    .addOption(outputOption({ noteOld }, diffFormats))
    .addOption(
      valueOption('--max-bytes <count>', 'the most that markdown may take', 'text')
        .argParser(parseBytes)
        .default(defaultMaxBytes),
    )
    .action((directory: string, options: DiffOptions) => {
      if ((options.before === undefined) !== (options.after === undefined)) {
        diff.error('error: options --before and --after go together')
      }
      exit(runDiff(terminal, directory, options))
    })
  const note = '--from DIR --to DIR is --before DIR --after DIR now'
  addReportUrl(addSourceUrl(diff))
  addOldOption(diff, { noteOld }, { flags: '--from <dir>', attribute: 'before', note })
  addOldOption(diff, { noteOld }, { flags: '--to <dir>', attribute: 'after', note })
}

/**
 * Shows what becomes different in the clusters. Exit 1 where anything does, or a check is weakened; 2 on errors on either
 * side, also on those that API servers would give and the change introduces, beside which the difference is shown.
 */
function runDiff(terminal: Terminal, directory: string, options: DiffOptions): number {
  const { sides, diagnostics, faults: found, accepted } = readSides(terminal, directory, options)
  const faults = [...found, ...overdueAcceptances(accepted, terminal.clock())]
  if (sides === undefined || hasErrors(diagnostics)) {
    printDiagnostics(terminal, [...diagnostics, ...faults])
    return exitError
  }
  const whole = compareSides(sides)
  const [filter, unknown] = objectFilter(options, {
    types: fleetTypes([sides.base, sides.head]),
    clusters: whole.clusters,
  })
  printDiagnostics(terminal, [...diagnostics, ...faults, ...unknown])
  if (unknown.length > 0) return exitError
  const diff = isNarrow(options) ? filterDiff(whole, filter) : whole
  const differs = isDifferent(diff)
  if (isNarrow(options)) noteRest(terminal, whole, diff)
  else if (!differs && options.output === 'name')
    terminal.writeNote('nothing becomes different in any cluster\n')
  const findSources = (): SourcePlace =>
    findSourcePlace(terminal, directory, { template: options.sourceUrl, base: sides.baseCommit })
  for (const piece of formatDiff(diff, options, terminal.colorOutput, findSources))
    terminal.writeOutput(piece)
  if (hasErrors(faults)) return exitError
  return differs ? exitDifference : exitDone
}

/** What a part of a diff leaves out is no result of it, and must not be taken for nothing. */
function noteRest(terminal: Terminal, whole: FleetDiff, part: FleetDiff): void {
  const hidden = whole.changes.length - part.changes.length
  terminal.writeNote(
    `${count(part.changes.length, 'change')} of what is asked for; ${hidden} more not shown\n`,
  )
}

function readSides(
  terminal: Terminal,
  directory: string,
  { rendered, before, after, ...options }: DiffOptions,
): Pick<ComparedRepository, 'sides' | 'diagnostics' | 'faults' | 'accepted'> {
  const isOfDirectories = before !== undefined && after !== undefined
  if (!isOfDirectories && rendered !== true) return compileWithBase(terminal, directory, options)
  const [sides, diagnostics] = isOfDirectories
    ? readDirectorySides(terminal, before, after)
    : readRenderedSides(terminal, directory, options)
  return { ...(sides && { sides }), diagnostics, faults: [], accepted: [] }
}

function* formatDiff(
  diff: FleetDiff,
  { output, maxBytes, reportUrl }: DiffOptions,
  color: boolean,
  findSources: () => SourcePlace,
): Generator<string> {
  switch (output) {
    case 'text':
      return yield formatText(diff, color)
    case 'markdown':
      return yield formatMarkdown(diff, { maxBytes, ...(reportUrl && { reportUrl }), sources: findSources() })
    case 'name':
      return yield formatNames(diff.changes.map(({ object }) => object))
    case 'json':
      return yield formatJson(diff)
    case 'yaml':
      return yield* formatDataPieces(jsonDiff(diff), 'yaml')
  }
}

function parseBytes(value: string): number {
  if (/^[1-9][0-9]{0,9}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It must be a number of bytes.')
}
