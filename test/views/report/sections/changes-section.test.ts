import { expect, it } from 'vitest'
import { fleetDiff } from '../../../../src/views/fleet-diff/fleet-diff.ts'
import { formatMarkup } from '../../../../src/views/report/markup.ts'
import { changesSection } from '../../../../src/views/report/sections/changes-section.ts'
import { linkSources } from '../../../../src/views/report/source-link.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../../helpers/fleets.ts'

it('shows the same change of many objects once, with its risks counted and every name', () => {
  const clusters = fleetClusters(['c1'])
  const fleet = (level: string) =>
    fleetOf(
      clusters,
      Array.from({ length: 7 }, (_, at) => {
        const metadata = { name: `app${at}`, namespace: 'shop' }
        return fleetObject('configmaps', [[['c1'], { kind: 'ConfigMap', metadata, data: { level } }]])
      }),
    )
  const diff = fleetDiff(fleet('info'), fleet('debug'), {
    risksOf: ({ object }) => [{ rule: 'r', level: 'high', reason: `${object.name} is <at risk>.` }],
  })
  const html = formatMarkup(changesSection(linkSources(''), diff).content)
  expect(html.match(/<details class="change"/g)).toHaveLength(1)
  expect(html).toContain('7 configmaps in namespace shop in c1')
  expect(html).toContain('app0 is &lt;at risk&gt;. And 6 more like it.')
  expect(html).toContain('configmaps shop: app0, app1, app2, app3, app4, app5, app6')
})

it('shows objects with another name, and their risks, once', () => {
  const fleet = (namespace: string) =>
    fleetOf(
      fleetClusters(['c1']),
      ['a', 'b'].map((name) => {
        const object = { kind: 'ConfigMap', metadata: { name, namespace }, data: { name } }
        return fleetObject('configmaps', [[['c1'], object]])
      }),
    )
  const diff = fleetDiff(fleet('old'), fleet('new'), {
    risksOf: ({ kind }) => (kind === 'removed' ? [{ rule: 'r', level: 'medium', reason: 'It goes.' }] : []),
  })
  const html = formatMarkup(changesSection(linkSources(''), diff).content)
  expect(html.match(/<details class="change"/g)).toHaveLength(1)
  expect(html).toContain('2 objects of the namespace old are in new now, with the same content in c1')
  expect(html).toContain('configmaps old/a → configmaps new/a')
  expect(html).toContain('It goes.')
})

it('folds the changes of many causes, with the field that changes beside the title', () => {
  const [clusters, names] = [fleetClusters(['c1']), Array.from({ length: 33 }, (_, index) => `app${index}`)]
  const fleet = (values: (name: string) => string) =>
    fleetOf(
      clusters,
      names.map((name) => {
        const object = {
          kind: 'ConfigMap',
          metadata: { name, namespace: 'shop' },
          data: { key: values(name) },
        }
        return fleetObject('configmaps', [[['c1'], object]])
      }),
    )
  const diff = fleetDiff(
    fleet(() => 'before'),
    fleet((name) => name),
  )
  const html = formatMarkup(changesSection(linkSources(''), diff).content)
  const [listed = '', folded = ''] = html.split('<summary>What 3 more causes change</summary>')
  expect([listed, folded].map((each) => each.split('class="change"').length - 1)).toStrictEqual([30, 3])
  for (const name of names)
    expect(html).toContain(`/data/key: &quot;before&quot; → &quot;${name}&quot;</small>`)
})

it('has clusters with equal numbers as one row, and every name', () => {
  const names = Array.from({ length: 12 }, (_, index) => `cluster-${String(index).padStart(2, '0')}`)
  const object = { kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shop' } }
  const clusters = fleetClusters([...names, 'other'])
  const diff = fleetDiff(
    fleetOf(clusters, []),
    fleetOf(clusters, [fleetObject('configmaps', [[names, object]])]),
  )
  const html = formatMarkup(changesSection(linkSources(''), diff).content)
  const [row = '', ...others] = html.split('<tr>').slice(2)
  expect(others).toStrictEqual([])
  expect(row).toContain('<summary>all 13 clusters but other</summary>')
  for (const name of names) expect(row).toContain(name)
})
