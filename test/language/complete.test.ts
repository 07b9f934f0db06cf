import { describe, expect, it } from 'vitest'
import { completeAt } from '../../src/language/complete/complete.ts'
import { clusterYaml, configMapYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { secretCanaries } from '../helpers/secret-canaries.ts'
import { openAt, openRepository } from './open-repository.ts'

const fleet =
  clusterYaml('us-east', '{region: us}') +
  clusterYaml('us-west', '{region: us}') +
  clusterYaml('eu-west', '{region: eu, tier: gold}') +
  clusterYaml('numbered').replaceAll('name: numbered', 'name: "123"') +
  namespaceYaml('shop') +
  configMapYaml('shop/colors')

interface Completed {
  /** What is offered. */
  readonly labels: readonly string[]
  /** The text with the first of it chosen. */
  readonly chosen: string
}

/** What may be typed at the cursor of a file. */
function complete(
  marked: string,
  path = 'web.yaml',
  others: Readonly<Record<string, string>> = {},
): Completed {
  const { snapshot, cursor, text } = openAt({ 'fleet.yaml': fleet, ...others, [path]: marked })
  const { completions } = completeAt(snapshot, cursor, text)
  const [first] = completions
  const chosen = first ? text.slice(0, first.range.start) + first.newText + text.slice(first.range.end) : text
  return { labels: completions.map((each) => each.text), chosen }
}

const deployment = (spec: string): string => `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata:
  name: web
  namespace: shop
spec:
  template:
    spec:
      replicas: 3
      template: {spec: {containers: [{name: web, image: "web:1"}]}}
${spec}`

const clusters = ['123', 'eu-west', 'us-east', 'us-west']

describe('completion offers', () => {
  it.each([
    ['an empty name', '  placement:\n    clusters:\n    - name: ┆\n', clusters],
    ['a name that is begun', '  placement:\n    clusters:\n    - name: us-┆\n', ['us-east', 'us-west']],
    ['a name in quotes', '  placement:\n    clusters:\n    - name: "eu┆"\n', ['eu-west']],
    ['a name in a list that is open', '  placement: {clusters: [{name: us-ea┆\n', ['us-east']],
    ['the cluster of overrides', '  overrides:\n  - clusterName: ┆\n    clusterOverrides: []\n', clusters],
    ['a label', '  placement:\n    clusterSelector:\n      matchLabels:\n        ┆\n', ['region', 'tier']],
    ['a label in braces', '  placement: {clusterSelector: {matchLabels: {t┆}}}\n', ['tier']],
    [
      'its value',
      '  placement:\n    clusterSelector:\n      matchLabels:\n        region: ┆\n',
      ['eu', 'us'],
    ],
    [
      'the key of an expression',
      '  placement: {clusterSelector: {matchExpressions: [{key: ┆}]}}\n',
      ['region', 'tier'],
    ],
    [
      'its operator',
      '  placement: {clusterSelector: {matchExpressions: [{key: region, operator: ┆}]}}\n',
      ['DoesNotExist', 'Exists', 'In', 'NotIn'],
    ],
    [
      'its values',
      '  placement: {clusterSelector: {matchExpressions: [{key: region, operator: In, values: [┆]}]}}\n',
      ['eu', 'us'],
    ],
    [
      'the pointers of the template',
      '  overrides:\n  - clusterName: us-east\n    clusterOverrides:\n    - path: /spec/r┆\n',
      ['/spec/replicas'],
    ],
    [
      'pointers below what is typed, and the end of a list',
      '  overrides:\n  - clusterName: us-east\n    clusterOverrides:\n    - path: /spec/template/spec/containers/┆\n',
      [
        '/spec/template/spec/containers/-',
        '/spec/template/spec/containers/0',
        '/spec/template/spec/containers/0/image',
        '/spec/template/spec/containers/0/name',
      ],
    ],
    [
      'the value that the template has',
      '  overrides:\n  - clusterName: us-east\n    clusterOverrides:\n    - path: /spec/replicas\n      value: ┆\n',
      ['3'],
    ],
    [
      'operations',
      '  overrides:\n  - clusterName: us-east\n    clusterOverrides:\n    - op: ┆\n',
      ['add', 'remove', 'replace'],
    ],
  ])('%s', (_, spec, labels) => {
    expect(complete(deployment(spec)).labels).toStrictEqual(labels)
    expect(complete(deployment(spec).replaceAll('\n', '\r\n')).labels).toStrictEqual(labels)
  })

  it('fields that schemas know, and not those that are there', () => {
    const { labels, chosen } = complete(deployment('  pl┆\n'))
    expect(labels).toStrictEqual(['placement', 'retainReplicas'])
    expect(chosen).toContain('\n  placement: \n')
    expect(complete(deployment('  ┆\n')).labels).toStrictEqual(['overrides', 'placement', 'retainReplicas'])
    const container = deployment('  placement: {}\n').replace('image: "web:1"', 'image: "web:1", readinessP┆')
    expect(complete(container).labels).toStrictEqual(['readinessProbe'])
  })

  it('kinds and their apiVersions', () => {
    expect(complete('kind: KubeFedC┆\n').labels).toStrictEqual(['KubeFedCluster', 'KubeFedConfig'])
    expect(complete('kind: ReplicaSchedulingPreference\napiVersion: ┆\n').labels).toStrictEqual([
      'scheduling.kubefed.io/v1alpha1',
    ])
  })

  it.each([
    ['spec: {targetKind: ┆}\nmetadata: {}\n', ['FederatedDeployment', 'FederatedReplicaSet']],
    ['metadata: {namespace: ┆}\n', ['shop']],
    ['metadata: {namespace: shop, name: ┆}\nspec: {targetKind: FederatedConfigMap}\n', ['colors']],
    ['spec:\n  targetKind: FederatedDeployment\n  clusters:\n    us┆: {weight: 1}\n', ['us-east', 'us-west']],
  ])('what preferences name: %s', (rest, labels) => {
    const head = 'apiVersion: scheduling.kubefed.io/v1alpha1\nkind: ReplicaSchedulingPreference\n'
    expect(complete(head + rest).labels).toEqual(expect.arrayContaining(labels))
  })

  it.each([
    ['{target: {type: conf┆}}', ['configmaps']],
    ['{target: {type: configmaps, names: [┆]}}', ['colors']],
    ['{target: {type: configmaps}, rules: [{clusters: [eu┆]}]}', ['eu-west']],
    ['{target: {type: configmaps}, rules: [{clusterSelector: {matchLabels: {tier: ┆}}}]}', ['gold']],
    ['{target: {type: configmaps}, rules: [{overrides: [{path: /data┆}]}]}', ['/data', '/data/key']],
  ])('what a ClusterOverride names: %s', (spec, labels) => {
    const head =
      'apiVersion: fedrender.dev/v1alpha1\nkind: ClusterOverride\nmetadata: {name: x, namespace: shop}\n'
    expect(complete(`${head}spec: ${spec}\n`).labels).toStrictEqual(labels)
  })

  it.each([
    ['templateAnn┆\n', ['templateAnnotations']],
    ['templateAnnotations: ┆\n', ['drop', 'keep']],
    ['dns: {cluster: us-┆}\n', ['us-east', 'us-west']],
    ['delivery: {argocd: {destinations: {eu┆: {name: x}}}}\n', ['eu-west']],
    ['waves: {label: ┆}\n', ['region', 'tier']],
    ['waves: {label: region, order: [┆]}\n', ['eu', 'us']],
    ['keepers:\n- a\nkind┆\n', []],
  ])('settings: %s', (text, labels) => {
    const head = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
    const { session, edit } = openRepository({ 'fleet.yaml': fleet, 'fedrender.yaml': head })
    session.snapshot()
    const marked = head + text
    const offset = marked.indexOf('┆')
    edit('fedrender.yaml', marked.replace('┆', ''))
    const cursor = { path: 'fedrender.yaml', offset }
    const { completions } = completeAt(session.snapshot(), cursor, marked.replace('┆', ''))
    expect(completions.map((each) => each.text)).toStrictEqual(labels)
  })

  it('in the item of a List', () => {
    const item = deployment('  placement: {clusters: [{name: eu┆}]}\n')
      .replaceAll(/^(?=.)/gm, '  ')
      .replace('  ', '- ')
    expect(complete(`apiVersion: v1\nkind: List\nitems:\n${item}`).labels).toStrictEqual(['eu-west'])
  })

  it('a name in the quotes that it needs', () => {
    expect(complete(deployment('  overrides:\n  - clusterName: 12┆\n')).chosen).toContain(
      'clusterName: "123"\n',
    )
    expect(complete(deployment("  overrides:\n  - clusterName: '┆'\n")).chosen).toContain(
      "clusterName: '123'\n",
    )
  })

  it('what takes the place of the whole word around the cursor', () => {
    const { chosen } = complete(deployment('  overrides:\n  - clusterName: eu┆-wrong # a note\n'))
    expect(chosen).toContain('- clusterName: eu-west # a note\n')
  })

  it('nothing in a text that cannot be read around the cursor, in a comment, and in what is no manifest', () => {
    expect(complete(deployment('  overrides: [\n  - clusterName: ┆\n')).labels).toStrictEqual([])
    expect(complete(deployment('  # name: ┆\n')).labels).toStrictEqual([])
    expect(complete('a: ┆\n', 'values.yaml').labels).toStrictEqual([])
  })

  it('nothing of a Secret, wherever the cursor is', () => {
    const { files, canaries } = secretCanaries()
    const snapshot = openRepository(files).session.snapshot()
    for (const [path, text] of Object.entries(files)) {
      for (let offset = 0; offset < text.length; offset += 7) {
        const { completions } = completeAt(snapshot, { path, offset }, text)
        const shown = completions
          .map(({ text, detail, newText }) => `${text} ${detail} ${newText}`)
          .join('\n')
        expect(canaries.filter((each) => shown.includes(each))).toStrictEqual([])
      }
    }
  })

  it('no detail that an editor would show otherwise than it is, and no long text', () => {
    const hostile = String.raw`"\u202eb\n[x](command:y)"`
    const others = {
      'hostile.yaml': clusterYaml('zz', `{region: ${hostile}, zone: ${'z'.repeat(60)}}`),
      'domain.yaml': `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: Domain
metadata: {name: example, namespace: kube-federation-system}
domain: ${hostile}
`,
    }
    const record = `apiVersion: multiclusterdns.kubefed.io/v1alpha1
kind: ServiceDNSRecord
metadata: {name: web, namespace: shop}
spec: {domainRef: ┆}
`
    for (const marked of [
      record,
      deployment('  placement: {clusters: [{name: ┆}]}\n'),
      deployment('  placement: {clusterSelector: {matchLabels: {┆}}}\n'),
      federatedYaml('ConfigMap', 'shop/long', `template: {data: {a: ${'z'.repeat(5000)}}}`).replace(
        'spec: {',
        'spec: {overrides: [{clusterName: us-east, clusterOverrides: [{path: /data/a, value: ┆}]}], ',
      ),
    ]) {
      const { snapshot, cursor, text } = openAt({ 'fleet.yaml': fleet, ...others, 'web.yaml': marked })
      for (const { text: label, detail = '' } of completeAt(snapshot, cursor, text).completions) {
        expect(label.length).toBeLessThan(1100)
        expect(detail.length).toBeLessThan(1100)
        expect(detail).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u)
      }
    }
  })

  it('nothing of a Secret whose kind a type of the repository maps', () => {
    const mapped = `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: secrets, namespace: kube-federation-system}
spec:
  targetType: {group: "", version: v1, kind: Secret, pluralName: secrets, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedLogin, pluralName: federatedlogins, scope: Namespaced}
  propagation: Enabled
`
    const login = federatedYaml('Login', 'shop/web', 'template: {data: {password: aHVzaA==}}')
    const marked = login.replace(
      'spec: {',
      'spec: {overrides: [{clusterName: us-east, clusterOverrides: [{path: /data/password, value: ┆}]}], ',
    )
    expect(complete(marked, 'web.yaml', { 'mapped.yaml': mapped }).labels).toStrictEqual([])
  })

  it('at most three hundred, and says so', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      clusterYaml(`c${String(index).padStart(3, '0')}`),
    ).join('')
    const { snapshot, cursor, text } = openAt({
      'many.yaml': many,
      'web.yaml': deployment('  overrides:\n  - clusterName: ┆\n'),
    })
    const { completions, isComplete } = completeAt(snapshot, cursor, text)
    expect([completions.length, isComplete]).toStrictEqual([300, false])
  })

  it('no name that an editor would show otherwise than it is', () => {
    const hostile = federatedYaml('ConfigMap', 'shop/one', 'template: {data: {"a\\u202eb": x, plain: x}}')
    const marked = hostile.replace(
      'spec: {',
      'spec: {overrides: [{clusterName: us-east, clusterOverrides: [{path: /data/┆}]}], ',
    )
    expect(complete(marked).labels).toStrictEqual(['/data/plain'])
  })
})
