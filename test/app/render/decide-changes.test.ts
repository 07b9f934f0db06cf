import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { commit, git, gitRepository } from '../../helpers/git-repository.ts'
import { federatedYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult } from '../../helpers/test-repository.ts'

const fleet = inventoryYaml('east') + namespaceYaml('shop')
const selector = 'selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}'
const counted =
  fleet + federatedYaml('Deployment', 'shop/web', `template: {spec: {replicas: 3, ${selector}}}`)
const retained = counted.replace(
  'spec: {placement: {clusterSelector: {}}, template: {spec: {r',
  'spec: {retainReplicas: true, placement: {clusterSelector: {}}, template: {spec: {r',
)

function run(directory: string, ...words: readonly string[]): CommandResult {
  return createTestRepository({}).runOn({ host: createNodeHost(), directory }, ...words)
}

/** A repository that was rendered and published with a count of replicas, whose head leaves the count to the cluster. */
function retaining(): string {
  const directory = gitRepository({ 'all.yaml': counted })
  expect(run(directory, 'render').exitCode).toBe(0)
  commit(directory, {})
  expect(run(directory, 'publish', '--branch', 'live').exitCode).toBe(0)
  commit(directory, { 'all.yaml': retained })
  return directory
}

describe('a count of replicas that is no longer sent', () => {
  it.each([
    ['render', ['render']],
    [
      'render into an empty output, by the previous one',
      ['render', '--out', 'elsewhere', '--previous', 'rendered'],
    ],
    ['publish', ['publish', '--branch', 'live']],
  ])('is reported by %s, and is an error where warnings are', (_, commandLine) => {
    const directory = retaining()
    const published = git(directory, 'rev-parse', 'live')
    const strict = run(directory, ...commandLine, '--strict')
    expect(strict.stderr).toContain('error retained-replicas-dropped: ')
    expect(strict.exitCode).toBe(2)
    expect(git(directory, 'rev-parse', 'live')).toBe(published)
    expect(git(directory, 'status', '--porcelain')).toBe('')
    const { exitCode, stderr } = run(directory, ...commandLine)
    expect([exitCode, stderr]).toStrictEqual([
      0,
      expect.stringContaining('warning retained-replicas-dropped: '),
    ])
  })

  it('is reported no more once it was published', () => {
    const directory = retaining()
    run(directory, 'publish', '--branch', 'live')
    commit(directory, { 'more.txt': '' })
    const { exitCode, stderr } = run(directory, 'publish', '--branch', 'live', '--strict')
    expect([exitCode, stderr]).toStrictEqual([0, expect.not.stringContaining('retained-replicas-dropped')])
  })
})
