import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRepositoryFile } from '../../docs/documents.ts'
import { git } from '../../helpers/git-repository.ts'
import { artifactsOf, jobsOf, runJob, type JobRun, type Variables } from './gitlab-pipeline.ts'
import { openProject } from './project.ts'

const server = {
  CI_DEFAULT_BRANCH: 'main',
  CI_SERVER_HOST: 'gitlab.example.com',
  CI_PROJECT_PATH: 'acme/fleet',
  CI_COMMIT_SHORT_SHA: '00000000',
}
const token = { FEDRENDER_TOKEN: 'secret' }
const push = { ...server, CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' }
const review = { ...server, CI_PIPELINE_SOURCE: 'merge_request_event' }

function expectArtifacts(name: string, { checkout, text }: JobRun): void {
  for (const file of artifactsOf(name))
    expect(existsSync(join(checkout, file)), `${file} of ${text}`).toBe(true)
}

describe('a merge request on GitLab', () => {
  it('is linked from the page about pipelines, which the tutorial of reviews names', () => {
    expect(readRepositoryFile('docs/tutorials/reviewing-a-pull-request.md')).toContain(
      '(../how-to/run-in-ci.md)',
    )
    expect(readRepositoryFile('docs/how-to/run-in-ci.md')).toContain('(../../examples/ci/README.md#')
    expect(readRepositoryFile('examples/ci/README.md')).toContain('(gitlab/.gitlab-ci.yml)')
  })

  it('gets jobs by what the project sets, and a push to the main branch others', () => {
    const branch = { FEDRENDER_BRANCH: 'rendered' }
    const of = (variables: Variables): string => jobsOf(variables).join(', ')
    expect(of(review)).toBe('check, diff')
    expect(of({ ...review, ...branch })).toBe('validate, diff')
    expect(of(push)).toBe('')
    expect(of({ ...push, ...token })).toBe('render')
    expect(of({ ...push, ...token, ...branch })).toBe('publish')
    const approved = { ...push, ...token, ...branch, FEDRENDER_APPROVAL: 'yes' }
    expect(of(approved)).toBe('compare, publish (manual)')
    expect(of({ ...push, ...token, CI_PIPELINE_SOURCE: 'schedule' })).toBe('note')
    expect(of({ ...push, ...token, CI_COMMIT_BRANCH: 'change' })).toBe('')
  })

  it('is checked and compared, in a clone of one commit', () => {
    const { origin, base, head } = openProject('gitlab/.gitlab-ci.yml', true)
    const variables = { ...review, CI_MERGE_REQUEST_DIFF_BASE_SHA: base }
    const [check, diff] = ['check', 'diff'].map((name) => runJob(origin, name, head, variables))
    expect(check?.status, check?.text).toBe(0)
    expect(diff?.status, diff?.text).toBe(0)
    const at = (run: JobRun | undefined, file: string): string =>
      readFileSync(join(run?.checkout ?? '', file), 'utf8')
    expect(JSON.parse(at(check, 'fedrender.codequality.json'))).toStrictEqual([])
    expect(at(diff, 'fedrender.md')).toMatch(
      /^<!-- fedrender diff -->\n[^]*`deployments.apps shop\/web` changed/,
    )
    for (const [name, run] of [
      ['check', check],
      ['diff', diff],
    ] as const)
      if (run) expectArtifacts(name, run)
  })

  it('fails where its output is not up to date, and is rendered on the main branch', () => {
    const { origin, base, head } = openProject('gitlab/.gitlab-ci.yml', false)
    const check = runJob(origin, 'check', head, { ...review, CI_MERGE_REQUEST_DIFF_BASE_SHA: base })
    expect([check.status, check.text]).toStrictEqual([
      1,
      expect.stringContaining('M clusters/us-east/shop/deployments.apps/web.yaml'),
    ])
    expectArtifacts('check', check)
    git(origin, 'branch', '-f', 'main', 'change')
    const render = runJob(origin, 'render', head, { ...push, ...token })
    expect(render.status, render.text).toBe(0)
    expect(git(origin, 'show', 'main:rendered/clusters/us-east/shop/deployments.apps/web.yaml')).toContain(
      'nginx:1.29',
    )
  })

  it('is published once it is merged, where the project names a branch', () => {
    const { origin, base, head } = openProject('gitlab/.gitlab-ci.yml', false)
    const branch = { ...token, FEDRENDER_BRANCH: 'rendered' }
    const validate = runJob(origin, 'validate', head, { ...review, ...branch })
    expect(validate.status, validate.text).toBe(0)
    expectArtifacts('validate', validate)
    for (const commit of [base, head]) {
      git(origin, 'branch', '-f', 'main', commit)
      const publish = runJob(origin, 'publish', commit, { ...push, ...branch })
      expect(publish.status, publish.text).toBe(0)
    }
    expect(git(origin, 'show', 'rendered:clusters/us-east/shop/deployments.apps/web.yaml')).toContain(
      'nginx:1.29',
    )
    expect(git(origin, 'log', '--format=%s', 'rendered')).toBe('nginx 1.29\nA fleet')
  })
})
