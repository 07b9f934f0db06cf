import { describe, expect, it } from 'vitest'
import { defaultArgoCDConfig, type ArgoCDConfig } from '../../../src/model/delivery-config.ts'
import type { Fleet } from '../../../src/model/fleet.ts'
import { appProject } from '../../../src/agents/argocd/app-project.ts'
import { applicationSet } from '../../../src/agents/argocd/application-set.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'
import { federated, federatedNamespace, kubeFedCluster } from '../../helpers/kubefed-objects.ts'

const web = federated('Deployment', 'web', { template: { spec: { replicas: 2 } }, retainReplicas: true })
const inventory = [kubeFedCluster('a', { rollout: 'canary' }), kubeFedCluster('b')]

function specOf(fleet: Fleet, settings: Partial<ArgoCDConfig> = {}): unknown {
  const config = deepFreeze({ ...defaultArgoCDConfig, repoURL: 'https://git.example.com/x.git', ...settings })
  return applicationSet(fleet, config, 'rendered').object['spec']
}

describe('applicationSet', () => {
  const { fleet } = compileObjects([...inventory, federatedNamespace('shop'), web])

  it('lists every cluster of the inventory, also one in which nothing is placed', () => {
    expect(specOf(compileObjects(inventory).fleet)).toMatchObject({
      generators: [
        {
          list: {
            elements: [
              { application: 'a', path: 'rendered/clusters/a', clusterName: 'a' },
              { application: 'b', path: 'rendered/clusters/b', clusterName: 'b' },
            ],
          },
        },
      ],
    })
  })

  it.each([
    ['', 'clusters/a'],
    ['.', 'clusters/a'],
    ['./deploy//out/', 'deploy/out/clusters/a'],
  ])('takes %j for the output directory in the repository', (path, expected) => {
    const elements = [{ path: expected }, {}]
    expect(specOf(fleet, { path })).toMatchObject({ generators: [{ list: { elements } }] })
  })

  it('ignores the replicas of objects that retain them, but only where a count is rendered', () => {
    const omitted = compileObjects([...inventory, federatedNamespace('shop'), web])
    expect(specOf(omitted.fleet)).not.toHaveProperty('template.spec.ignoreDifferences')
    const kept = compileObjects(
      [...inventory, federatedNamespace('shop'), web, federated('Deployment', 'api')],
      {
        retainReplicas: 'render',
      },
    )
    expect(specOf(kept.fleet)).toMatchObject({
      template: {
        spec: {
          ignoreDifferences: [
            {
              group: 'apps',
              kind: 'Deployment',
              name: 'web',
              namespace: 'shop',
              jsonPointers: ['/spec/replicas'],
            },
          ],
          syncPolicy: { syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'] },
        },
      },
    })
  })

  it('puts every cluster into one wave, those without the label into the last', () => {
    const waves = { label: 'rollout', order: ['canary', 'early'] }
    expect(specOf(fleet, { waves })).toMatchObject({
      generators: [{ list: { elements: [{ wave: 'canary' }, { wave: '' }] } }],
      strategy: {
        type: 'RollingSync',
        rollingSync: {
          steps: [
            { matchExpressions: [{ key: 'rollout', operator: 'In', values: ['canary'] }] },
            { matchExpressions: [{ key: 'rollout', operator: 'In', values: ['early'] }] },
            { matchExpressions: [{ key: 'rollout', operator: 'NotIn', values: ['canary', 'early'] }] },
          ],
        },
      },
      template: { metadata: { labels: { rollout: '{{.wave}}' } } },
    })
  })

  it('gives each Application of a namespace a destination that the AppProject of its tenant permits', () => {
    const waves = { label: 'rollout', order: ['canary'] }
    const projects = [{ name: 'shop', namespaces: ['shop'] }]
    const config = deepFreeze<ArgoCDConfig>({
      ...defaultArgoCDConfig,
      repoURL: 'https://git.example.com/x.git',
      granularity: 'namespace',
      projects,
      waves,
    })
    const { spec } = applicationSet(fleet, config, 'rendered').object as { spec: unknown }
    expect(spec).toMatchObject({
      generators: [
        {
          list: {
            elements: [
              { application: 'a-cluster-scoped', namespace: '', project: 'default' },
              { application: 'a-shop', namespace: 'shop', project: 'shop', clusterName: 'a' },
              { application: 'b-cluster-scoped', namespace: '', project: 'default' },
              { application: 'b-shop', namespace: 'shop', project: 'shop', clusterName: 'b' },
            ],
          },
        },
      ],
      template: { spec: { destination: { name: '{{.clusterName}}', namespace: '{{.namespace}}' } } },
    })
    expect(appProject(projects[0]!, fleet, config).object['spec']).toMatchObject({
      destinations: [
        { name: 'a', namespace: 'shop' },
        { name: 'b', namespace: 'shop' },
      ],
    })
  })

  it('names no namespace where an Application delivers a whole cluster', () => {
    expect(specOf(fleet)).not.toHaveProperty('template.spec.destination.namespace')
  })

  it('syncs by hand where it is told so', () => {
    expect(specOf(fleet)).toHaveProperty('template.spec.syncPolicy.automated', {
      prune: true,
      selfHeal: true,
    })
    expect(specOf(fleet, { automated: false })).not.toHaveProperty('template.spec.syncPolicy.automated')
  })
})
