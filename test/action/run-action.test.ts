import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runAction } from '../../src/action/run-action.ts'
import { runFedrender } from '../../src/action/run-fedrender.ts'
import { createNodeHost } from '../../src/host/node-host.ts'
import { commit, git, gitRepository, scratchDirectory, write } from '../helpers/git-repository.ts'
import { configMapYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { act, pullRequest } from '../helpers/run-action.ts'

const host = createNodeHost()
const clusters = inventoryYaml('east', 'west')
const shop = (value: string): string =>
  namespaceYaml('shop') + configMapYaml('shop/settings', value, '{clusters: [{name: west}]}')

/** Commits a version of the sources with what they render, or with what they rendered before. */
function commitShop(directory: string, value: string, dir = '', stale = false): string {
  write(directory, { [`${dir}clusters.yaml`]: clusters, [`${dir}shop.yaml`]: shop(value) })
  if (!stale)
    expect(
      runFedrender({ host, directory: join(directory, dir), environment: {} }, ['render']).exitCode,
    ).toBe(0)
  return commit(directory, {})
}

/** A repository whose main branch has one commit more than the branch `change` that left it. */
function originWithBranch(dir = '', stale = false): { origin: string; head: string; main: string } {
  const origin = gitRepository({ 'README.md': 'x' })
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
  commitShop(origin, 'old', dir)
  git(origin, 'checkout', '-q', '-b', 'change')
  const head = commitShop(origin, 'new', dir, stale)
  git(origin, 'checkout', '-q', 'main')
  const main = commit(origin, { 'README.md': 'y' })
  return { origin, head, main }
}

/** A clone as actions/checkout makes it: one commit, and no branch. */
function checkOut(origin: string, reference: string): string {
  const workspace = scratchDirectory()
  git(workspace, 'init', '-q')
  git(workspace, 'remote', 'add', 'origin', `file://${origin}`)
  git(workspace, 'fetch', '-q', '--depth=1', 'origin', reference)
  git(workspace, 'checkout', '-q', 'FETCH_HEAD')
  return workspace
}

describe('the action', () => {
  it('judges a change by the tenants of its base, in a checkout that lacks it', () => {
    const tenants = (clusters: string): string =>
      `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants: [{name: shop, sources: ['**'], namespaces: ['*'], types: ['*'], clusters: ${clusters}, fleet: true}]
`
    const origin = gitRepository({ 'fedrender.yaml': tenants('[west]') })
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    const base = commit(origin, {
      'clusters.yaml': clusters,
      'shop.yaml': namespaceYaml('shop', '{clusters: [{name: west}]}'),
    })
    const head = commit(origin, { 'fedrender.yaml': tenants("['*']"), 'shop.yaml': namespaceYaml('shop') })
    const { exitCode, log } = act(checkOut(origin, head), pullRequest(head, base))
    expect(exitCode).toBe(2)
    expect(log).toContain('The tenant "shop" may not place anything in "east".')
  })

  it('compares the merge of a pull request with what it is merged into, which it fetches', () => {
    const { origin, head, main } = originWithBranch()
    const old = git(origin, 'rev-parse', 'main~1')
    git(origin, 'checkout', '-q', '-b', 'merge', 'main')
    git(origin, 'merge', '-q', '--no-ff', '-m', 'merge', 'change')
    const workspace = checkOut(origin, 'merge')
    const report = { 'report-url': 'https://ci.example.com/report.html' }
    const { exitCode, outputs, comment, summary } = act(workspace, pullRequest(head, old), report)
    expect(exitCode).toBe(0)
    const merge = git(workspace, 'rev-parse', 'HEAD')
    expect(comment).toContain(`](https://github.com/o/r/blob/${merge}/`)
    expect(comment).toContain('[The report](https://ci.example.com/report.html)')
    expect(outputs).toStrictEqual({ changed: 'true', clusters: '["west"]', risks: '[]' })
    expect(comment).toMatch(/^<!-- fedrender diff -->\n/)
    expect(comment).toContain('settings')
    expect(summary).toContain(comment)
    expect(git(workspace, 'rev-parse', 'FETCH_HEAD')).toBe(main)
  })

  it('fails where the change brings a field that the type does not have, and writes the comment all the same', () => {
    const origin = gitRepository({ 'clusters.yaml': clusters, 'shop.yaml': shop('x') })
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    const base = git(origin, 'rev-parse', 'main')
    const pod = '{metadata: {labels: {a: b}}, spec: {containers: [{name: web, imagePullPolcy: Always}]}}'
    const template = `template: {spec: {selector: {matchLabels: {a: b}}, template: ${pod}}}`
    const head = commit(origin, { 'web.yaml': federatedYaml('Deployment', 'shop/web', template) })
    const run = act(checkOut(origin, head), pullRequest(head, base), { check: 'false' })
    expect(run.exitCode).toBe(2)
    expect(run.outputs).toMatchObject({ changed: 'true' })
    expect(run.comment).toContain('deployments.apps shop/web')
    expect(run.log).toContain('imagePullPolcy')
  })

  it.each([
    ['a merge group', (base: string): object => ({ merge_group: { base_sha: base } }), {}],
    ['a push', (base: string): object => ({ before: base }), {}],
    ['a pull request whose branch is checked out', (base: string): object => pullRequest('x', base), {}],
    ['an event without a base, where a branch is given', (): object => ({}), { base: 'main' }],
    ['an event without a base, where a remote branch is given', (): object => ({}), { base: 'origin/main' }],
  ])('compares %s', (_, event, inputs) => {
    const { origin, head, main } = originWithBranch()
    const { exitCode, outputs } = act(checkOut(origin, head), event(main), inputs)
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ changed: 'true', clusters: '["west"]' })
  })

  it('needs no remote for a base that the clone has', () => {
    const { origin, head, main } = originWithBranch()
    git(origin, 'checkout', '-q', head)
    expect(act(origin, { before: main }).outputs).toMatchObject({ changed: 'true' })
  })

  it('reads the branch that the output is published to, which it fetches', () => {
    const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\ndelivery: {flux: {}}\n'
    const sources = (clusters: string): Record<string, string> => ({
      'shop.yaml': namespaceYaml('shop', clusters) + configMapYaml('shop/settings', 'x', clusters),
    })
    const [both, one] = ['{clusters: [{name: east}, {name: west}]}', '{clusters: [{name: east}]}']
    const origin = gitRepository({ 'fedrender.yaml': config, 'clusters.yaml': clusters, ...sources(both) })
    const publish = (...words: readonly string[]): string =>
      runFedrender({ host, directory: origin, environment: {} }, ['publish', '--branch', 'live', ...words])
        .stderr
    publish()
    const base = commit(origin, sources(one))
    publish('--approve-prune', /digest ([0-9a-f]{16})/.exec(publish())?.[1] ?? '')
    // Something else is placed in the directory that Flux has seen empty, and it deletes what it had applied.
    const head = commit(origin, {
      'shop.yaml': namespaceYaml('shop', both) + configMapYaml('shop/settings', 'x', one),
      'other.yaml': configMapYaml('shop/other', 'x', both),
    })
    const inputs = { check: 'false', previous: 'live' }
    const published = act(checkOut(origin, head), pullRequest(head, base), inputs)
    expect(published.comment).toContain('configmaps shop/settings` removed')
    expect(act(checkOut(origin, head), pullRequest(head, base), { check: 'false' }).comment).not.toContain(
      'settings',
    )
    const wrong = act(checkOut(origin, head), pullRequest(head, base), { check: 'false', previous: 'gone' })
    expect([wrong.exitCode, wrong.log]).toStrictEqual([
      2,
      expect.stringContaining('The previous "gone" cannot be fetched'),
    ])
  })

  it('says that nothing changes, and writes that too as a comment', () => {
    const { origin, main } = originWithBranch()
    const { exitCode, outputs, comment } = act(checkOut(origin, main), {
      before: git(origin, 'rev-parse', 'main~1'),
    })
    expect(exitCode).toBe(0)
    expect(outputs).toStrictEqual({ changed: 'false', clusters: '[]', risks: '[]' })
    expect(comment).toMatch(/^<!-- fedrender diff -->\n/)
  })

  it('tells which rules find a risk', () => {
    const origin = gitRepository({ 'clusters.yaml': clusters, 'shop.yaml': namespaceYaml('shop') })
    const before = git(origin, 'rev-parse', 'HEAD')
    commit(origin, { 'shop.yaml': '' })
    const { outputs } = act(origin, { before }, { check: 'false' })
    expect(JSON.parse(outputs['risks'] ?? '')).toContain('namespace-deleted')
  })

  it('compares nothing where the event has no base', () => {
    const { origin, main } = originWithBranch()
    const { exitCode, log, outputs, comment } = act(checkOut(origin, main), { before: '0'.repeat(40) })
    expect([exitCode, outputs, comment]).toStrictEqual([0, {}, undefined])
    expect(log).toContain('::notice title=fedrender::This event has no base')
  })

  it('fails where the committed output is not up to date, unless none is committed', () => {
    const { origin, head, main } = originWithBranch('', true)
    const { exitCode, log, outputs } = act(checkOut(origin, head), { before: main })
    expect(exitCode).toBe(1)
    expect(log).toContain('M clusters/west/shop/configmaps/settings.yaml\n')
    expect(log).toContain('::error title=fedrender::The rendered output is not up to date')
    expect(outputs).toMatchObject({ changed: 'true' })
    expect(act(checkOut(origin, head), { before: main }, { check: 'false' }).exitCode).toBe(0)
  })

  it('annotates faults at their lines from the top of the workspace, and lists all of them in the summary', () => {
    const { origin, main } = originWithBranch('teams/web/')
    const workspace = checkOut(origin, main)
    write(workspace, { 'teams/web/shop.yaml': `${shop('x')}${namespaceYaml('shop')}` })
    const { exitCode, log, summary, outputs } = act(workspace, { before: main }, { dir: 'teams/web' })
    expect(exitCode).toBe(2)
    expect(log).toMatch(/^::error file=teams\/web\/shop\.yaml,line=\d+,.*title=duplicate-object::/m)
    expect(log).toContain(`::error title=fedrender::Nothing can be compared with the base ${main}.\n`)
    expect(summary).toMatch(/^```\nshop\.yaml:\d+:\d+: error duplicate-object: /)
    expect(outputs).toStrictEqual({})
  })

  it.each(['sarif', 'gitlab', 'rdjson', 'json', 'text'])('reports in a file as %s', (format) => {
    const { origin, main } = originWithBranch()
    const workspace = checkOut(origin, main)
    write(workspace, { 'shop.yaml': shop('x').replace('west', 'wset') })
    const { log, outputs } = act(workspace, { before: main }, { format })
    const report = readFileSync(outputs['report'] ?? '', 'utf8')
    expect(report).toContain('unknown-cluster')
    if (format !== 'text') expect(() => JSON.parse(report) as unknown).not.toThrow()
    expect(log).not.toContain('::warning')
  })

  it('lets no file speak to the runner', () => {
    const { origin, main } = originWithBranch()
    const workspace = checkOut(origin, main)
    write(workspace, {
      'shop.yaml': shop('x').replace('west', '"::add-mask::a ##[add-mask]b ```\\n::stop::"'),
    })
    const { log, summary } = act(workspace, { before: main })
    const commands = log.match(/^\s*::[a-z-]+/gm)?.map((command) => command.trim())
    const [, token = '', quoted = ''] = /^::stop-commands::(\S+)\n(.*?)^::\1::$/ms.exec(log) ?? []
    expect(token).toMatch(/^[0-9a-f-]{36}$/)
    expect(quoted).toContain('add-mask')
    expect(log.replace(quoted, '')).not.toMatch(/^(?!::(?:warning|notice|error) ).*add-mask/m)
    expect(commands).not.toContain('::add-mask')
    expect(summary).toMatch(/^````\n/)
  })

  it.each([
    [{ format: 'xml' }, 'The input "format" is "xml"; it may be text, json, github, gitlab, sarif, rdjson.'],
    [{ check: 'maybe' }, 'The input "check" is "maybe"; it may be true, false.'],
    [{ base: '--upload-pack=evil' }, 'The base "--upload-pack=evil" is not the name of a commit.'],
    [{ base: 'absent' }, 'The base "absent" cannot be fetched: '],
  ])('refuses the inputs %j', (inputs, message) => {
    const { origin, main } = originWithBranch()
    const { exitCode, log } = act(checkOut(origin, main), {}, inputs)
    expect(exitCode).toBe(2)
    expect(log).toContain(`::error title=fedrender::${message}`)
  })

  it('says that there is no repository', () => {
    const { exitCode, log } = act(scratchDirectory(), { before: 'a'.repeat(40) })
    expect(exitCode).toBe(2)
    expect(log).toContain('not a git repository')
  })

  it('does without the files of a runner', () => {
    const { origin, main } = originWithBranch()
    const log: string[] = []
    const environment = { INPUT_BASE: main }
    expect(runAction({ host, directory: origin, environment, writeLog: (text) => log.push(text) })).toBe(0)
  })
})
