import { join } from 'node:path'
import { parse } from 'yaml'
import { readRepositoryFile } from '../../docs/documents.ts'
import { git } from '../../helpers/git-repository.ts'
import { checkOut } from './project.ts'
import { addProgram, createMachine, typeInShell, type Printed } from './shell-session.ts'

/** Where the pipeline is in a repository, and the file of this one that has it. */
const pipelineFile = 'examples/ci/gitlab/.gitlab-ci.yml'

/** The variables of a pipeline, as GitLab and the settings of the project give them. */
export type Variables = Readonly<Record<string, string>>

/** A job as it is after `extends`, with the keys that this reads. */
interface Job {
  readonly stage: string
  readonly variables?: Readonly<Record<string, string | number>>
  readonly rules: readonly { readonly if: string; readonly when?: string }[]
  readonly before_script?: readonly string[]
  readonly script: readonly string[]
  readonly artifacts?: {
    readonly paths?: readonly string[]
    readonly reports?: Readonly<Record<string, string>>
  }
}

type Pipeline = Readonly<Record<string, unknown>> & { readonly stages: readonly string[] }

/** What a job did: what it printed, how it ended, and the directory of its checkout. */
export interface JobRun extends Printed {
  readonly checkout: string
}

function readPipeline(): { readonly stages: readonly string[]; readonly jobs: ReadonlyMap<string, Job> } {
  const pipeline = parse(readRepositoryFile(pipelineFile)) as Pipeline
  const jobs = Object.entries(pipeline).flatMap(([name, value]) => {
    if (['stages', 'variables'].includes(name) || name.startsWith('.')) return []
    const { extends: base, ...own } = value as Job & { readonly extends?: string }
    const inherited = base === undefined ? {} : (pipeline[base] as Partial<Job>)
    const variables = {
      ...(pipeline['variables'] as Job['variables']),
      ...inherited.variables,
      ...own.variables,
    }
    return [[name, { ...inherited, ...own, variables }] as const]
  })
  return { stages: pipeline.stages, jobs: new Map(jobs) }
}

/** The jobs that GitLab adds to a pipeline with these variables, by stages; those that a person starts are marked. */
export function jobsOf(variables: Variables): readonly string[] {
  const { stages, jobs } = readPipeline()
  return stages.flatMap((stage) =>
    [...jobs].flatMap(([name, job]) => {
      const rule = job.rules.find((each) => each.if.split(' && ').every((term) => holds(term, variables)))
      if (job.stage !== stage || rule === undefined) return []
      return [rule.when === 'manual' ? `${name} (manual)` : name]
    }),
  )
}

/** A term of a rule: `$NAME`, `$NAME == null`, `$NAME == "text"` or `$NAME == $OTHER`; anything else is a bug of this reader. */
function holds(term: string, variables: Variables): boolean {
  const [, name = '', text, isNull, other] = /^\$(\w+)(?: == (?:"([^"]*)"|(null)|\$(\w+)))?$/.exec(term) ?? []
  if (name === '') throw new Error(`"${term}" is a rule that nothing here reads`)
  const value = variables[name]
  if (isNull !== undefined) return value === undefined
  if (other !== undefined) return value === variables[other]
  return text === undefined ? value !== undefined && value !== '' : value === text
}

/** Runs a job in a checkout of a commit as GitLab makes it, where the address of the project is the bare repository `origin`. */
export function runJob(origin: string, name: string, commit: string, given: Variables): JobRun {
  const job = readPipeline().jobs.get(name)
  if (job === undefined) throw new Error(`There is no job ${name}`)
  const machine = createMachine()
  const variables: Job['variables'] = { ...job.variables, CI_COMMIT_SHA: commit, ...given }
  const settings = ['config', '--file', join(machine.home, '.gitconfig')] as const
  git(machine.home, ...settings, '--remove-section', 'user')
  const address = `https://fedrender:${given['FEDRENDER_TOKEN'] ?? ''}@gitlab.example.com/acme/fleet.git`
  git(machine.home, ...settings, `url.file://${origin}.insteadOf`, address)
  addProgram(machine.programs, 'npm', '[ "$(pwd)" = / ] && [ "$1 $2" = "install --global" ]')
  const checkout = join(machine.home, 'fleet')
  checkOut(origin, commit, checkout, Number(variables['GIT_DEPTH']))
  const exports = Object.entries(variables).map(([key, value]) => `export ${key}='${value}'`)
  const lines = [...exports, 'cd fleet', ...(job.before_script ?? []), ...job.script]
  const [printed] = typeInShell(machine, [`(\nset -eo pipefail\n${lines.join('\n')}\n)\n`])
  return { text: '', status: 0, ...printed, checkout }
}

/** The files that a job says it leaves. */
export function artifactsOf(name: string): readonly string[] {
  const { paths = [], reports = {} } = readPipeline().jobs.get(name)?.artifacts ?? {}
  return [...paths, ...Object.values(reports)]
}
