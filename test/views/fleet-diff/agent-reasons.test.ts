import { expect, it } from 'vitest'
import { agentReasons } from '../../../src/views/fleet-diff/agent-reasons.ts'

const field = (headPointer: string): { readonly field: string; readonly headPointer: string } => ({
  field: headPointer,
  headPointer,
})

it('gives the reason of each annotation that fedrender adds for an agent, once', () => {
  const added = [
    '/metadata/annotations/argocd.argoproj.io~1sync-options',
    '/metadata/annotations/kustomize.toolkit.fluxcd.io~1prune',
    '/metadata/annotations/kustomize.toolkit.fluxcd.io~1prune',
    '/metadata/annotations/argocd.argoproj.io~1compare-options',
  ]
  expect(agentReasons(added.map(field))).toStrictEqual([
    'Argo CD is to leave the object in the cluster when its file goes',
    'Flux is to leave the object in the cluster when its file goes',
    expect.stringMatching(/^Argo CD compares what it is to keep with nothing/),
  ])
})

it('gives none for what the sources say, and for what goes', () => {
  const other = ['/metadata/annotations/example.com~1a', '/metadata/labels/argocd.argoproj.io~1sync-options']
  expect(agentReasons([...other.map(field), { field: '/spec', basePointer: '/spec' }])).toStrictEqual([])
})
