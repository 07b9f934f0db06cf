import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { readDocument } from '../../src/yaml/read/read-document.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { documents, kubeFedConfig } from '../helpers/kubefed-objects.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
const both = `${config}delivery: {argocd: {repoURL: 'https://git.example.com/fleet.git'}, flux: {}}\n`
const applicationSet = 'argocd/applicationsets/fedrender.yaml'

function createFleet(): TestRepository {
  const repository = createTestRepository({
    'fedrender.yaml': both,
    'clusters.yaml': inventoryYaml('east', 'west'),
    'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
  })
  expect(repository.run('render').exitCode).toBe(0)
  return repository
}

function read(repository: TestRepository, path: string): Json {
  return readDocument(repository.rendered()[path] ?? '').value ?? null
}

/** The names and paths of the Applications. */
function applications(repository: TestRepository): readonly string[] {
  const object = read(repository, applicationSet) as {
    spec: { generators: { list: { elements: { application: string; path: string }[] } }[] }
  }
  return object.spec.generators.flatMap(({ list }) =>
    list.elements.map(({ application, path }) => `${application} ${path}`),
  )
}

/** The names and paths of the Kustomizations. */
function kustomizations(repository: TestRepository): readonly string[] {
  return Object.keys(repository.rendered())
    .filter((path) => path.includes('/kustomizations/'))
    .map((path) => {
      const object = read(repository, path) as { metadata: { name: string }; spec: { path: string } }
      return `${object.metadata.name} ${object.spec.path}`
    })
}

/** Renders what the guard stops first and lets go when approved; gives what it said. */
function approve(repository: TestRepository): string {
  const before = repository.rendered()
  const stopped = repository.run('render')
  expect([stopped.exitCode, repository.rendered()]).toStrictEqual([2, before])
  const digest = /--approve-prune ([0-9a-f]+)/.exec(stopped.stderr)?.[1] ?? ''
  expect(repository.run('render', '--approve-prune', digest).exitCode).toBe(0)
  return stopped.stderr
}

function clustersOf(repository: TestRepository): readonly string[] {
  const paths = Object.keys(repository.rendered()).filter((path) => path.startsWith('clusters/'))
  return [...new Set(paths.map((path) => path.split('/')[1] ?? ''))]
}

/**
 * What keeps objects where an agent loses a directory, each by the rule that the agent documents:
 * - Argo CD, docs/user-guide/auto_sync.md, "Automatic Pruning with Allow-Empty": nothing is pruned down to nothing;
 * - Argo CD, docs/operator-manual/applicationset/Application-Deletion.md: an Application that goes takes its objects
 *   along, unless preserveResourcesOnDeletion is true;
 * - Flux, docs/spec/v1/kustomizations.md, "Deletion policy": a Kustomization that goes leaves them with Orphan.
 */
function expectKept(repository: TestRepository): void {
  const object = read(repository, applicationSet)
  expect(object).toMatchObject({
    spec: {
      generators: [{ list: {} }],
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: { spec: { syncPolicy: { automated: { prune: true, selfHeal: true } } } },
    },
  })
  expect(JSON.stringify(object)).not.toContain('allowEmpty')
  for (const path of Object.keys(repository.rendered()).filter((each) => each.includes('/kustomizations/')))
    expect(read(repository, path), path).toMatchObject({ spec: { prune: true, deletionPolicy: 'Orphan' } })
}

