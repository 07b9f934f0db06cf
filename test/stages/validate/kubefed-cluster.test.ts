import { describe, expect, it } from 'vitest'
import type { Cluster } from '../../../src/model/cluster.ts'
import type { Json, JsonObject } from '../../../src/model/json.ts'
import { compileObjects } from '../../helpers/compile-frozen.ts'
import { kubeFedCluster } from '../../helpers/kubefed-objects.ts'

function read(object: JsonObject): { cluster: Cluster | undefined; codes: readonly string[] } {
  const { resources, codes } = compileObjects([object])
  return { cluster: resources.clusters[0], codes }
}

function ready(...conditions: readonly Json[]): boolean | undefined {
  return read(kubeFedCluster('a', {}, { status: { conditions } })).cluster?.ready
}

describe('a KubeFedCluster', () => {
  it.each<[string, readonly Json[], boolean]>([
    ['no condition', [], true],
    ['Ready True', [{ type: 'Ready', status: 'True' }], true],
    ['Ready true, unquoted', [{ type: 'Ready', status: true }], true],
    ['Ready False', [{ type: 'Ready', status: 'False' }], false],
    ['Ready Unknown', [{ type: 'Ready', status: 'Unknown' }], false],
    ['Ready without a status', [{ type: 'Ready' }], false],
    ['Offline True', [{ type: 'Offline', status: 'True' }], false],
    [
      'Offline True beside Ready True',
      [
        { type: 'Ready', status: 'True' },
        { type: 'Offline', status: 'True' },
      ],
      false,
    ],
    ['Offline False', [{ type: 'Offline', status: 'False' }], true],
    ['ConfigMalformed True', [{ type: 'ConfigMalformed', status: 'True' }], false],
    ['a condition of another type', [{ type: 'Shiny', status: 'False' }], true],
  ])('with %s: ready is decided by its conditions', (_, conditions, expected) => {
    expect(ready(...conditions)).toBe(expected)
  })

  const labels = {
    'topology.kubernetes.io/region': 'label-region',
    'topology.kubernetes.io/zone': 'label-zone',
  }
  const annotations = { 'fedrender.dev/zones': ' a, b ,' }
  it.each<[string, JsonObject, string | undefined, readonly string[]]>([
    ['nothing', kubeFedCluster('a'), undefined, []],
    ['labels', kubeFedCluster('a', labels), 'label-region', ['label-zone']],
    [
      'an annotation',
      kubeFedCluster('a', {}, { metadata: { name: 'a', labels, annotations } }),
      'label-region',
      ['a', 'b'],
    ],
    ['status', kubeFedCluster('a', labels, { status: { region: 'r', zones: ['z', 'y'] } }), 'r', ['z', 'y']],
    [
      'empty status',
      kubeFedCluster('a', labels, { status: { region: '', zones: [] } }),
      'label-region',
      ['label-zone'],
    ],
  ])('takes region and zones from %s', (_, object, region, zones) => {
    const { cluster } = read(object)
    expect([cluster?.region, cluster?.zones]).toStrictEqual([region, zones])
  })

  it('carries its labels, and nothing of its connection', () => {
    const { cluster, codes } = read(kubeFedCluster('a', { tier: 'gold' }))
    expect(cluster && { ...cluster, manifest: undefined }).toStrictEqual({
      name: 'a',
      labels: new Map([['tier', 'gold']]),
      ready: true,
      zones: [],
      manifest: undefined,
    })
    expect(codes).toStrictEqual([])
  })

  it.each<[string, JsonObject]>([
    ['spec', { spec: 1 }],
    ['an unknown field of spec', { spec: { apiEndpoint: 'a', secretRef: { name: 'a' }, region: 'eu' } }],
    ['status', { status: { conditions: 'none' } }],
  ])('stays in the inventory with a warning where %s is wrong', (_, rest) => {
    const { cluster, codes } = read(kubeFedCluster('a', {}, rest))
    expect([cluster?.name, ...codes]).toStrictEqual(['a', 'cluster-spec-invalid'])
  })

  it.each<[string, JsonObject, string]>([
    ['no name', { metadata: {} }, 'schema-violation'],
    ['an empty name', { metadata: { name: '' } }, 'schema-violation'],
    ['labels that are no strings', { metadata: { name: 'a', labels: { tier: 1 } } }, 'schema-violation'],
    ['an upper-case name', { metadata: { name: 'A' } }, 'invalid-name'],
    ['a name that leaves its directory', { metadata: { name: '../a' } }, 'invalid-name'],
  ])('is an error with %s', (_, rest, code) => {
    const { cluster, codes } = read(kubeFedCluster('a', {}, rest))
    expect([cluster, ...codes]).toStrictEqual([undefined, code])
  })
})
