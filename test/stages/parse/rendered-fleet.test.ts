import { expect, it } from 'vitest'
import { rememberRendered, renderedFleet } from '../../../src/stages/parse/rendered-fleet.ts'
import { emit } from '../../../src/stages/emit/emit.ts'
import { listedTree, rendered } from '../../helpers/file-tree.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { renderFiles } from '../../helpers/render-files.ts'

const text = (kind: string, name: string, more = ''): string =>
  rendered(`apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}${more}}`)

it('reads back what was rendered', () => {
  const { fleet } = renderFiles({
    'clusters.yaml': inventoryYaml('a', 'b', 'con'),
    'shop.yaml': namespaceYaml('shop'),
    'web.yaml': configMapYaml('shop/con', 'x', '{clusters: [{name: a}, {name: con}]}'),
  })
  const [read, diagnostics] = renderedFleet(
    listedTree(emit(fleet!)).files,
    fleet!.clusters,
    rememberRendered(),
  )
  expect(diagnostics).toEqual([])
  expect(read.clusters).toEqual(fleet!.clusters)
  expect(read.objects).toEqual(fleet!.objects.map((each) => ({ ...each, plan: undefined })))
})

it('takes equal texts for one object, on both sides of a comparison', () => {
  const read = rememberRendered()
  const web = text('ConfigMap', 'web')
  const files = ['a', 'b', 'c'].map((cluster) => ({
    path: `clusters/${cluster}/shop/configmaps/web.yaml`,
    text: cluster === 'b' ? text('ConfigMap', 'web', ', labels: {x: y}') : web,
  }))
  const [base] = renderedFleet(files, [], read)
  const [head] = renderedFleet(files.slice(0, 1), [], read)
  expect(base.objects.map(({ variants }) => variants.map((each) => each.clusters))).toEqual([
    [['a', 'c'], ['b']],
  ])
  expect(head.objects[0]?.variants[0]?.object).toBe(base.objects[0]?.variants[0]?.object)
})

it('calls objects as they call themselves, and clusters as their directories', () => {
  const [fleet] = renderedFleet(
    [
      { path: 'clusters/eu%2B1/_cluster/namespaces/cut-0123.yaml', text: text('Namespace', 'long-name') },
      {
        path: 'clusters/%zz/sh%20op/configmaps/w%20eb.yaml',
        text: rendered('apiVersion: v1\nkind: ConfigMap'),
      },
      {
        path: 'dns/shop/service-web.yaml',
        text: rendered(
          'apiVersion: externaldns.k8s.io/v1alpha1\nkind: DNSEndpoint\nmetadata: {name: service-web, namespace: shop}',
        ),
      },
      { path: '.gitattributes', text: rendered('* text') },
      { path: 'clusters/a/other.yaml', text: 'x' },
    ],
    [],
    rememberRendered(),
  )
  expect(fleet.clusters.map((each) => each.name)).toEqual(['%zz', 'eu+1'])
  expect(fleet.objects).toMatchObject([
    { path: '_cluster/namespaces/cut-0123.yaml', type: 'namespaces', kind: 'Namespace', name: 'long-name' },
    {
      path: 'sh%20op/configmaps/w%20eb.yaml',
      type: 'configmaps',
      kind: 'ConfigMap',
      namespace: 'sh op',
      name: 'w eb',
    },
  ])
  expect(fleet.dns).toMatchObject([
    {
      path: 'shop/service-web.yaml',
      type: 'dnsendpoints.externaldns.k8s.io',
      name: 'service-web',
      variants: [{ clusters: [] }],
    },
  ])
})

it('reports a file that holds no object, or several', () => {
  const files = ['', `${text('A', 'a')}---\n${text('B', 'b')}`, 'kind: {'].map((each, index) => ({
    path: `clusters/c${index}/shop/configmaps/x.yaml`,
    text: each,
  }))
  const [fleet, diagnostics] = renderedFleet(files, [], rememberRendered())
  expect(fleet.objects).toEqual([])
  expect(diagnostics.map((each) => each.code)).toEqual([
    'rendered-file-invalid',
    'rendered-file-invalid',
    'yaml-syntax',
  ])
})
