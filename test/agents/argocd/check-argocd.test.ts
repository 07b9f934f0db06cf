import { describe, expect, it } from 'vitest'
import { agents } from '../../../src/agents/agents.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import {
  defaultArgoCDConfig,
  defaultFluxConfig,
  type DeliveryConfig,
  type DeliveryGranularity,
} from '../../../src/model/delivery-config.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { expectDiagnostics } from '../../helpers/expect-diagnostics.ts'
import { federated, federatedNamespace, kubeFedCluster, placedIn } from '../../helpers/kubefed-objects.ts'

const megabyte = 'é'.repeat(500_000)

function large(namespace: string, megabytes: number): readonly ReturnType<typeof federated>[] {
  return Array.from({ length: megabytes }, (_, index) =>
    federated(
      'ConfigMap',
      `large-${index}`,
      { template: { data: { text: megabyte } }, ...placedIn('a') },
      { namespace },
    ),
  )
}

const fleet = compileObjects([
  kubeFedCluster('a'),
  kubeFedCluster('b'),
  federatedNamespace('shop'),
  federatedNamespace('auth'),
  ...large('shop', 10),
  ...large('auth', 1),
]).fleet

function checkFor(config: DeliveryConfig): readonly Diagnostic[] {
  return agents.flatMap((agent) => agent.check(fleet, config, { path: '', isKnown: true }))
}

describe('the size of an Application', () => {
  const check = (granularity: DeliveryGranularity): readonly Diagnostic[] =>
    checkFor({ argocd: { ...defaultArgoCDConfig, repoURL: 'x', granularity } })

  it('is reported beyond 10 MB of bytes, and only then', () => {
    const [warning, ...others] = check('cluster')
    expect(others).toStrictEqual([])
    expectDiagnostics(warning ? [warning] : [], [
      { code: 'delivery-too-large', message: /^The files of the Application "a" have 11\.0 MB/ },
    ])
    expect(warning?.hint).toContain('delivery.argocd.granularity: namespace')
  })

  it('is reported with the setting of Argo CD where the Application is a namespace already', () => {
    const [warning, ...others] = check('namespace')
    expect(others).toStrictEqual([])
    expect(warning?.message).toMatch(/^The files of the Application "a-shop" have 10\.0 MB/)
    expect(warning?.hint).toContain('reposerver.max.combined.directory.manifests.size')
  })

  it('does not matter where no agent, or only Flux, is configured, which has no such limit', () => {
    expect(checkFor({})).toStrictEqual([])
    expect(checkFor({ flux: defaultFluxConfig })).toStrictEqual([])
  })
})
