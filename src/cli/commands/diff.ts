import { InvalidArgumentError, Option } from 'commander'
import { compareSides } from '../../app/compare/compare-sides.ts'
import { readDirectorySides, readRenderedSides } from '../../app/compare/diff-rendered.ts'
import type { DiffSides, DiffSidesOptions } from '../../app/compare/diff-sides.ts'
import { compileWithBase } from '../../app/compare/diff-sources.ts'
import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { FleetDiff } from '../../model/fleet-diff.ts'
import { formatJson } from '../../views/fleet-diff/format/json.ts'
import { defaultMaxBytes, formatMarkdown } from '../../views/fleet-diff/format/markdown.ts'
import { formatText } from '../../views/fleet-diff/format/text.ts'
import { reviewGroup, type CommandLine } from '../command-line.ts'
import { exitDifference, exitDone, exitError } from '../exit-code.ts'
import { addPlaceOptions } from '../options/repository-options.ts'
import { printDiagnostics } from '../terminal/print-diagnostics.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** How a diff is written. */
type DiffFormat = 'text' | 'markdown' | 'json'

const diffFormats: readonly DiffFormat[] = ['text', 'markdown', 'json']

/** The options of `fedrender diff`. */
interface DiffOptions extends DiffSidesOptions {
  readonly rendered?: boolean
  readonly from?: string
  readonly to?: string
  readonly output: DiffFormat
  readonly maxBytes: number
}

/** Adds `diff`. */
export function addDiff({ terminal, exit, add }: CommandLine): void {
  const diff = add({
    name: 'diff',
    group: reviewGroup,
    summary: 'shows what a change of the sources does to every cluster',
    example: 'fedrender diff --base origin/main -o markdown',
  })
  const outputs = ['base', 'rendered', 'config', 'out', 'strict']
  addPlaceOptions(diff.argument('[dir]', 'the repository', '.'))
    .option('--base <ref>', 'the commit to compare with (default: where HEAD left the default branch)')
    .option('--rendered', 'compare the rendered files of both sides, and compile neither')
    .addOption(new Option('--from <dir>', 'compare this output directory with --to').conflicts(outputs))
    .addOption(
      new Option('--to <dir>', 'compare the output directory --from with this one').conflicts(outputs),
    )
    .option('--strict', 'take warnings about the work tree for errors')
    .addOption(
      new Option('-o, --output <format>', 'how the result is written').choices(diffFormats).default('text'),
    )
    .option('--max-bytes <count>', 'the most that markdown may take', parseBytes, defaultMaxBytes)
    .action((directory: string, options: DiffOptions) => {
      if ((options.from === undefined) !== (options.to === undefined)) {
        diff.error('error: options --from and --to go together')
      }
      exit(runDiff(terminal, directory, options))
    })
}

/** Shows what becomes different in the clusters. Exit 1 where anything does, or a check is weakened; 2 on errors on either side. */
function runDiff(terminal: Terminal, directory: string, options: DiffOptions): number {
  const [sides, diagnostics] = readSides(terminal, directory, options)
  printDiagnostics(terminal, diagnostics)
  if (sides === undefined || hasErrors(diagnostics)) return exitError
  const diff = compareSides(sides)
  terminal.writeOutput(formatDiff(diff, options, terminal.colorOutput))
  const found = [...diff.changes, ...diff.files, ...diff.risks]
  const differs = found.length > 0 || (diff.effect ?? '') !== ''
  return differs ? exitDifference : exitDone
}

function readSides(
  terminal: Terminal,
  directory: string,
  { rendered, from, to, ...options }: DiffOptions,
): DiagnosticResult<DiffSides | undefined> {
  if (from !== undefined && to !== undefined) return readDirectorySides(terminal, from, to)
  if (rendered === true) return readRenderedSides(terminal, directory, options)
  const { sides, diagnostics } = compileWithBase(terminal, directory, options)
  return [sides, diagnostics]
}

function formatDiff(diff: FleetDiff, { output, maxBytes }: DiffOptions, color: boolean): string {
  switch (output) {
    case 'text':
      return formatText(diff, color)
    case 'markdown':
      return formatMarkdown(diff, maxBytes)
    case 'json':
      return formatJson(diff)
  }
}

function parseBytes(value: string): number {
  if (/^[1-9][0-9]{0,9}$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It must be a number of bytes.')
}
