import { describe, expect, it } from 'vitest'
import { clusterOverride, documents, federated, overriddenBy } from '../helpers/kubefed-objects.ts'
import { clusterYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const fleet = clusterYaml('east') + clusterYaml('west') + namespaceYaml('shop')

function webYaml(overrides: string, template = 'data: {a: "1", b: "2", list: "x"}'): string {
  return `# the settings
apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: web, namespace: shop}
spec:
  template: {${template}} # in one line
  placement: {clusterSelector: {}}
${overrides}`
}

function ruleYaml(...operations: readonly string[]): string {
  return `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: rules, namespace: shop}
spec:
  target: {type: configmaps, labelSelector: {}}
  rules:
  - clusterSelector: {}
    overrides:
${operations.map((each) => `    - ${each}\n`).join('')}`
}

function repositoryOf(web: string, rules: string): TestRepository {
  return createTestRepository({ 'fleet.yaml': fleet, 'web.yaml': web, 'rules.yaml': rules })
}

const toB = '{path: /data/b, value: $(cluster.name)}'

describe('lower --in-place', () => {
  it('puts what rules give before the own overrides of a cluster, and above their comments', () => {
    const own =
      '  overrides:\n  - clusterName: west # far\n    clusterOverrides:\n    # by hand\n    - path: /data/a\n      value: "3"\n'
    const repository = repositoryOf(webYaml(own), ruleYaml(toB))
    const { exitCode, stdout, stderr } = repository.run('lower', '--in-place')
    expect([exitCode, stdout, stderr]).toStrictEqual([
      0,
      'removed rules.yaml\nchanged web.yaml\n',
      '1 ClusterOverride lowered into the overrides of 1 federated object\n',
    ])
    expect(repository.host.dump('/repo')).toStrictEqual({
      'fleet.yaml': fleet,
      'web.yaml': webYaml(`  overrides:
  - clusterName: west # far
    clusterOverrides:
    - path: /data/b
      value: west
    # by hand
    - path: /data/a
      value: "3"
  - clusterName: east
    clusterOverrides:
    - path: /data/b
      value: east
`),
    })
  })

  it.each([
    ['a flow list', '  overrides: [{clusterName: west, clusterOverrides: [{path: /data/a, value: "3"}]}]\n'],
    ['an entry without operations', '  overrides: [{clusterName: west}]\n'],
    ['an entry of null', '  overrides:\n  - clusterName: west\n    clusterOverrides:\n'],
    ['an empty list', '  overrides: []\n'],
    ['null', '  overrides:\n'],
    [
      'clusters that nobody knows, or that are not placed',
      '  overrides: [{clusterName: gone, clusterOverrides: [{path: /data/b, value: "3"}]}]\n',
    ],
    [
      'Windows line ends',
      '  overrides:\n  - clusterName: west\n    clusterOverrides:\n    - path: /data/a\n      value: "3"\n'.replaceAll(
        '\n',
        '\r\n',
      ),
    ],
    [
      'the same path',
      '  overrides: [{clusterName: west, clusterOverrides: [{path: /data/b, value: "3"}]}]\n',
    ],
    [
      'the same path in the early form',
      '  overrides: [{clusterName: west, clusterOverrides: [{path: data.b, value: "3"}]}]\n',
    ],
    [
      'a removal of what rules set',
      '  overrides: [{clusterName: west, clusterOverrides: [{op: remove, path: /data/b}]}]\n',
    ],
    ['all of it', '  overrides: [{clusterName: west, clusterOverrides: [{path: /data, value: {b: "3"}}]}]\n'],
  ])('renders the same where overrides are %s', (_, own) => {
    const repository = repositoryOf(webYaml(own), ruleYaml(toB))
    expect(repository.run('render').exitCode).toBe(0)
    const before = repository.rendered()
    expect(repository.run('lower', '--in-place')).toMatchObject({ exitCode: 0 })
    expect(String(repository.host.dump('/repo')['web.yaml'])).toContain('east')
    repository.run('render')
    expect(repository.rendered()).toStrictEqual(before)
  })

  it('leaves the entries of clusters without the object, and says the same of them', () => {
    const own =
      '  overrides:\n  - clusterName: gone\n    clusterOverrides: [{path: /data/a, value: "3"}] # once\n'
    const repository = repositoryOf(webYaml(own), ruleYaml(toB))
    repository.run('lower', '--in-place')
    expect(String(repository.host.dump('/repo')['web.yaml'])).toContain(own)
  })

  it('edits an item of a List, in JSON too, and takes ClusterOverrides out of it', () => {
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        clusterOverride('rules', { type: 'configmaps', names: ['web'] }, [
          { clusters: ['west'], overrides: [{ op: 'add', path: '/data/x~1y', value: '1' }] },
        ]),
        federated('ConfigMap', 'web', {
          template: { data: { a: '1' } },
          ...overriddenBy({ east: [{ path: '/data/a', value: '2' }] }),
        }),
        clusterOverride('more', { type: 'secrets', labelSelector: {} }, [
          { clusters: ['west'], overrides: [{ op: 'add', path: '/data/z', value: '1' }] },
        ]),
      ],
    }
    const repository = createTestRepository({ 'fleet.yaml': fleet, 'list.json': documents(list) })
    repository.run('render')
    const before = repository.rendered()
    expect(repository.run('lower', '--in-place')).toMatchObject({ exitCode: 0 })
    const after = JSON.parse(String(repository.host.dump('/repo')['list.json'])) as { items: unknown[] }
    expect(after.items).toStrictEqual([
      federated('ConfigMap', 'web', {
        template: { data: { a: '1' } },
        ...overriddenBy({
          east: [{ path: '/data/a', value: '2' }],
          west: [{ path: '/data/x~1y', op: 'add', value: '1' }],
        }),
      }),
    ])
    repository.run('render')
    expect(repository.rendered()).toStrictEqual(before)
  })

  it('keeps integers whole', () => {
    const rules = ruleYaml('{path: /immutable, value: 12345678901234567890}')
    const repository = repositoryOf(webYaml(''), rules)
    repository.run('lower', '--in-place')
    expect(String(repository.host.dump('/repo')['web.yaml'])).toContain('value: 12345678901234567890\n')
  })

  it.each([
    [
      'an alias',
      '  overrides: *all\nmore: &all [{clusterName: west, clusterOverrides: [{path: /data/a, value: "3"}]}]\n',
    ],
    [
      'an alias of operations',
      '  overrides:\n  - {clusterName: west, clusterOverrides: &one [{path: /data/a, value: "3"}]}\n  - {clusterName: east, clusterOverrides: *one}\n',
    ],
  ])('refuses what is written by %s, and writes nothing', (_, own) => {
    const repository = repositoryOf(webYaml(own), ruleYaml(toB))
    const before = repository.host.dump('/repo')
    const { exitCode, stderr } = repository.run('lower', '--in-place')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringMatching(/error (edit-refused|.*alias)/)])
    expect(repository.host.dump('/repo')).toStrictEqual(before)
  })

  it('refuses what no list of overrides can say: the order of fields', () => {
    const rules = ruleYaml('{op: remove, path: /data}', '{op: add, path: /data, value: {a: "1"}}')
    const web = webYaml('', 'data: {a: "2"}, immutable: true')
    const { exitCode, stderr } = repositoryOf(web, rules).run('lower', '--in-place')
    expect([exitCode, stderr.split('\n')[0]]).toStrictEqual([
      2,
      'rules.yaml:10:7: error cluster-override-not-lowered: What the rules make of the FederatedConfigMap "shop/web" for cluster "east" cannot be written as overrides of KubeFed, which no path may be in twice.',
    ])
  })

  it('warns of what goes with a ClusterOverride that has no target', () => {
    const rules = ruleYaml(toB).replace('labelSelector: {}', 'names: [web, none]')
    const { exitCode, stderr } = repositoryOf(webYaml(''), rules).run('lower', '--in-place')
    expect([exitCode, stderr]).toStrictEqual([
      0,
      expect.stringContaining('warning cluster-override-target-missing'),
    ])
  })

  it('refuses a repository with errors', () => {
    const repository = repositoryOf(webYaml(''), ruleYaml('{op: remove, path: /data/none}'))
    const { exitCode, stderr } = repository.run('lower', '--in-place')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error override-not-applicable')])
  })

  it('shows no value of a Secret', () => {
    const object = federated('Secret', 'keys', {
      template: { data: { key: 'Zmlyc3Q=' } },
      ...overriddenBy({ west: [{ op: 'add', path: '/data/more', value: 'dGhpcmQ=' }] }),
    })
    const rules = clusterOverride('keys', { type: 'secrets', names: ['keys'] }, [
      { clusterSelector: {}, overrides: [{ path: '/data/key', value: 'c2Vjb25k' }] },
    ])
    const repository = createTestRepository({
      'fleet.yaml': fleet,
      'keys.yaml': documents(object),
      'rules.yaml': documents(rules),
    })
    const { exitCode, stdout, stderr } = repository.run('lower', '--in-place', '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('+++ b/keys.yaml')
    expect(stdout + stderr).not.toMatch(/Zmlyc3Q|c2Vjb25k|dGhpcmQ/)
    expect(repository.run('lower', '--to', '/low', '--dry-run').stdout).not.toMatch(
      /Zmlyc3Q|c2Vjb25k|dGhpcmQ/,
    )
    repository.run('lower', '--in-place')
    expect(String(repository.host.dump('/repo')['keys.yaml'])).toContain('c2Vjb25k')
  })
})

