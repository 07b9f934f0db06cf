import { describe, expect, it } from 'vitest'
import { runCli } from '../../e2e/run-cli.ts'
import { scratchDirectory } from '../../helpers/git-repository.ts'
import { readTree } from '../../helpers/read-tree.ts'
import { federatedYaml, widgetTypesYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, smallFleet, type AttackedRepository } from './attacked-repository.ts'

/** What a tenant with ConfigMaps alone would like to have in every cluster. */
const clusterAdmin =
  '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRoleBinding, metadata: {name: mine}, ' +
  'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}, ' +
  'subjects: [{kind: ServiceAccount, name: default, namespace: shop}]}'

const override = (text: string): string =>
  `template: {data: {a: b}}, overrides: [{clusterName: east, clusterOverrides: [${text}]}]`

const configMap = (spec: string): string => federatedYaml('ConfigMap', 'shop/mine', spec)

const asItem = (text: string): string =>
  text
    .replace(/^---\n/m, '')
    .trimEnd()
    .split('\n')
    .map((line, index) => `${index === 0 ? '- ' : '  '}${line}\n`)
    .join('')

const byTemplate = configMap(`template: {data: {a: b}, items: [${clusterAdmin}]}`)

const typeOf = (kind: string, name: string, group: string): string => `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: ${name}, namespace: kube-federation-system}
spec:
  targetType: {group: "${group}", version: v1, kind: ${kind}, pluralName: ${name.split('.')[0]}, scope: Namespaced}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: Federated${kind}, scope: Namespaced}
  propagation: Enabled
---
`

/** Every way by which a tenant may say it, with what is answered. */
const attacks: readonly (readonly [how: string, text: string, code: string])[] = [
  ['items of a template', byTemplate, 'object-read-as-list'],
  ['items of a template that are no list', configMap('template: {items: null}'), 'object-read-as-list'],
  ['items in capitals', configMap(`template: {ITEMS: [${clusterAdmin}]}`), 'object-read-as-list'],
  [
    'items of an override',
    configMap(override(`{op: add, path: /items, value: [${clusterAdmin}]}`)),
    'object-read-as-list',
  ],
  [
    'items of an override in the early form',
    configMap(override(`{path: items.0, value: ${clusterAdmin}}`)),
    'object-read-as-list',
  ],
  ['a List of sources', `apiVersion: v1\nkind: List\nitems:\n${asItem(byTemplate)}`, 'object-read-as-list'],
  [
    'a typed list of sources',
    `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMapList\nitems:\n${asItem(byTemplate)}`,
    'object-read-as-list',
  ],
  [
    'a kind that ends in List',
    typeOf('WidgetList', 'widgetlists.example.com', 'example.com') +
      federatedYaml('WidgetList', 'shop/mine', `template: {items: [${clusterAdmin}]}`),
    'object-read-as-list',
  ],
  [
    'a custom type with items of its own',
    widgetTypesYaml + federatedYaml('Widget', 'shop/mine', `template: {items: [${clusterAdmin}]}`),
    'object-read-as-list',
  ],
  ['the kind List', typeOf('List', 'lists', ''), 'type-config-target'],
  [
    'a file of kustomize',
    typeOf('Kustomization', 'kustomizations.kustomize.config.k8s.io', 'kustomize.config.k8s.io'),
    'type-config-target',
  ],
  ['a kind by another case', configMap('template: {"\\u212aind": Secret}'), 'object-read-as-other'],
  [
    'a name by another case',
    configMap(override('{path: /metadata, value: {name: mine, namespace: shop, Namespace: kube-system}}')),
    'object-read-as-other',
  ],
  [
    'an order to kustomize to leave the object out',
    configMap(
      override('{op: add, path: /metadata/annotations, value: {config.kubernetes.io/local-config: "true"}}'),
    ),
    'object-read-as-other',
  ],
  [
    'an order to kustomize to rename the object',
    configMap(
      override(
        '{op: add, path: /metadata/annotations, value: {internal.config.kubernetes.io/needsHashSuffix: enabled}}',
      ),
    ),
    'object-read-as-other',
  ],
  [
    'an apiVersion of another group',
    federatedYaml('Service', 'shop/mine', 'template: {apiVersion: serving.knative.dev/v1}'),
    'object-of-other-group',
  ],
]

/** The rendered files besides those of the base. */
function smuggled({ directory }: AttackedRepository): readonly string[] {
  return [...readTree(`${directory}/rendered`).keys()].filter((path) => path.includes('mine'))
}

describe('one rendered file stays one object against', () => {
  it.each(attacks)('%s', (_, text, code) => {
    const repository = attackedRepository(smallFleet, { 'team/mine.yaml': text })
    const { status, stderr } = repository.fedrender('render', '--keep-going')
    expect([status, stderr]).toStrictEqual([2, expect.stringContaining(`error ${code}: `)])
    expect(smuggled(repository)).toStrictEqual([])
  })

  it('the same of every command and of the action', () => {
    const repository = attackedRepository(smallFleet, { 'team/mine.yaml': byTemplate })
    const said = expect.stringMatching(/team\/mine\.yaml:4:\d+: error object-read-as-list: /) as string
    const commands = ['validate', 'diff', 'render', 'render --check', 'publish --branch rendered', 'status']
    for (const command of commands) {
      const { status, stdout, stderr } = repository.fedrender(...command.split(' '))
      expect([command, status, stdout + stderr]).toStrictEqual([command, 2, said])
    }
    const { exitCode, log } = repository.action()
    expect(exitCode).toBe(2)
    expect(log).toContain('object-read-as-list')
  })

  it('a KRM function', () => {
    const texts = Object.values(smallFleet)
      .map(String)
      .join('')
      .split(/^---\n/m)
    const items = [...texts, byTemplate].filter((each) => each.trim() !== '').map(asItem)
    const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}`
    const east = `${list}functionConfig: {apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {cluster: east}}\n`
    const { status, stdout } = runCli(scratchDirectory(), ['fn'], east)
    expect(status).toBe(2)
    expect(stdout).toContain('object-read-as-list')
    expect(stdout).not.toContain('\n  kind: ConfigMap\n')
  })

  it('severities that make light of it: the object is held all the same', () => {
    const severities = 'severities: {object-read-as-list: "off"}\n'
    const repository = attackedRepository(smallFleet, {
      'fedrender.yaml': `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n${severities}`,
      'team/mine.yaml': byTemplate,
    })
    repository.fedrender('render')
    expect(smuggled(repository)).toStrictEqual([])
  })
})
