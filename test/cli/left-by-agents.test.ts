import { describe, expect, it } from 'vitest'
import { commit, gitRepository } from '../helpers/git-repository.ts'
import {
  configMapYaml,
  federatedYaml,
  inventoryYaml,
  namespaceYaml,
  widgetTypesYaml,
} from '../helpers/kubefed-yaml.ts'
import { runInDirectory } from '../helpers/run-in-directory.ts'

const settings = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const deliveries = {
  argocd: "delivery: {argocd: {repoURL: 'https://git.example.com/fleet.git'}}\n",
  flux: 'delivery: {flux: {}}\n',
  both: "delivery: {argocd: {repoURL: 'https://git.example.com/fleet.git'}, flux: {}}\n",
}

const definition = federatedYaml(
  'CustomResourceDefinition',
  'widgets.example.com',
  'template: {spec: {group: example.com, scope: Namespaced, names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]}}',
).replace('name: widgets.example.com, namespace: widgets.example.com', 'name: widgets.example.com')

/** A repository whose change takes a CustomResourceDefinition and a Namespace out of the sources; what diff and render print of it. */
function withoutBoth(delivery: keyof typeof deliveries): { readonly diff: string; readonly render: string } {
  const directory = gitRepository({
    'fedrender.yaml': settings + deliveries[delivery],
    'clusters.yaml': inventoryYaml('east', 'west'),
    'types.yaml': widgetTypesYaml,
    'widgets.yaml': definition,
    'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/a'),
    'pay.yaml': namespaceYaml('pay'),
  })
  runInDirectory(directory, 'render')
  commit(directory, {})
  commit(directory, { 'widgets.yaml': '', 'pay.yaml': '' })
  return {
    diff: runInDirectory(directory, 'diff', '--base', 'HEAD~1').stdout,
    render: runInDirectory(directory, 'render').stderr,
  }
}

const kept = '2 files of type namespaces would go; the agents leave the objects in the clusters\n'
const keptDefinitions =
  '2 files of type customresourcedefinitions.apiextensions.k8s.io would go; the agents leave the objects in the clusters\n'
const deletedDefinitions =
  '2 files of type customresourcedefinitions.apiextensions.k8s.io would be deleted, and with each what it contains\n'

describe('a CustomResourceDefinition and a Namespace that go', () => {
  it('stay with Argo CD, which deletes no definition, and diff and the guard say so', () => {
    const { diff, render } = withoutBoth('argocd')
    expect(diff).toContain(
      'medium object-stays: CustomResourceDefinition "widgets.example.com" stays in "east", "west", since the agents delete no object of its kind: delete it there by hand.\n',
    )
    expect(diff).toContain(
      'medium object-stays: Namespace "pay" stays in "east", "west", since its annotations keep it',
    )
    expect(diff).not.toContain('custom-resource-definition-deleted')
    for (const said of [diff, render]) {
      expect(said).toContain(kept)
      expect(said).toContain(keptDefinitions)
    }
  })

  it.each(['flux', 'both'] as const)(
    'go and stay with Flux (%s), which deletes the definition',
    (delivery) => {
      const { diff, render } = withoutBoth(delivery)
      expect(diff).toContain(
        'critical custom-resource-definition-deleted: CustomResourceDefinition "widgets.example.com" is deleted',
      )
      for (const said of [diff, render]) {
        expect(said).toContain(kept)
        expect(said).toContain(deletedDefinitions)
      }
    },
  )
})
