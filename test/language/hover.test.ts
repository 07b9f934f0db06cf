import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoverAt } from '../../src/language/hover/hover.ts'
import { hostileExamples, hostileText } from '../helpers/hostile-text.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { secretCanaries } from '../helpers/secret-canaries.ts'
import { readComment } from '../helpers/read-markup.ts'
import { openAt, openRepository } from './open-repository.ts'

const fleet =
  clusterYaml('us-east', '{region: us}') +
  clusterYaml('us-west', '{region: us}') +
  clusterYaml('eu-west', '{region: eu, tier: gold}') +
  namespaceYaml('shop')

const web = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {annotations: {note: dropped}}
    spec:
      replicas: 3
      template:
        spec:
          containers:
          - {name: web, image: "web:1"}
  placement: {clusterSelector: {}}
  overrides:
  - clusterName: eu-west
    clusterOverrides:
    - {path: /spec/replicas, value: 5}
    - op: add
      path: /spec/template/spec/containers/0
      value: {name: proxy, image: "proxy:7"}
`

/** What is shown where a text of the file has the cursor after it. */
function hover(files: Readonly<Record<string, string>>): string | undefined {
  const { snapshot, cursor } = openAt(files)
  return hoverAt(snapshot, cursor)?.markdown
}

const hoverWeb = (before: string): string | undefined => {
  const at = web.indexOf(before) + before.length
  return hover({ 'fleet.yaml': fleet, 'web.yaml': `${web.slice(0, at)}┆${web.slice(at)}` })
}

describe('a hover', () => {
  it('over a field of a template is what it becomes in each cluster, folded, with the lines', () => {
    expect(hoverWeb('repli')).toBe(`\`/spec/replicas\`

- \`3\` in \`us-east, us-west\`: \`template, web.yaml:8\`
- \`5\` in \`eu-west\`: \`override, web.yaml:17, in place of 3\``)
  })

  it('over an override is the same field', () => {
    expect(hoverWeb('value: 5')).toBe(hoverWeb('repli'))
  })

  it('follows an item of a list that an override moves', () => {
    const shown = hoverWeb('image: "web') ?? ''
    expect(shown).toContain('/spec/template/spec/containers/0/image')
    expect(shown).toContain('/spec/template/spec/containers/1/image')
  })

  it('over what KubeFed does not propagate says so', () => {
    expect(hoverWeb('note')).toBe('`/metadata/annotations`: `KubeFed does not propagate it`')
  })

  it('over a cluster is its labels and what lands there', () => {
    expect(hoverWeb('clusterName: eu')).toBe(`Cluster \`eu-west\`

- \`region: eu\`
- \`tier: gold\`

2 objects:

- 1 \`deployments.apps\`
- 1 \`namespaces\``)
  })

  it.each([
    ['kind: FederatedDep', 'Type `deployments.apps`: `FederatedDeployment` makes `Deployment`'],
    ['namespace: sh', 'Namespace `shop`'],
    ['name: we', 'Rendered in `all 3 clusters`, in 2 variants.'],
    ['placement', 'Placed in `all 3 clusters`.'],
  ])('over %s is %s', (before, expected) => {
    expect(hoverWeb(before)).toContain(expected)
  })

  it('over a preference is how many replicas which clusters get', () => {
    const preference = `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata: {name: web, namespace: shop}
spec: {targetKind: FederatedDeployment, total┆Replicas: 7, clusters: {eu-west: {weight: 1}}}
`
    expect(hover({ 'fleet.yaml': fleet, 'web.yaml': web, 'preference.yaml': preference })).toBe(
      '- `7` replicas in `eu-west`\n- `0` replicas in `us-east, us-west`',
    )
  })

  it('over an operation of a ClusterOverride is what it makes of each target, over its rule the clusters', () => {
    const rules = (text: string): string => `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: gold, namespace: shop}
spec:
  target: {type: configmaps, labelSelector: {}}
  rules:
  - ${text}
`
    const files = { 'fleet.yaml': fleet, 'maps.yaml': configMapYaml('shop/one') + configMapYaml('shop/two') }
    const operation = rules(
      'clusterSelector: {matchLabels: {region: us}}\n    overrides: [{path: /data/key, value: "a┆b"}]',
    )
    expect(hover({ ...files, 'rules.yaml': operation })).toBe(`\`configmaps shop/one\`

\`/data/key\`

- \`"ab"\` in \`us-east, us-west\`: \`override, rules.yaml:8, in place of "x"\`
- \`"x"\` in \`eu-west\`: \`template, maps.yaml:4\`

\`configmaps shop/two\`

\`/data/key\`

- \`"ab"\` in \`us-east, us-west\`: \`override, rules.yaml:8, in place of "x"\`
- \`"x"\` in \`eu-west\`: \`template, maps.yaml:9\``)
    const rule = rules(
      'clusterSelector: {match┆Labels: {region: us}}\n    overrides: [{path: /data/key, value: ab}]',
    )
    expect(hover({ ...files, 'rules.yaml': rule })).toBe('For `us-east, us-west`.')
  })

  it('over a setting is what it is for', () => {
    const settings =
      'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nsystem┆Namespace: kube-federation-system\n'
    expect(hover({ 'fleet.yaml': fleet, 'fedrender.yaml': settings })).toBe(
      '`The namespace of the KubeFed control plane.`',
    )
  })

  it('is nothing over what is no manifest, and outside of what is', () => {
    expect(hover({ 'fleet.yaml': fleet, 'values.yaml': 'a: b┆\n' })).toBeUndefined()
    expect(hover({ 'fleet.yaml': `${fleet}#  ┆ a comment\n` })).toBeUndefined()
  })

  it('counts in UTF-16 code units, also after line breaks of Windows', () => {
    const text = configMapYaml('shop/one', '🐄 ünï').replaceAll('\n', '\r\n')
    const at = text.indexOf('ünï')
    const files = { 'fleet.yaml': fleet, 'map.yaml': `${text.slice(0, at)}┆${text.slice(at)}` }
    const { snapshot, cursor } = openAt(files)
    const found = hoverAt(snapshot, cursor)
    expect(found?.markdown).toContain('🐄 ünï')
    expect(text.slice(found?.range.start, found?.range.end)).toBe('"🐄 ünï"')
  })

  it('has no value of a Secret, wherever the cursor is', () => {
    const { files, canaries } = secretCanaries()
    const { session } = openRepository(files)
    const snapshot = session.snapshot()
    for (const [path, text] of Object.entries(files)) {
      for (let offset = 0; offset < text.length; offset += 3) {
        const markdown = hoverAt(snapshot, { path, offset })?.markdown ?? ''
        expect(canaries.filter((each) => markdown.includes(each))).toStrictEqual([])
      }
    }
  })

  it('is text and code alone, whatever the sources hold', () => {
    fc.assert(
      fc.property(hostileText, (hostile) => {
        const text = JSON.stringify(hostile)
        const object = federatedYaml('ConfigMap', 'shop/one', `template: {data: {key: ${text}}}`)
        const { session } = openRepository({
          'fleet.yaml': clusterYaml('us-east', `{region: ${text}}`) + namespaceYaml('shop'),
          'map.yaml': object,
        })
        const snapshot = session.snapshot()
        for (const found of [
          hoverAt(snapshot, { path: 'map.yaml', offset: object.indexOf('key:') }),
          hoverAt(snapshot, { path: 'map.yaml', offset: object.indexOf('shop') }),
          hoverAt(snapshot, { path: 'fleet.yaml', offset: clusterYaml('us-east').indexOf('us-east') }),
        ]) {
          const tags = readComment(found?.markdown ?? '').elements.map(({ name }) => name)
          expect(tags.filter((each) => !['p', 'ul', 'li', 'code'].includes(each))).toStrictEqual([])
          expect(found?.markdown ?? '').not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?!\n)\p{Cc}/u)
        }
      }),
      { examples: hostileExamples, numRuns: 150 },
    )
  })
})