describe('a cluster directory that is', () => {
  it('emptied stays in the lists of the agents, to whom a path that is missing is an error', () => {
    const repository = createFleet()
    const eastOnly = '{clusters: [{name: east}]}'
    repository.host.put(
      '/repo/shop.yaml',
      namespaceYaml('shop', eastOnly) + configMapYaml('shop/settings', 'x', eastOnly),
    )
    expect(approve(repository)).toContain('cluster west would lose its whole directory (2 files)')
    expect(clustersOf(repository)).toStrictEqual(['east'])
    expect(applications(repository)).toStrictEqual([
      'east rendered/clusters/east',
      'west rendered/clusters/west',
    ])
    expect(kustomizations(repository)).toStrictEqual([
      'east ./rendered/clusters/east',
      'west ./rendered/clusters/west',
    ])
    expectKept(repository)
  })

  it('vanished leaves the lists, and the agents keep what is in the cluster', () => {
    const repository = createFleet()
    expectKept(repository)
    repository.host.put('/repo/clusters.yaml', inventoryYaml('east'))
    expect(approve(repository)).toContain('cluster west would lose its whole directory (2 files)')
    expect(clustersOf(repository)).toStrictEqual(['east'])
    expect(applications(repository)).toStrictEqual(['east rendered/clusters/east'])
    expect(kustomizations(repository)).toStrictEqual(['east ./rendered/clusters/east'])
    expectKept(repository)
  })

  it('renamed is another one in the lists, and the agents keep what the old name applied', () => {
    const repository = createFleet()
    repository.host.put('/repo/clusters.yaml', inventoryYaml('east', 'west-1'))
    expect(approve(repository)).toContain('cluster west would lose its whole directory (2 files)')
    expect(clustersOf(repository)).toStrictEqual(['east', 'west-1'])
    expect(applications(repository)).toStrictEqual([
      'east rendered/clusters/east',
      'west-1 rendered/clusters/west-1',
    ])
    expect(kustomizations(repository)).toStrictEqual([
      'east ./rendered/clusters/east',
      'west-1 ./rendered/clusters/west-1',
    ])
    expectKept(repository)
  })

  it('emptied, and kept by a foreign file, is refused where Flux delivers, whoever allows the file', () => {
    const eastOnly = '{clusters: [{name: east}]}'
    const refusalOf = (config: string): readonly unknown[] => {
      const repository = createFleet()
      repository.host.put('/repo/fedrender.yaml', config)
      expect(repository.run('render').exitCode).toBe(0)
      repository.host.put('/repo/rendered/clusters/west/README.md', 'Ours.')
      expect(repository.run('render').exitCode).toBe(0)
      repository.host.put(
        '/repo/shop.yaml',
        namespaceYaml('shop', eastOnly) + configMapYaml('shop/settings', 'x', eastOnly),
      )
      const { exitCode, stderr } = repository.run('render')
      return [exitCode, /error (?!prune-guard)[a-z-]+/.exec(stderr)?.[0]]
    }
    const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
    const allowed = "foreignFiles: ['clusters/*/README.md']\n"
    expect(refusalOf(`${config}delivery: {flux: {}}`)).toEqual([2, 'error agent-directory-emptied'])
    expect(refusalOf(`${config}${allowed}delivery: {flux: {}}`)).toEqual([2, 'error agent-directory-emptied'])
    expect(refusalOf(`${config}delivery: {argocd: {repoURL: x}}`)).toEqual([2, undefined])
  })

  it('deleted by hand is written again, and in no list is anything missing until then', () => {
    const repository = createFleet()
    const [before, lists] = [repository.rendered(), applications(repository)]
    repository.host.removeTree('/repo/rendered/clusters/west')
    expect(applications(repository)).toStrictEqual(lists)
    expect(repository.run('render', '--check')).toMatchObject({ exitCode: 1 })
    repository.run('render')
    expect(repository.rendered()).toStrictEqual(before)
  })
})

describe('the files of the agents', () => {
  it('are written whole whichever cluster is rendered', () => {
    const repository = createFleet()
    const before = repository.rendered()
    repository.host.removeTree('/repo/rendered')
    expect(repository.run('render', '--cluster', 'east').exitCode).toBe(0)
    const isOfEast = ([path]: readonly [string, string]): boolean => !path.startsWith('clusters/west/')
    const expected = Object.fromEntries(Object.entries(before).filter(isOfEast))
    expect(repository.rendered()).toStrictEqual(expected)
  })

  it('are not among the objects of --stdout', () => {
    const { stdout } = createFleet().run('render', '--stdout')
    expect(stdout.match(/^kind: .*$/gm)).toStrictEqual([
      'kind: Namespace',
      'kind: ConfigMap',
      'kind: Namespace',
      'kind: ConfigMap',
    ])
  })

  it('stay as they are while the push reconciler is disabled, which holds everything', () => {
    const repository = createFleet()
    repository.host.put('/repo/fedrender.yaml', both.replace('{}', '{granularity: namespace}'))
    expect(repository.run('render').exitCode).toBe(0)
    const before = repository.rendered()
    expect(Object.keys(before)).toContain('flux/east/kustomizations/east-shop.yaml')
    repository.host.put(
      '/repo/config.yaml',
      documents(kubeFedConfig({ featureGates: [{ name: 'PushReconciler', configuration: 'Disabled' }] })),
    )
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('0 pruned, 9 held')
    expect(repository.rendered()).toStrictEqual(before)
  })

  it('go where the agent is no longer configured', () => {
    const repository = createFleet()
    repository.host.put('/repo/fedrender.yaml', config)
    expect(repository.run('render').exitCode).toBe(0)
    const paths = Object.keys(repository.rendered())
    expect(paths.filter((path) => !path.startsWith('clusters/'))).toStrictEqual([])
  })

  it('are held back with everything else where their names collide', () => {
    const repository = createFleet()
    const before = repository.rendered()
    repository.host.put('/repo/clusters.yaml', inventoryYaml('east', 'west', `w${'e'.repeat(63)}st`))
    const { exitCode, stderr } = repository.run('render')
    expect([exitCode, repository.rendered()]).toStrictEqual([2, before])
    expect(stderr).toContain('error delivery-name-too-long: The Application "weee')
    expect(stderr).toContain('error delivery-name-too-long: The Kustomization "weee')
  })

  it('let no agent prune a Namespace by itself', () => {
    const text = createFleet().rendered()['clusters/east/_cluster/namespaces/shop.yaml']
    expect(readDocument(text ?? '').value).toMatchObject({
      metadata: {
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false',
          'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        },
      },
    })
  })
})
