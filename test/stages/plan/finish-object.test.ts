import { describe, expect, it } from 'vitest'
import type { Agent } from '../../../src/agents/agent.ts'
import { agents } from '../../../src/agents/agents.ts'
import { argocd } from '../../../src/agents/argocd/argocd.ts'
import { flux } from '../../../src/agents/flux/flux.ts'
import type { Keep } from '../../../src/agents/keep-annotations.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import type { Override } from '../../../src/model/override.ts'
import { finishObject, type FinishOptions } from '../../../src/stages/plan/finish-object.ts'
import { deepFreeze } from '../../helpers/deep-freeze.ts'

const plain: FinishOptions = { omitReplicas: false }

function finish(object: JsonObject, options: FinishOptions, ...paths: readonly string[]): JsonObject {
  const overrides = paths.map((path): Override => ({
    op: 'replace',
    path,
    value: null,
    pointer: '',
    dotted: false,
  }))
  return finishObject(deepFreeze(object), deepFreeze(overrides), options)
}

describe('finishObject', () => {
  it.each<[JsonObject, JsonObject]>([
    [{ metadata: { name: 'x' } }, { name: 'x', labels: { 'kubefed.io/managed': 'true' } }],
    [{ metadata: { labels: null } }, { labels: { 'kubefed.io/managed': 'true' } }],
    [
      { metadata: { labels: { 'kubefed.io/managed': 'false', a: 'b' } } },
      { labels: { 'kubefed.io/managed': 'true', a: 'b' } },
    ],
  ])('labels %j as managed', (object, metadata) => {
    expect(finish(object, plain)).toStrictEqual({ metadata })
  })

  const deployment = { metadata: {}, spec: { replicas: 3, paused: true } }
  it.each<[boolean, readonly string[], boolean]>([
    [false, [], true],
    [true, [], false],
    [true, ['/spec/replicas'], true],
    [true, ['/spec'], true],
    [true, ['/spec/replicasX', '/metadata/labels'], false],
  ])('with omitReplicas %s and overrides of %j: replicas are kept: %s', (omitReplicas, paths, kept) => {
    const { spec } = finish(deployment, { ...plain, omitReplicas }, ...paths)
    expect(spec).toStrictEqual(kept ? { replicas: 3, paused: true } : { paused: true })
  })

  it('has no replicas to omit where there is no spec', () => {
    expect(finish({ metadata: {} }, { ...plain, omitReplicas: true })).not.toHaveProperty('spec')
  })

  const argo = 'argocd.argoproj.io/sync-options'
  it.each([
    [undefined, 'Prune=false,Delete=false'],
    ['Replace=true', 'Replace=true,Prune=false,Delete=false'],
    ['Prune=true, Delete=confirm,ServerSideApply=true', 'ServerSideApply=true,Prune=false,Delete=false'],
  ])('tells the agents to keep an orphan whose sync options are %j', (options, expected) => {
    const annotations = options === undefined ? {} : { [argo]: options, other: 'x' }
    const keep: Keep = { reason: 'orphaned', agents }
    const { metadata } = finish({ metadata: { annotations } }, { ...plain, keep })
    expect(metadata).toMatchObject({
      annotations: { ...annotations, [argo]: expected, 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    })
  })

  const compare = 'argocd.argoproj.io/compare-options'
  it.each([
    [undefined, 'IgnoreExtraneous'],
    ['ServerSideDiff=true', 'ServerSideDiff=true,IgnoreExtraneous'],
    ['IgnoreExtraneous, ServerSideDiff=true', ' ServerSideDiff=true,IgnoreExtraneous'],
  ])(
    'keeps the Application of what stays without a file in sync, beside the compare options %j',
    (own, all) => {
      const annotations = own === undefined ? {} : { [compare]: own }
      for (const reason of ['orphaned', 'namespace'] as const) {
        const { metadata } = finish({ metadata: { annotations } }, { ...plain, keep: { reason, agents } })
        expect(metadata).toMatchObject({ annotations: { [compare]: all } })
      }
    },
  )

  it.each<[string, readonly Agent[], JsonObject]>([
    ['Argo CD', [argocd], { [argo]: 'Delete=confirm,Prune=false', [compare]: 'IgnoreExtraneous' }],
    ['Flux', [flux], { [argo]: 'Delete=confirm', 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }],
    ['no agent', [], { [argo]: 'Delete=confirm' }],
  ])('tells %s, and no other, to keep a Namespace', (_, asked, annotations) => {
    const object = { metadata: { annotations: { [argo]: 'Delete=confirm' } } }
    const keep: Keep = { reason: 'namespace', agents: asked }
    expect(finish(object, { ...plain, keep })['metadata']).toHaveProperty('annotations', annotations)
  })
})
