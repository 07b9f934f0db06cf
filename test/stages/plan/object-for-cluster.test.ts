import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { defaultRenderConfig, type RenderConfig } from '../../../src/model/render-config.ts'
import { objectForCluster, type TemplateResult } from '../../../src/stages/plan/object-for-cluster.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { federated, federatedNamespace } from '../../helpers/kubefed-objects.ts'

function objectOf(object: JsonObject, config: Partial<RenderConfig> = {}): TemplateResult {
  const [first] = compileObjects([object]).federation.federatedObjects
  if (first === undefined) throw new Error('no federated object')
  return objectForCluster(first, { ...defaultRenderConfig, ...config })
}

function fromTemplate(template: JsonObject | null, config: Partial<RenderConfig> = {}): TemplateResult {
  return objectOf(federated('ConfigMap', 'web', { template }), config)
}

const bare = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop' } }

describe('objectForCluster', () => {
  it.each([
    null,
    {},
    { metadata: null },
    { apiVersion: '' },
    { kind: 'Secret', metadata: { name: 'x', namespace: 'y' } },
  ])('takes identity from the federated object and its type, whatever the template: %j', (template) =>
    expect(fromTemplate(template).object).toStrictEqual(bare),
  )

  it("takes the template's apiVersion, else that of the type", () => {
    expect(fromTemplate({ apiVersion: 'v9' }).object['apiVersion']).toBe('v9')
    expect(objectOf(federated('Deployment', 'web')).object['apiVersion']).toBe('apps/v1')
  })

  it('gives a Namespace no namespace', () => {
    expect(objectOf(federatedNamespace('shop')).object['metadata']).toStrictEqual({ name: 'shop' })
  })

  it("copies none of the federated object's own labels and annotations", () => {
    const own = { labels: { a: 'b' }, annotations: { c: 'd' } }
    expect(objectOf(federated('ConfigMap', 'web', {}, own)).object).toStrictEqual(bare)
  })

  it('drops annotations, finalizers and what only an API server sets, and tells which', () => {
    const server = {
      uid: 'u',
      resourceVersion: '1',
      generation: 1,
      selfLink: '/x',
      managedFields: [],
      creationTimestamp: null,
      deletionTimestamp: 'now',
      deletionGracePeriodSeconds: 30,
    }
    const metadata = { ...server, annotations: { a: 'b' }, finalizers: ['f'], labels: { l: 'm' } }
    const result = fromTemplate({ metadata, status: {}, data: { a: 'b' } })
    expect(result.object).toStrictEqual({
      ...bare,
      metadata: { ...bare.metadata, labels: { l: 'm' } },
      data: { a: 'b' },
    })
    expect(result).toMatchObject({ droppedAnnotations: true, droppedFinalizers: true, invalid: [] })
    expect(new Set(result.droppedServerFields)).toStrictEqual(
      new Set(['status', ...Object.keys(server).map((key) => `metadata.${key}`)]),
    )
  })

  it('keeps annotations where configured, but never finalizers', () => {
    const metadata = { annotations: { a: 'b' }, finalizers: ['f'] }
    const result = fromTemplate({ metadata }, { templateAnnotations: 'keep' })
    expect(result.object['metadata']).toStrictEqual({ ...bare.metadata, annotations: { a: 'b' } })
    expect(result).toMatchObject({ droppedAnnotations: false, droppedFinalizers: true })
  })

  it('says nothing of annotations and finalizers that are empty', () => {
    expect(fromTemplate({ metadata: { annotations: {}, finalizers: [] } })).toMatchObject({
      droppedAnnotations: false,
      droppedFinalizers: false,
      droppedServerFields: [],
    })
  })

  it.each<[JsonObject, Partial<RenderConfig>, readonly string[]]>([
    [{ metadata: [] }, {}, ['metadata']],
    [{ metadata: { labels: { a: 1 } } }, {}, ['metadata.labels']],
    [{ metadata: { labels: 'a' } }, {}, ['metadata.labels']],
    [{ metadata: { annotations: { a: true } } }, {}, []],
    [{ metadata: { annotations: { a: true } } }, { templateAnnotations: 'keep' }, ['metadata.annotations']],
  ])('finds what cannot be rendered in %j', (template, config, invalid) => {
    expect(fromTemplate(template, config).invalid).toStrictEqual(invalid)
  })
})
