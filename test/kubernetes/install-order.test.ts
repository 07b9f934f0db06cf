import { expect, it } from 'vitest'
import { installRank } from '../../src/kubernetes/install-order.ts'

it('applies what others need first, and kinds that it does not know last', () => {
  const kinds = ['Widget', 'Deployment', 'ConfigMap', 'CustomResourceDefinition', 'Namespace', 'APIService']
  expect(kinds.sort((left, right) => installRank(left) - installRank(right))).toStrictEqual([
    'Namespace',
    'CustomResourceDefinition',
    'ConfigMap',
    'Deployment',
    'APIService',
    'Widget',
  ])
})
