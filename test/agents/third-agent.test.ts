import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Agent } from '../../src/agents/agent.ts'
import { isKeptByAgents } from '../../src/agents/keep-annotations.ts'
import { configMapYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

/** Whether the settings ask for the third agent, which has no part of `DeliveryConfig`. */
const third = vi.hoisted(() => ({ isConfigured: true }))

/** One entry more in the list, and nothing else. */
vi.mock('../../src/agents/agents.ts', async (load) => {
  const { createAgent } = await import('../../src/agents/agent.ts')
  const { createDiagnostic } = await import('../../src/diagnostics/diagnostic.ts')
  const agent = createAgent({
    title: 'Sync bot',
    folder: 'sync-bot',
    settings: () => (third.isConfigured ? { kind: 'Sync' } : undefined),
    files: ({ fleet, output }, { kind }) =>
      fleet.clusters.map(({ name }) => ({
        path: `${name}.yaml`,
        object: { kind, metadata: { name }, spec: { path: `${output}/clusters/${name}` } },
      })),
    check: (fleet) =>
      fleet.clusters.map(({ name }) =>
        createDiagnostic('delivery-too-large', { name, bytes: 1e9, canSplit: false }),
      ),
    units: () => [],
    granularity: () => 'cluster',
    granularityIn: () => undefined,
    prunesLast: () => false,
    recallsOrphans: false,
    renames: () => 'it goes on',
    bootstrap: () => ({ files: [], steps: [], diagnostics: [] }),
    emptiable: () => [],
    keep: (_, reason) => ({ 'sync-bot.example.com/keep': reason }),
    reads: (name) => name.endsWith('.sync'),
    obeys: () => undefined,
    reasonOf: () => undefined,
    neverDeletes: () => false,
    isKept: (annotations) => annotations['sync-bot.example.com/keep'] !== undefined,
  })
  const { agents } = await load<{ readonly agents: readonly Agent[] }>()
  return { agents: [...agents, agent] }
})

const files = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
}
const own = ['sync-bot/east.yaml', 'sync-bot/west.yaml']

function renderedBy(agent: string, rendered: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(rendered).filter((path) => path.startsWith(`${agent}/`))
}

describe('an agent that is one more value in the list', () => {
  beforeEach(() => {
    third.isConfigured = true
  })

  it('has its files rendered below its folder, and its check reported', () => {
    const repository = createTestRepository(files)
    const { exitCode, stderr } = repository.run('render')
    expect(renderedBy('sync-bot', repository.rendered())).toStrictEqual(own)
    expect(repository.rendered()['sync-bot/east.yaml']).toContain('path: rendered/clusters/east')
    expect(exitCode).toBe(0)
    expect(stderr.match(/^warning delivery-too-large: .*"(?:east|west)"/gm)).toHaveLength(2)
  })

  it('has its files pruned once it is no longer configured', () => {
    const repository = createTestRepository(files)
    repository.run('render')
    third.isConfigured = false
    const { stderr } = repository.run('render')
    expect(stderr).toContain('2 pruned')
    expect(renderedBy('sync-bot', repository.rendered())).toStrictEqual([])
  })

  it('has a file reported that was not rendered, in its folder or of a name that it reads', () => {
    const repository = createTestRepository({ ...files, 'rendered/sync-bot/empty/other.txt': 'Evil' })
    expect(repository.run('render').stderr).toContain(
      'sync-bot/empty/other.txt:1:1: warning agent-file-foreign: ',
    )
    repository.host.put('/repo/rendered/clusters/east/shop/other.sync', 'Evil')
    expect(repository.run('render').stderr).toContain('other.sync:1:1: warning agent-file-foreign: ')
  })

  it('is told what to keep: a Namespace where it is configured, and an orphaned object always', () => {
    const orphan = federatedYaml('ConfigMap', 'shop/orphan', '').replace(
      'metadata: {',
      'metadata: {annotations: {kubefed.io/orphan: "true"}, ',
    )
    const repository = createTestRepository({ ...files, 'orphan.yaml': orphan })
    const keptAs = (path: string): string | undefined =>
      /sync-bot\.example\.com\/keep: (\w+)/.exec(repository.rendered()[`clusters/east/${path}`] ?? '')?.[1]
    const kept = (): unknown =>
      ['_cluster/namespaces/shop.yaml', 'shop/configmaps/orphan.yaml', 'shop/configmaps/settings.yaml'].map(
        keptAs,
      )
    repository.run('render')
    expect(kept()).toStrictEqual(['namespace', 'orphaned', undefined])
    third.isConfigured = false
    repository.run('render')
    expect(kept()).toStrictEqual([undefined, 'orphaned', undefined])
  })

  it('has to keep an object too before its deletion is no risk', () => {
    const annotations = {
      'argocd.argoproj.io/sync-options': 'Prune=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    }
    const keep = { 'sync-bot.example.com/keep': 'orphaned' }
    expect(isKeptByAgents({ metadata: { annotations } })).toBe(false)
    expect(isKeptByAgents({ metadata: { annotations: { ...annotations, ...keep } } })).toBe(true)
  })
})
