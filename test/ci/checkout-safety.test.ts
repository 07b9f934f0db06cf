import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readVersion } from '../../src/host/version.ts'
import { repositoryPath } from '../docs/documents.ts'
import { readRepositoryFile, readScripts, type Step } from './read-pipeline.ts'

interface Job {
  readonly permissions?: object
  readonly steps: readonly Step[]
}

interface Workflow {
  readonly on: object
  readonly permissions?: object
  readonly jobs: Readonly<Record<string, Job>>
}

const listFiles = (directory: string): readonly string[] =>
  readdirSync(repositoryPath(directory), { recursive: true, encoding: 'utf8' })
    .map((path) => `${directory}/${path.replaceAll('\\', '/')}`)
    .filter((path) => !path.includes('/rendered/'))
    .sort()

const files = [...listFiles('examples'), ...listFiles('docs')]
const gitlab = 'examples/ci/gitlab/.gitlab-ci.yml'
const isWorkflow = (path: string): boolean =>
  /\.ya?ml$/.test(path) && /^jobs:$/m.test(readRepositoryFile(path))
const workflows = files.filter(isWorkflow)

/** The blocks of a language in a document. */
const fencesOf = (path: string, language: RegExp): readonly string[] =>
  [...readRepositoryFile(path).matchAll(/^ *```(\w+)\n(.*?)^ *```$/gms)].flatMap(
    ([, name = '', text = '']) => (language.test(name) ? [text] : []),
  )

const documents = ['README.md', 'SECURITY.md', ...files.filter((path) => path.endsWith('.md'))]
const yamlFences = documents.flatMap((path) =>
  fencesOf(path, /^ya?ml$/)
    .filter((text) => /^ *(?:- )?uses: /m.test(text))
    .map((text, index) => [`${path}, block ${index + 1}`, text] as const),
)

/** Everything with steps of GitHub: its name, its text and the steps. */
const withSteps = [
  ...workflows.map((path) => {
    const text = readRepositoryFile(path)
    const { jobs } = parse(text) as Workflow
    return [path, text, Object.values(jobs).flatMap(({ steps }) => steps)] as const
  }),
  ...yamlFences.map(([name, text]) => [name, text, parse(text) as readonly Step[]] as const),
]

const install = `npm install --global --ignore-scripts --no-audit --no-fund fedrender@${readVersion()}`
const packageManagers = /\b(?:npm|npx|yarn|pnpm|pnpx|corepack|bun|bunx|deno)\b/

/** Where a script writes by a redirection; not where it only duplicates a descriptor. */
const redirections = (script: string): readonly string[] =>
  [...script.matchAll(/(?<![0-9<>=-])>>?\s*(?!&)(\S+)/g)].map(([, target = '']) => target)

