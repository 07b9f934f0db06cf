import { describe, expect, it } from 'vitest'
import { granularitiesOf } from '../../../../src/agents/removal.ts'
import {
  defaultArgoCDConfig,
  defaultFluxConfig,
  type DeliveryConfig,
} from '../../../../src/model/delivery-config.ts'
import { defaultRenderConfig } from '../../../../src/model/render-config.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { compareFleets } from '../../../../src/views/fleet-diff/compare-fleets.ts'
import { createRiskContext } from '../../../../src/views/fleet-diff/risks/risk-context.ts'
import { risksOf } from '../../../../src/views/fleet-diff/risks/risks-of.ts'
import { compileObjects } from '../../../helpers/compile-frozen.ts'
import { federated, federatedNamespace, kubeFedCluster, placedIn } from '../../../helpers/kubefed-objects.ts'

const clusters = [kubeFedCluster('a'), kubeFedCluster('b')]
const web = federated('Deployment', 'web')
const argocd: DeliveryConfig = { argocd: { ...defaultArgoCDConfig, repoURL: 'x' } }
const flux: DeliveryConfig = { flux: defaultFluxConfig }

function risks(
  base: readonly JsonObject[],
  head: readonly JsonObject[],
  delivery: DeliveryConfig,
  earlier: DeliveryConfig = {},
): readonly string[] {
  const config = { ...defaultRenderConfig, delivery }
  const [before, after] = [base, head].map((objects) => compileObjects(objects, config).fleet)
  if (before === undefined || after === undefined) throw new Error('two fleets')
  const changes = compareFleets(before, after, () => undefined)
  const context = createRiskContext(before, after, changes, { delivery, earlier: granularitiesOf(earlier) })
  return changes.flatMap((change) =>
    risksOf(change, context).map(({ level, rule, reason }) => `${level} ${rule}: ${reason}`),
  )
}

const shop = federatedNamespace('shop')
const auth = federatedNamespace('auth')
const all = [...clusters, shop, auth, web]

describe('the risks of a removal', () => {
  it.each([
    ['Argo CD', argocd],
    ['Flux', flux],
  ])('say that %s keeps a Namespace, and prunes what was in it', (_, delivery) => {
    expect(risks(all, [...clusters, auth], delivery)).toEqual([
      'medium object-stays: Namespace "shop" stays in "a", "b", since its annotations keep it: delete it there by hand.',
      'high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops.',
    ])
  })

  it('say that the Namespace goes where nobody is known to keep it', () => {
    expect(risks(all, [...clusters, auth], {})[0]).toBe(
      'critical namespace-deleted: Namespace "shop" is deleted, and everything in it with it.',
    )
  })

  it('say that agents delete nothing from an emptied cluster until something comes there again', () => {
    const onlyA = [...clusters, ...[shop, auth].map((each) => Object.assign({}, each)), web]
    const placed = [
      ...clusters,
      federatedNamespace('shop', placedIn('a')),
      federatedNamespace('auth', placedIn('a')),
      federated('Deployment', 'web', placedIn('a')),
    ]
    const found = risks(onlyA, placed, flux)
    expect(found).toContain(
      'high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops; in "b" only once something is placed there again.',
    )
    expect(found.join()).toContain(
      'Cluster "b" loses every object that it had: the agents delete nothing as long as its directory is empty, and what is left once something is placed there again.',
    )
  })

  it('say that agents forget a cluster which leaves the inventory', () => {
    const found = risks(all, [kubeFedCluster('a'), shop, auth, web], argocd)
    expect(found).toContain(
      'medium object-stays: Deployment "shop/web" stays in "b", which the agents no longer know: delete it there by hand.',
    )
    expect(found.join()).toContain('the agents no longer know it, and what runs there stays.')
    expect(found.join()).not.toContain('workload-deleted')
  })

  it('say that waves of Argo CD delete the last object of a namespace, and nothing else does', () => {
    const granular = (waves: boolean): DeliveryConfig => ({
      argocd: {
        ...defaultArgoCDConfig,
        repoURL: 'x',
        granularity: 'namespace',
        ...(waves && { waves: { label: 'l', order: ['c'] } }),
      },
    })
    const head = [...clusters, shop, auth]
    expect(risks(all, head, granular(true))).toEqual([
      'high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops.',
    ])
    expect(risks(all, head, granular(false))).toEqual([
      'high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops; in "a", "b" only once something is placed there again.',
    ])
  })

  it('say that what applied an object goes with it, where each Application is to deliver something else', () => {
    const { argocd: settings } = argocd
    const granular: DeliveryConfig = {
      ...(settings && { argocd: { ...settings, granularity: 'namespace' } }),
    }
    const api = federated('Deployment', 'api')
    const [before, after] = [
      [...all, api],
      [...clusters, shop, auth, api],
    ]
    const uncertain =
      'high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops; in "a", "b", what applied it goes with the same change and may leave it.'
    expect(risks(before, after, granular, argocd)).toEqual([uncertain])
    expect(risks(before, after, argocd, granular)).toEqual([uncertain])
    expect(risks(before, after, flux, argocd)).toEqual([uncertain])
    expect(risks(before, after, granular, granular)).toEqual([
      'high workload-deleted: Deployment "shop/web" is deleted, and what it runs stops.',
    ])
  })
})
