import { describe, expect, it } from 'vitest'
import { defaultFluxConfig, type FluxConfig } from '../../../src/model/delivery-config.ts'
import type { Fleet } from '../../../src/model/fleet.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { objectText } from '../../../src/output/object-text.ts'
import { flux } from '../../../src/agents/flux/flux.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  kubeFedConfig,
  placedIn,
} from '../../helpers/kubefed-objects.ts'

const clusters = [kubeFedCluster('a'), kubeFedCluster('con')]

function filesOf(
  fleet: Fleet,
  settings: Partial<FluxConfig>,
  output = 'rendered',
): ReturnType<typeof flux.files> {
  return flux.files({ fleet, output, tenants: [] }, { flux: { ...defaultFluxConfig, ...settings } })
}

function specs(objects: readonly JsonObject[], settings: Partial<FluxConfig> = {}): Record<string, unknown> {
  const { fleet } = compileObjects([...clusters, ...objects])
  const files = filesOf(fleet, settings)
  return Object.fromEntries(files.map(({ path, object }) => [path, object['spec']]))
}

describe('the files of Flux', () => {
  it('gives each cluster of the inventory a directory with its Kustomization', () => {
    const files = specs([])
    expect(Object.keys(files)).toStrictEqual([
      'flux/a/kustomizations/a.yaml',
      'flux/%63on/kustomizations/%63on.yaml',
    ])
    expect(files['flux/%63on/kustomizations/%63on.yaml']).toStrictEqual({
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      path: './rendered/clusters/%63on',
      interval: '10m',
      timeout: '5m',
      prune: true,
      wait: true,
      deletionPolicy: 'Orphan',
    })
  })

  it('lets the namespaces of a cluster depend on what has no namespace', () => {
    const files = specs([federatedNamespace('shop', placedIn('a'))], {
      granularity: 'namespace',
      kubeConfigSecret: '{cluster}-kubeconfig',
    })
    expect(files).toMatchObject({
      'flux/a/kustomizations/a-cluster-scoped.yaml': {
        path: './rendered/clusters/a/_cluster',
        kubeConfig: { secretRef: { name: 'a-kubeconfig' } },
      },
      'flux/a/kustomizations/a-shop.yaml': {
        path: './rendered/clusters/a/shop',
        dependsOn: [{ name: 'a-cluster-scoped' }],
      },
    })
    expect(files['flux/a/kustomizations/a-cluster-scoped.yaml']).not.toHaveProperty('dependsOn')
  })

  it('lets nothing depend on a directory that is not there', () => {
    const namespaced = kubeFedConfig({ scope: 'Namespaced' })
    const config = federated('ConfigMap', 'x', {}, { namespace: 'kube-federation-system' })
    const files = specs([namespaced, config], { granularity: 'namespace' })
    expect(Object.keys(files)).toContain('flux/a/kustomizations/a-kube-federation-system.yaml')
    expect(Object.keys(files).some((path) => path.includes('cluster-scoped'))).toBe(false)
    expect(JSON.stringify(files)).not.toContain('dependsOn')
  })

  it('takes each cluster from its own artifact, and shows how that is pushed', () => {
    const { fleet } = compileObjects([...clusters, federatedNamespace('shop')])
    const oci = { url: 'oci://ghcr.io/acme/fleet', tag: 'latest' }
    const files = filesOf(fleet, { granularity: 'namespace', oci }, './rendered/')
    const repository = files.find(({ path }) => path === 'flux/a/ocirepositories/a.yaml')
    expect(repository?.object['spec']).toStrictEqual({
      interval: '10m',
      url: 'oci://ghcr.io/acme/fleet/a',
      ref: { tag: 'latest' },
    })
    expect(repository?.comment).toMatch(
      /^flux push artifact oci:\/\/ghcr\.io\/acme\/fleet\/a:latest --path='\.\/rendered\/clusters\/a' --source=/,
    )
    expect(
      files.find(({ path }) => path === 'flux/a/kustomizations/a-shop.yaml')?.object['spec'],
    ).toMatchObject({
      sourceRef: { kind: 'OCIRepository', name: 'a' },
      path: './shop',
    })
  })

  it('lets no name of a directory end the comment that shows the command', () => {
    const { fleet } = compileObjects(clusters)
    const oci = { url: 'oci://ghcr.io/acme/fleet', tag: 'latest' }
    const files = filesOf(fleet, { oci }, "o'ut\nkind: Evil\u2028kind: Evil")
    const texts = files.map(({ object, comment }) => objectText(object, comment))
    expect(texts.join('')).toContain(String.raw`--path='./o'\''ut`)
    expect(texts.join('').match(/^kind: .*|\u2028/gm)).not.toContain('kind: Evil')
    expect(texts.join('')).not.toContain('\u2028')
  })
})
