import { appendFileSync, readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { exitDifference, exitDone, exitError } from '../cli/exit-code.ts'
import { isDocument } from '../cli/terminal/format-diagnostics.ts'
import { workflowCommand } from '../diagnostics/format/workflow-command.ts'
import { GitError } from '../host/git/git-error.ts'
import { gitIn, parentsOf } from '../host/git/git.ts'
import type { Host } from '../host/host.ts'
import { checkedOutTop } from '../host/git/own-history.ts'
import { isDifferent } from '../model/fleet-diff.ts'
import type { Json } from '../model/json.ts'
import { ActionError } from './action-error.ts'
import { eventBase } from './event-base.ts'
import { fetchCommit } from './fetch-commit.ts'
import { readInputs, type Environment, type Inputs } from './inputs.ts'
import { runFedrender } from './run-fedrender.ts'
import { summaryOf } from './step-summary.ts'
import { writeActionFile } from './write-action-file.ts'

/** What the action is given of the world, so that tests can run it in the same process. */
export interface ActionContext {
  readonly host: Host
  readonly environment: Environment
  /** The workspace, absolute. */
  readonly directory: string
  /** The log of the step, in which the runner looks for its commands. */
  readonly writeLog: (text: string) => void
}

/**
 * Runs the action: reports the diagnostics, compares with the base, and writes the outputs, the summary of the step and
 * the file for the comment. Gives the exit code: 1 where the committed output is not up to date, 2 on errors.
 */
export function runAction(context: ActionContext): number {
  try {
    const inputs = readInputs(context.environment)
    // First of all, because the rights of the base judge what is checked.
    const base = findBase(context, inputs.dir, inputs.base)
    return Math.max(check(context, inputs, base), compare(context, inputs, base))
  } catch (error) {
    if (!(error instanceof ActionError) && !(error instanceof GitError)) throw error
    printCommand(context, 'error', error.message)
    return exitError
  }
}

/**
 * Reports the diagnostics in the format that is wanted, and all of them for a person in the log and in the summary, as
 * GitHub shows ten annotations of a kind for each step. Gives fedrender's exit code.
 */
function check(context: ActionContext, { dir, check, format }: Inputs, base: string | undefined): number {
  const withBase = base === undefined ? [] : ['--base', base]
  const commandLine = check ? ['render', dir, '--check', ...withBase] : ['validate', dir]
  const { exitCode, stdout, stderr } = runFedrender(context, commandLine)
  writeUntrusted(context, stdout + stderr)
  appendTo(context, 'GITHUB_STEP_SUMMARY', summaryOf(stdout + stderr))
  const report = runFedrender(context, [...commandLine, '--format', format])
  if (format === 'github') {
    const annotations = (report.stdout + report.stderr).split('\n').filter((line) => line.startsWith('::'))
    context.writeLog(annotations.map((line) => `${line}\n`).join(''))
  } else {
    const file = resolve(context.environment['RUNNER_TEMP'] ?? context.directory, `fedrender.${format}`)
    writeActionFile(context, file, isDocument(format) ? report.stdout : report.stdout + report.stderr)
    setOutput(context, 'report', file)
  }
  if (check && exitCode === exitDifference) {
    const stale = 'The rendered output is not up to date: run "fedrender render", and commit what it writes.'
    printCommand(context, 'error', stale)
  }
  return exitCode
}

/**
 * Compares with the base, sets the outputs and writes the comment, also to the summary; none of that where the event has
 * no base. Returns fedrender's exit code, except that a difference is not a fault.
 */
function compare(
  context: ActionContext,
  { dir, previous, commentFile, reportUrl }: Inputs,
  base: string | undefined,
): number {
  if (base === undefined) {
    printCommand(context, 'notice', 'This event has no base, so nothing is compared.')
    return exitDone
  }
  const published = previous === undefined ? [] : ['--previous', findPrevious(context, dir, previous)]
  const commandLine = ['diff', dir, '--base', base, ...published, '--output']
  const { exitCode, stdout, stderr } = runFedrender(context, [...commandLine, 'json'])
  if (exitCode >= exitError && stdout === '') {
    writeUntrusted(context, stderr)
    printCommand(context, 'error', `Nothing can be compared with the base ${base}.`)
    return exitCode
  }
  const diff = JSON.parse(stdout) as FleetDiffDocument
  const { risks, changes, files = [], summary } = diff
  const rules = [...risks, ...[...changes, ...files].flatMap((change) => change.risks)].map(
    ({ rule }) => rule,
  )
  const clusters = summary.map(({ cluster }) => cluster).filter((cluster) => cluster !== '')
  setOutput(context, 'changed', String(isDifferent(diff)))
  setOutput(context, 'clusters', JSON.stringify(clusters))
  setOutput(context, 'risks', JSON.stringify([...new Set(rules)].sort()))
  const links = reportUrl === undefined ? [] : ['--report-url', reportUrl]
  const written = runFedrender(context, [...commandLine, 'markdown', ...links])
  if (written.stdout === '') {
    writeUntrusted(context, written.stderr)
    printCommand(context, 'error', 'The comment cannot be written.')
    return written.exitCode
  }
  const comment = written.stdout
  appendTo(context, 'GITHUB_STEP_SUMMARY', comment)
  if (commentFile !== undefined) writeActionFile(context, commentFile, comment)
  return exitCode >= exitError ? exitCode : exitDone
}

interface RiskyChange {
  readonly risks: readonly { readonly rule: string }[]
}

/** What the action reads of the JSON that `fedrender diff` writes. */
interface FleetDiffDocument {
  readonly risks: RiskyChange['risks']
  readonly changes: readonly RiskyChange[]
  readonly files?: readonly RiskyChange[]
  readonly summary: readonly { readonly cluster: string }[]
  readonly renames?: readonly object[]
  readonly effect?: string
  readonly unknownHeld?: readonly string[]
}

/** The commit to compare with, which is in the clone then: the one that is named, or what the event starts from. */
function findBase(
  { host, environment, directory }: ActionContext,
  dir: string,
  named: string | undefined,
): string | undefined {
  // The change itself sets the remote of a submodule.
  const root = checkedOutTop(host, resolve(directory, dir))
  const eventPath = environment['GITHUB_EVENT_PATH']
  if (named !== undefined) return fetchCommit(host, root, named)
  if (eventPath === undefined) return undefined
  const event = JSON.parse(readFileSync(eventPath, 'utf8')) as Json
  const found = eventBase(event, parentsOf(gitIn(host, root), 'HEAD'))
  return found === undefined ? undefined : fetchCommit(host, root, found)
}

/** The commit of the branch that the output is published to, which records what agents have not deleted. */
function findPrevious({ host, directory }: ActionContext, dir: string, named: string): string {
  return fetchCommit(host, checkedOutTop(host, resolve(directory, dir)), named, 'previous')
}

function printCommand({ writeLog }: ActionContext, name: 'error' | 'notice', message: string): void {
  writeLog(workflowCommand(name, { title: 'fedrender' }, message))
}

/** Writes text that may hold values of the sources, while the runner is made to ignore commands in it. */
function writeUntrusted({ writeLog }: ActionContext, text: string): void {
  if (text === '') return
  const token = randomUUID()
  writeLog(`::stop-commands::${token}\n${text}${text.endsWith('\n') ? '' : '\n'}::${token}::\n`)
}

/** The value has no line break. */
function setOutput(context: ActionContext, name: string, value: string): void {
  appendTo(context, 'GITHUB_OUTPUT', `${name}=${value}\n`)
}

/** Appends to a file that the runner names in a variable; outside of a runner there is none. */
function appendTo({ environment }: ActionContext, variable: string, text: string): void {
  const file = environment[variable]
  if (file !== undefined && file !== '') appendFileSync(file, text)
}
