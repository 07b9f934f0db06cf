import { expect, it } from 'vitest'
import type { Diagnostic } from '../../../../src/diagnostics/diagnostic.ts'
import type { Override } from '../../../../src/model/override.ts'
import { scheduleOverrides } from '../../../../src/stages/plan/scheduling/schedule-overrides.ts'
import { compileFrozen } from '../../../helpers/compile-frozen.ts'
import { federatedYaml, inventoryYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'

const text = `${inventoryYaml('a', 'b')}${namespaceYaml('shop')}
${federatedYaml('Deployment', 'shop/web', 'template: {}')}
apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, totalReplicas: 4}
`
const { plan } = compileFrozen([{ path: 'x.yaml', text }])
const { federatedObject, division } = plan.objects.find((each) => each.division)!

function replicas(op: Override['op'], value: number): Override {
  return { op, path: '/spec/replicas', value, pointer: '/spec/overrides/0/clusterOverrides/0', dotted: false }
}

function schedule(
  own: Override,
  by = division,
): { readonly effective: readonly Override[]; readonly reports: readonly unknown[] } {
  const diagnostics: Diagnostic[] = []
  const overrides = new Map([['a', [own]]])
  const effective = scheduleOverrides(federatedObject, ['a'], overrides, by, (each) => diagnostics.push(each))
  return {
    effective: effective.get('a') ?? [],
    reports: diagnostics.map(({ code, at }) => [code, at && 'pointer' in at ? at.pointer : '']),
  }
}

const path = '/spec/overrides/0/clusterOverrides/0/path'

it.each<[Override['op'], Override['op'], string]>([
  ['add', 'add', 'replicas-override-discarded'],
  ['replace', 'replace', 'replicas-override-discarded'],
  ['remove', 'remove', 'replicas-override-removes'],
])(
  'takes the place of an override that would %s replicas, as KubeFed does, and says so',
  (op, expected, code) => {
    const { effective, reports } = schedule(replicas(op, 9))
    expect(effective).toStrictEqual([
      {
        op: expected,
        path: '/spec/replicas',
        value: 2,
        pointer: '/spec/totalReplicas',
        dotted: false,
        scheduledBy: division!.preference.manifest,
      },
    ])
    expect(reports).toEqual([[code, path]])
  },
)

it('says nothing of an override that has the count already', () => {
  expect(schedule(replicas('replace', 2)).reports).toEqual([])
})

it('leaves the overrides of an object alone that nothing schedules', () => {
  const own = replicas('replace', 9)
  expect(scheduleOverrides(federatedObject, ['a'], new Map([['a', [own]]]), undefined, () => {})).toEqual(
    new Map([['a', [own]]]),
  )
})
