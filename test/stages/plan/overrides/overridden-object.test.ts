import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { compileObjects, type Compilation } from '../../../helpers/compile-frozen.ts'
import {
  federated,
  federatedNamespace,
  kubeFedCluster,
  overriddenBy,
} from '../../../helpers/kubefed-objects.ts'

const inventory = [kubeFedCluster('east'), kubeFedCluster('west'), federatedNamespace('shop')]
const first = '/spec/overrides/0/clusterOverrides/0'

function overridden(overrides: Readonly<Record<string, readonly JsonObject[]>>): Compilation {
  const spec = { template: { data: { size: '1' } }, ...overriddenBy(overrides) }
  return compileObjects([...inventory, federated('ConfigMap', 'web', spec)])
}

/** What is reported, with its pointer, and the clusters that get nothing. */
function outcome(override: JsonObject): readonly [reports: readonly string[], failed: readonly string[]] {
  const { diagnostics, plan } = overridden({ east: [{ op: 'add', path: '/data/x', value: 'x' }, override] })
  const object = plan.objects.find((each) => each.federatedObject.name === 'web')
  return [
    diagnostics.map(({ code, at }) => `${code} ${at && 'pointer' in at ? at.pointer : ''}`),
    object?.failures.map(({ cluster }) => cluster) ?? [],
  ]
}

describe('an override of the metadata as a whole', () => {
  const second = '/spec/overrides/0/clusterOverrides/1'

  it.each([{ name: 'other', namespace: 'shop' }, { name: 'web', namespace: 'other' }, { name: 'web' }, {}])(
    'makes no object of another name or namespace: %j',
    (value) => {
      const [reports, failed] = outcome({ path: '/metadata', value })
      expect(new Set(reports)).toStrictEqual(new Set([`override-breaks-object ${second}`]))
      expect(failed).toStrictEqual(['east'])
    },
  )

  it.each(['labels', 'annotations'])('makes no object whose %s are no strings', (field) => {
    const value = { name: 'web', namespace: 'shop', [field]: { a: 1 } }
    expect(outcome({ path: '/metadata', value })[1]).toStrictEqual(['east'])
  })

  it('may set labels', () => {
    const value = { name: 'web', namespace: 'shop', labels: { a: 'b' } }
    expect(outcome({ path: '/metadata', value })).toStrictEqual([[], []])
  })
})

describe('an override that replaces what the template lacks', () => {
  const reported = (path: string): Compilation['diagnostics'] =>
    overridden({ east: [{ op: 'replace', path, value: '2' }] }).diagnostics

  it('has a fix, which makes it add', () => {
    const [diagnostic] = reported('/data/other')
    expect(diagnostic).toMatchObject({ code: 'override-replace-creates', at: { pointer: `${first}/path` } })
    expect(diagnostic?.fix).toMatchObject({ kind: 'edit', edits: [{ pointer: `${first}/op`, value: 'add' }] })
  })

  it('has none, but the path that it may mean, where it is nearly right', () => {
    const [diagnostic] = reported('/data/sise')
    expect(diagnostic?.fix).toBeUndefined()
    expect(diagnostic?.hint).toContain('/data/size')
  })
})
