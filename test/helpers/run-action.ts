import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runAction } from '../../src/action/run-action.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import { scratchDirectory } from './git-repository.ts'

/** What a run of the action gave. */
export interface ActionResult {
  readonly exitCode: number
  readonly log: string
  readonly outputs: Record<string, string>
  readonly summary: string
  readonly comment: string | undefined
}

/** Runs the action in a workspace as the runner does: inputs and files in variables, the event in a file. */
export function act(
  workspace: string,
  event: object,
  inputs: Readonly<Record<string, string>> = {},
): ActionResult {
  const files = scratchDirectory()
  const file = (name: string): string => join(files, name)
  writeFileSync(file('event.json'), JSON.stringify(event))
  writeFileSync(file('output'), '')
  writeFileSync(file('summary'), '')
  const log: string[] = []
  const given = { 'comment-file': file('comment.md'), ...inputs }
  const exitCode = runAction({
    host: createNodeHost(),
    directory: workspace,
    writeLog: (text) => log.push(text),
    environment: {
      GITHUB_EVENT_PATH: file('event.json'),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: files,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'o/r',
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    },
  })
  const outputs = readFileSync(file('output'), 'utf8').trimEnd().split('\n').filter(Boolean)
  return {
    exitCode,
    log: log.join(''),
    outputs: Object.fromEntries(outputs.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string])),
    summary: readFileSync(file('summary'), 'utf8'),
    comment: existsSync(file('comment.md')) ? readFileSync(file('comment.md'), 'utf8') : undefined,
  }
}

/** The event of a pull request, by the ids of two commits. */
export const pullRequest = (head: string, base: string): object => ({
  pull_request: { head: { sha: head }, base: { sha: base } },
})
