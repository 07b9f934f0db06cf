import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { comment, github } from '../../ci/run-comment.ts'
import { readSteps } from '../../ci/read-pipeline.ts'
import { git, scratchDirectory } from '../../helpers/git-repository.ts'
import { act, pullRequest } from '../../helpers/run-action.ts'
import { checkOut, openProject } from './project.ts'
import { addProgram, createMachine, typeInShell, type Printed } from './shell-session.ts'

/** What the scripts of a workflow did in a checkout: what they printed, how they ended, and the directory of the runner. */
interface WorkflowRun extends Printed {
  readonly runner: string
}

/** Runs the scripts of a workflow's steps one after the other, as the runner does, on a branch of nobody's identity. */
function runScripts(
  origin: string,
  file: string,
  commit: string,
  variables: Readonly<Record<string, string>> = {},
  prepare: (runner: string) => void = () => undefined,
): WorkflowRun {
  const machine = createMachine()
  git(machine.home, 'config', '--file', join(machine.home, '.gitconfig'), '--remove-section', 'user')
  addProgram(machine.programs, 'npm', '[ "$1 $2" = "install --global" ] && [ ! -e .git ]')
  const steps = readSteps(`examples/ci/github/${file}`)
  const [checkout, runner] = [join(machine.home, 'fleet'), join(machine.home, 'runner')]
  checkOut(origin, commit, checkout, steps.some((step) => step.with?.['fetch-depth'] === 0) ? 0 : 1)
  git(checkout, 'checkout', '-q', '-B', 'main')
  git(checkout, 'config', 'branch.main.remote', 'origin')
  git(checkout, 'config', 'branch.main.merge', 'refs/heads/main')
  mkdirSync(runner)
  prepare(runner)
  const given = { FLEET: '.', GITHUB_SHA: commit, RUNNER_TEMP: runner, ...variables }
  const exports = Object.entries(given).map(([key, value]) => `export ${key}='${value}'\n`)
  const scripts = steps.flatMap(({ run, 'working-directory': directory }) =>
    run === undefined
      ? []
      : [`(\nset -eo pipefail\ncd '${directory === undefined ? checkout : runner}'\n${run}\n)`],
  )
  const [printed] = typeInShell(machine, [`${exports.join('')}${scripts.join(' &&\n')}\n`])
  return { text: '', status: 1, ...printed, runner }
}

describe('a pull request on GitHub', () => {
  it('is checked, compared and commented, in a clone of one commit', () => {
    const { origin, base, head } = openProject(['github/review.yaml', 'github/comment.yaml'], true)
    expect(git(origin, 'ls-tree', '-r', '--name-only', 'main', '.github')).toBe(
      '.github/workflows/comment.yaml\n.github/workflows/review.yaml',
    )
    const workspace = join(scratchDirectory(), 'fleet')
    checkOut(origin, head, workspace, 1)
    const given = readSteps('examples/ci/github/review.yaml').find(({ id }) => id === 'fedrender')?.with ?? {}
    const { 'comment-file': _, ...inputs } = given
    const texts = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, String(value)]))
    const reviewed = act(workspace, pullRequest(head, base), texts)
    expect([reviewed.exitCode, reviewed.outputs['changed']], reviewed.log).toStrictEqual([0, 'true'])
    const compared = runScripts(origin, 'review.yaml', head, { NUMBER: '7', CHANGED: 'true' }, (runner) =>
      writeFileSync(join(runner, 'fedrender.md'), reviewed.comment ?? ''),
    )
    expect(compared.status, compared.text).toBe(0)
    const artifact = Object.fromEntries(
      ['number', 'changed', 'comment.md'].map((name) => [
        name,
        readFileSync(join(compared.runner, 'comparison', name), 'utf8'),
      ]),
    )
    const { status, writes } = comment(artifact, github)
    expect(status).toBe(0)
    expect(writes).toMatchObject([
      { method: 'POST', path: 'repos/o/r/issues/7/comments', body: reviewed.comment },
    ])
    expect(reviewed.comment).toMatch(/^<!-- fedrender diff -->\n[^]*`deployments.apps shop\/web` changed/)
  })

  it('fails where its output is not up to date, and is rendered on the main branch', () => {
    const { origin, base, head } = openProject(['github/review.yaml', 'github/render.yaml'], false)
    const workspace = join(scratchDirectory(), 'fleet')
    checkOut(origin, head, workspace, 1)
    expect(act(workspace, pullRequest(head, base)).exitCode).toBe(1)
    git(origin, 'branch', '-f', 'main', 'change')
    const rendered = runScripts(origin, 'render.yaml', head)
    expect(rendered.status, rendered.text).toBe(0)
    expect(git(origin, 'log', '-1', '--format=%an: %s', 'main')).toBe(`github-actions[bot]: Render ${head}`)
    expect(git(origin, 'show', 'main:rendered/clusters/us-east/shop/deployments.apps/web.yaml')).toContain(
      'nginx:1.29',
    )
  })

  it('is published once it is merged, and its faults are alerts', () => {
    const { origin, head } = openProject(['github/publish.yaml', 'github/code-scanning.yaml'], false)
    git(origin, 'branch', '-f', 'main', 'change')
    const published = runScripts(origin, 'publish.yaml', head)
    expect(published.status, published.text).toBe(0)
    expect(git(origin, 'show', 'rendered:clusters/us-east/shop/deployments.apps/web.yaml')).toContain(
      'nginx:1.29',
    )
    const scanned = runScripts(origin, 'code-scanning.yaml', head)
    expect(scanned.status, scanned.text).toBe(0)
    expect(JSON.parse(readFileSync(join(scanned.runner, 'fedrender.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    })
  })
})
