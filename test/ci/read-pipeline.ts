import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

/** The text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
}

/** One step of a job that runs a script. */
export interface Step {
  readonly name?: string
  readonly id?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string | number | boolean>>
  readonly 'working-directory'?: string
  readonly run?: string
}

/** The steps of all jobs of a workflow of GitHub. */
export function readSteps(path: string): readonly Step[] {
  const { jobs } = parse(readRepositoryFile(path)) as {
    jobs: Record<string, { steps: readonly Step[] }>
  }
  return Object.values(jobs).flatMap((job) => job.steps)
}

/** The script lines of all jobs of a pipeline of GitLab, by job. */
export function readScripts(path: string): Readonly<Record<string, readonly string[]>> {
  const jobs = parse(readRepositoryFile(path)) as Record<string, { script?: readonly string[] }>
  return Object.fromEntries(
    Object.entries(jobs).flatMap(([name, { script }]) => (script === undefined ? [] : [[name, script]])),
  )
}