describe('the pipelines of examples and documents', () => {
  it('are all found', () => {
    expect(workflows).toStrictEqual([
      'examples/ci/github/code-scanning.yaml',
      'examples/ci/github/comment.yaml',
      'examples/ci/github/publish-approved.yaml',
      'examples/ci/github/publish.yaml',
      'examples/ci/github/render.yaml',
      'examples/ci/github/review.yaml',
      'examples/scale/pipelines/matrix.yaml',
    ])
    expect(withSteps.map(([name]) => name).slice(workflows.length)).toStrictEqual([
      'docs/how-to/run-in-ci.md, block 1',
    ])
  })

  it('have the least permissions, named for all jobs', () => {
    const granted = workflows.map((path) => {
      const { permissions, jobs } = parse(readRepositoryFile(path)) as Workflow
      const ofJobs = Object.entries(jobs).map(([name, job]) => [name, job.permissions ?? permissions])
      return [path.split('/').at(-1), permissions === undefined ? 'all' : Object.fromEntries(ofJobs)]
    })
    expect(Object.fromEntries(granted)).toStrictEqual({
      'code-scanning.yaml': { fedrender: { contents: 'read', 'security-events': 'write' } },
      'comment.yaml': { comment: { actions: 'read', 'pull-requests': 'write' } },
      'matrix.yaml': { shard: { contents: 'read' }, commit: { contents: 'write' } },
      'publish-approved.yaml': { compare: { contents: 'read' }, publish: { contents: 'write' } },
      'publish.yaml': { publish: { contents: 'write' } },
      'render.yaml': { render: { contents: 'write' } },
      'review.yaml': { review: { contents: 'read' } },
    })
  })

  it('never check out a change where they run for the repository itself', () => {
    for (const path of workflows) {
      const text = readRepositoryFile(path)
      expect(text, path).not.toContain('pull_request_target')
      const { on, jobs } = parse(text) as Workflow
      if (!Object.hasOwn(on, 'workflow_run')) continue
      const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses, run }) => [uses, run]))
      expect(used.join('\n'), path).not.toMatch(
        /actions\/checkout|\bgit (?:clone|fetch|pull|checkout)\b|^ *fedrender /m,
      )
    }
    for (const path of documents) {
      for (const text of fencesOf(path, /./)) expect(text, path).not.toContain('pull_request_target')
    }
  })

  it.each(withSteps)('%s keeps credentials only where a comment says what for', (_, text, steps) => {
    for (const { uses, with: given } of steps) {
      if (!uses?.startsWith('actions/checkout@')) continue
      const { 'fetch-depth': _, ...others } = given ?? {}
      expect(Object.keys(others)).toStrictEqual(['persist-credentials'])
    }
    const lines = text.split('\n').map((line) => line.trim())
    for (const [index, line] of lines.entries()) {
      if (line === 'persist-credentials: true')
        expect(lines[index - 1]).toMatch(/^# .*\b(?:fetches|pushes)\b.*\.$/)
    }
  })

  it.each(withSteps)('%s runs no program of the checkout', (_, __, steps) => {
    for (const { uses, run = '', with: given, ...step } of steps) {
      expect(uses ?? '').not.toMatch(/^\.|^docker:/)
      // By `packageManager` of the checkout's package.json it runs yarn or pnpm there, which run what their files name.
      if (uses?.startsWith('actions/setup-node@')) expect(given?.['package-manager-cache']).toBe(false)
      if (run === install) expect(step['working-directory']).toBe('${{ runner.temp }}')
      else expect(run).not.toMatch(packageManagers)
    }
  })

  it.each(withSteps)('%s has no text of an event in a script', (_, __, steps) => {
    for (const { run = '' } of steps) {
      const expressions = [...run.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, expression = '']) =>
        expression.trim(),
      )
      expect(expressions.filter((each) => each !== 'matrix.shard')).toStrictEqual([])
    }
  })

  it.each(withSteps)('%s writes through no link of the checkout', (_, __, steps) => {
    if (!steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))) return
    for (const { run = '' } of steps) {
      for (const target of redirections(run))
        expect(target).toMatch(/^"\$(?:RUNNER_TEMP\/|GITHUB_STEP_SUMMARY"$|GITHUB_OUTPUT"$)/)
    }
  })

  it('of GitLab do the same', () => {
    const text = readRepositoryFile(gitlab).replaceAll(/^\s*#.*$/gm, '')
    const outside = `- (cd / && ${install})\n`
    expect(text).toContain(outside)
    expect(text.replace(outside, '')).not.toMatch(packageManagers)
    for (const lines of Object.values(readScripts(gitlab))) {
      for (const [index, line] of lines.entries()) {
        if (!line.startsWith('fedrender ')) continue
        for (const target of redirections(line)) {
          expect(lines.slice(0, index)).toContain(`rm -f ${target}`)
        }
      }
    }
  })

  it('of GitLab hold their token only where no merge request says what is run', () => {
    const jobs = parse(readRepositoryFile(gitlab)) as Record<string, { rules?: readonly { if: string }[] }>
    const withToken = Object.entries(jobs).filter(([, job]) =>
      JSON.stringify(job).includes('FEDRENDER_TOKEN'),
    )
    expect(withToken.map(([name]) => name)).toStrictEqual(['note', 'render', 'publish'])
    for (const [, { rules = [] }] of withToken) {
      for (const rule of rules) {
        expect(rule.if).toContain('$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH')
        expect(rule.if).toMatch(/\$CI_PIPELINE_SOURCE == "(?:schedule|push)"/)
      }
    }
  })

  it('call fedrender by its name alone in hooks, plugins and Jobs', () => {
    const others = files.filter((path) => /\.ya?ml$/.test(path) && path !== gitlab && !isWorkflow(path))
    for (const path of ['.pre-commit-hooks.yaml', ...others]) {
      expect(readRepositoryFile(path).replaceAll(/^\s*#.*$/gm, ''), path).not.toMatch(packageManagers)
    }
  })

  it('of this repository may only read, and hold no credentials', () => {
    const { permissions, jobs } = parse(readRepositoryFile('.github/workflows/ci.yaml')) as Workflow
    expect(permissions).toStrictEqual({ contents: 'read' })
    expect(Object.values(jobs).map((job) => job.permissions)).toStrictEqual([undefined])
    const steps = Object.values(jobs).flatMap((job) => job.steps)
    expect(steps.map(({ uses, run }) => uses?.replace(/@.*/, '') ?? run)).toStrictEqual([
      'actions/checkout',
      'actions/setup-node',
      'actions/setup-go',
      '.ci/run',
    ])
    expect(steps[0]?.with?.['persist-credentials']).toBe(false)
  })

  it('give no command with npx in a document', () => {
    for (const path of documents) {
      for (const text of fencesOf(path, /^(?:sh|bash|console|yaml|yml)$/))
        expect(text, path).not.toMatch(/\bnpx\b/)
    }
  })
})
