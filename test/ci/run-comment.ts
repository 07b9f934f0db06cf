import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratchDirectory, write } from '../helpers/git-repository.ts'
import { readSteps } from './read-pipeline.ts'

const script = readSteps('examples/ci/github/comment.yaml').find(({ name }) => name === 'comment')?.run ?? ''

/** What GitHub answers for pull request 7: itself, its files, and its comments. */
export interface GitHub {
  readonly 'repos/o/r/pulls/7': {
    readonly changed_files: number
    readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null }
  }
  readonly 'repos/o/r/pulls/7/files?per_page=100': readonly {
    readonly filename: string
    readonly previous_filename?: string
  }[]
  readonly 'repos/o/r/issues/7/comments?per_page=100': readonly {
    readonly id: number
    readonly user: { readonly login: string }
    readonly body: string
  }[]
}

/** A pull request of a fork that changes a source, with no comment. */
export const github: GitHub = {
  'repos/o/r/pulls/7': { changed_files: 1, head: { sha: 'c0ffee', repo: { full_name: 'fork/r' } } },
  'repos/o/r/pulls/7/files?per_page=100': [{ filename: 'fleet/shop.yaml' }],
  'repos/o/r/issues/7/comments?per_page=100': [],
}

/** What is in an artifact, by names; what is undefined is not there. */
export type Artifact = Readonly<Record<string, string | undefined>>

/** What the step of the workflow did. */
export interface Commented {
  readonly status: number | null
  readonly log: string
  readonly writes: readonly { readonly method: string; readonly path: string; readonly body: string }[]
  /** All files that the script could have touched, by names. */
  readonly left: readonly string[]
}

/** Runs the step over an artifact, with a `gh` that answers what is known and records what would be written. */
export function comment(
  artifact: Artifact,
  known: Partial<GitHub> = {},
  prepare: (comparison: string) => void = () => undefined,
): Commented {
  const directory = scratchDirectory()
  write(directory, {
    gh: `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs')
const { execFileSync } = require('node:child_process')
const given = process.argv.slice(3)
const valueOf = (option) => (given.includes(option) ? given.splice(given.indexOf(option), 2)[1] : undefined)
const [method, jq, field] = [valueOf('--method'), valueOf('--jq'), valueOf('--field')]
const [path] = given.filter((word) => !word.startsWith('--'))
if (method !== undefined) {
  const body = readFileSync(field.replace('body=@', ''), 'utf8')
  appendFileSync(__dirname + '/writes', JSON.stringify({ method, path, body }) + '\\n')
} else {
  const answer = JSON.parse(readFileSync(__dirname + '/github.json', 'utf8'))[path]
  if (answer === undefined) process.exit(1)
  process.stdout.write(execFileSync('jq', ['-r', jq], { input: JSON.stringify(answer) }))
}
`,
    'github.json': JSON.stringify({ ...github, ...known }),
    writes: '',
    'temp/comparison/.keep': '',
    ...Object.fromEntries(
      Object.entries(artifact).flatMap(([name, text]) =>
        text === undefined ? [] : [[`temp/comparison/${name}`, text]],
      ),
    ),
  })
  chmodSync(join(directory, 'gh'), 0o755)
  prepare(join(directory, 'temp/comparison'))
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: join(directory, 'temp'),
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${directory}:${process.env['PATH'] ?? ''}`,
      GITHUB_SERVER_URL: 'https://github.example.com',
      GITHUB_REPOSITORY: 'o/r',
      COMPARISON: join(directory, 'temp/comparison'),
      NOTICE: join(directory, 'temp/notice.md'),
      RUN_ID: '5',
      HEAD_SHA: 'c0ffee',
      HEAD_REPOSITORY: 'fork/r',
    },
  })
  const lines = readFileSync(join(directory, 'writes'), 'utf8').split('\n').filter(Boolean)
  return {
    status,
    log: stdout + stderr,
    writes: lines.map((line) => JSON.parse(line) as Commented['writes'][number]),
    left: readdirSync(join(directory, 'temp'))
      .filter((name) => name !== 'comparison')
      .sort(),
  }
}
