import { describe, expect, it } from 'vitest'
import { changedRepository } from '../helpers/changed-repository.ts'
import { clusterYaml, fleetInvariant, webYaml } from '../helpers/held-fleet.ts'
import { commit, git, gitRepository } from '../helpers/git-repository.ts'
import { createTestRepository } from '../helpers/test-repository.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

const two = 'expression: clusters.all(c, c.deployments.all(d, d.replicas >= 2))'
const invariant = fleetInvariant('two', two)
const fleet = clusterYaml({ eu: '{}', us: '{}' })
const repository = { 'fleet.yaml': fleet, 'web.yaml': webYaml(), 'invariants.yaml': invariant }
const violating = { 'web.yaml': webYaml('', 1) }
const violated =
  'The invariant "two" does not hold in "eu", "us": Deployment "shop/web": `d.replicas >= 2` is false.'

function changed(
  files: Readonly<Record<string, string>>,
  base: Readonly<Record<string, string>> = repository,
): string {
  return changedRepository(base, files)
}

const weakenings: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['drops the rule', { 'invariants.yaml': '# nothing\n' }],
  ['asks for less', { 'invariants.yaml': invariant.replace('>= 2', '>= 1') }],
  ['makes light of it', { 'invariants.yaml': fleetInvariant('two', two, 'severity: info') }],
  [
    'accepts its own violation',
    { 'invariants.yaml': fleetInvariant('two', two, "accepted: [{until: '2027-01-31', reason: mine}]") },
  ],
  [
    'moves it to where nothing is read',
    {
      'fedrender.yaml':
        "apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nsources: ['*e*.yaml', '!invariants.yaml']\n",
    },
  ],
]

describe('a change that violates an invariant', () => {
  it.each(weakenings)('and %s is judged by the base', (_, files) => {
    const directory = changed({ ...violating, ...files })
    for (const words of [['diff'], ['render', '--check']]) {
      const { exitCode, stderr } = runInDirectory(directory, ...words)
      expect(stderr).toContain(violated)
      expect(stderr).toMatch(/the invariant: [0-9a-f]{12}:invariants\.yaml:5:\d+/)
      expect(exitCode).toBe(2)
    }
    expect(runInDirectory(directory, 'diff').stdout).toContain(
      'this change breaks the invariant "two" in "eu", "us"',
    )
  })

  it('is an error of validate and of render, which writes nothing', () => {
    const directory = changed(violating)
    const validated = runInDirectory(directory, 'validate')
    expect(validated.exitCode).toBe(2)
    expect(validated.stdout).toContain(violated)
    expect(runInDirectory(directory, 'render').exitCode).toBe(2)
    expect(git(directory, 'status', '--porcelain')).toBe('')
  })

  it('is reported as weakened where the rule is dropped alone', () => {
    const directory = changed({ 'invariants.yaml': '# nothing\n' })
    const { stderr } = runInDirectory(directory, 'render', '--check')
    expect(stderr).toContain('check-weakened')
    expect(stderr).toContain('invariants.two')
  })
})

describe('a violation that is older than a change', () => {
  const old = { ...repository, 'invariants.yaml': '# none\n', ...violating }

  it('is a warning of diff and of render --check, and an error where the change adds a cluster to it', () => {
    const base = gitRepository(old)
    runInDirectory(base, 'render')
    commit(base, { 'invariants.yaml': invariant })
    git(base, 'checkout', '-q', '-b', 'change')
    commit(base, { 'other.yaml': '# nothing\n' })
    const same = runInDirectory(base, 'diff')
    expect(same.stderr).toContain(
      `warning invariant-violated: ${violated} It did not hold before this change either.`,
    )
    expect(same.exitCode).toBe(0)
    expect(runInDirectory(base, 'render', '--check').exitCode).toBe(0)
    commit(base, { 'fleet.yaml': clusterYaml({ eu: '{}', us: '{}', new: '{}' }) })
    const more = runInDirectory(base, 'diff')
    expect(more.stderr).toContain('error invariant-violated: The invariant "two" does not hold in "new"')
    expect(more.exitCode).toBe(2)
  })
})

it.each([
  ['2026-01-01', 0],
  ['2025-12-31', 1],
])(
  'a violation that is accepted until %s is a warning once that day is over, and never an error',
  (until, warnings) => {
    const accepted = fleetInvariant('two', two, `accepted: [{until: '${until}', reason: moving}]`)
    const directory = gitRepository({ ...repository, ...violating, 'invariants.yaml': accepted })
    for (const words of [
      ['validate', '--strict'],
      ['render', '--strict'],
      ['publish', '--strict', '--branch', 'rendered'],
    ]) {
      const { exitCode, stdout, stderr } = runInDirectory(directory, ...words)
      expect(exitCode).toBe(0)
      expect((stdout + stderr).match(/warning invariant-acceptance-over/g) ?? []).toHaveLength(warnings)
    }
  },
)

it('--watch says that the day of an acceptance is over', async () => {
  const accepted = fleetInvariant('two', two, "accepted: [{until: '2025-12-31', reason: moving}]")
  const { runToEnd } = createTestRepository({ ...repository, ...violating, 'invariants.yaml': accepted })
  let written = ''
  const { exitCode } = await runToEnd(
    {
      clock: () => '2026-01-01T12:00:00Z',
      writeError: (text) => (written += text),
      watch: async function* () {},
    },
    'render',
    '--watch',
  )
  expect(exitCode).toBe(0)
  expect(written.match(/warning invariant-acceptance-over/g)).toHaveLength(1)
})

it('what is merged and violates an invariant is published, with a warning', () => {
  const directory = gitRepository({ ...repository, ...violating })
  const { exitCode, stderr } = runInDirectory(directory, 'publish', '--branch', 'rendered')
  expect(stderr).toContain(`warning invariant-violated: ${violated}`)
  expect(exitCode).toBe(0)
})

it('invariants of the configuration judge as those of files do, and a name counts once', () => {
  const configured = `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
invariants:
- name: two
  expression: clusters.all(c, c.deployments.all(d, d.replicas >= 2))
`
  const files = { 'fleet.yaml': fleet, ...violating, 'fedrender.yaml': configured }
  expect(runInDirectory(gitRepository(files), 'validate').stdout).toContain(violated)
  const both = runInDirectory(gitRepository({ ...files, 'invariants.yaml': invariant }), 'validate').stdout
  expect(both).toContain('invariant-name-repeated')
})

it('a tenant that is not of the fleet may declare none', () => {
  const files = {
    ...repository,
    'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1
kind: RenderConfig
tenants:
- {name: platform, sources: [fleet.yaml], namespaces: ['*'], types: ['*'], clusters: ['*'], fleet: true}
- {name: shop, sources: ['*'], namespaces: ['*'], types: ['*'], clusters: ['*']}
`,
  }
  expect(runInDirectory(gitRepository(files), 'validate').stdout).toContain(
    'The tenant "shop" may not declare a FleetInvariant.',
  )
})