describe('lower --to', () => {
  it('refuses a directory of the repository that is named through a link, though it is not there yet', () => {
    const repository = repositoryOf(webYaml(''), ruleYaml(toB))
    repository.host.link('/elsewhere', '/repo')
    const { exitCode, stderr } = repository.run('lower', '--to', '/elsewhere/new/er')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('lowered-among-sources')])
  })

  it('writes all sources elsewhere, and replaces nothing', () => {
    const repository = repositoryOf(webYaml(''), ruleYaml(toB))
    const before = repository.host.dump('/repo')
    const { exitCode, stdout } = repository.run('lower', '--to', '../low')
    expect([exitCode, stdout]).toStrictEqual([0, 'wrote ../low/fleet.yaml\nwrote ../low/web.yaml\n'])
    expect(repository.host.dump('/repo')).toStrictEqual(before)
    expect(repository.run('lower', '--to', '/low').stdout).toContain('unchanged /low/web.yaml\n')
    repository.host.put('/low/web.yaml', 'mine: true\n')
    expect(repository.run('lower', '--to', '/low')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('error file-differs') as string,
    })
    expect(repository.run('lower', '--to', '/low', '--force').exitCode).toBe(0)
  })

  it.each(['.', 'low', 'rendered', 'rendered/low'])(
    'writes nothing among the sources or the output: %s',
    (to) => {
      const repository = repositoryOf(webYaml(''), ruleYaml(toB))
      const { exitCode, stderr } = repository.run('lower', '--to', to)
      expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error lowered-among-sources')])
    },
  )

  it.each([[['lower']], [['lower', '--to', 'x', '--in-place']]])('asks where to, once: %s', (words) => {
    const { exitCode, stderr } = repositoryOf(webYaml(''), ruleYaml(toB)).run(...words)
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('--in-place')])
  })
})
