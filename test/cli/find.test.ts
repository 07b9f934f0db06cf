import { describe, expect, it } from 'vitest'
import { clusterYaml, federatedYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type CommandResult } from '../helpers/test-repository.ts'

const names = ['eu-1', 'eu-2', 'eu-3', 'us-1']
const deployment = (name: string, image: string, overrides = ''): string =>
  federatedYaml(
    'Deployment',
    `shop/${name}`,
    `template: {spec: {replicas: 2, selector: {matchLabels: {app: ${name}}}, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: main, image: "${image}"}, {name: side, image: "side:1"}]}}}}${overrides}`,
  )
const shop: Readonly<Record<string, string>> = {
  'clusters.yaml': names.map((name) => clusterYaml(name, `{region: ${name.slice(0, 2)}}`)).join(''),
  'shop.yaml': namespaceYaml('shop'),
  'web.yaml': deployment(
    'web',
    'nginx:1.17',
    ', overrides: [{clusterName: us-1, clusterOverrides: [{path: /spec/template/spec/containers/0/image, value: "nginx:1.25"}]}]',
  ),
  'api.yaml': deployment('api', 'api:3'),
  'key.yaml': federatedYaml('Secret', 'shop/key', 'template: {stringData: {token: hunter2}}'),
}
const images = '/spec/template/spec/containers/*/image'

function find(...words: readonly string[]): CommandResult {
  return createTestRepository(shop).run('find', ...words)
}

/** The rows of the table, without their widths. */
function rows(...words: readonly string[]): readonly string[] {
  const [, ...lines] = find(...words)
    .stdout.trimEnd()
    .split('\n')
  return lines.map((line) => line.replace(/ {2,}/g, ' | '))
}

describe('find', () => {
  it('says which clusters run what, folded, each with the line of its value', () => {
    expect(find('--field', `${images}=~nginx:1\\.1[0-7]`)).toStrictEqual({
      exitCode: 0,
      stderr: '1 warning; fedrender validate shows it\n',
      stdout:
        `TYPE               NAME       FIELD                                    VALUE          CLUSTERS           SOURCE
deployments.apps   shop/web   /spec/template/spec/containers/0/image   "nginx:1.17"   all 3 with region=eu   web.yaml:4
`.replace('all 3 with region=eu   web', 'eu-1, eu-2, eu-3   web'),
    })
  })

  it('names the line of the override where that gave the value', () => {
    expect(rows('--field', `${images}=nginx:1.25`)).toStrictEqual([
      'deployments.apps | shop/web | /spec/template/spec/containers/0/image | "nginx:1.25" | us-1 | web.yaml:4',
    ])
  })

  it.each([
    ['is there', '/spec/replicas', ['api', 'web']],
    ['is equal', '/spec/replicas=2', ['api', 'web']],
    ['is another', '/spec/replicas!=2', []],
    ['matches', `${images}=~^api:`, ['api']],
    ['has any key', '/spec/*=2', ['api', 'web']],
    ['has an index', '/spec/template/spec/containers/1/image=side:1', ['api', 'web']],
  ])('finds the objects whose field %s', (_, query, found) => {
    const objects = rows('--type', 'Deployment', '--field', query).map((row) => row.split(' | ')[1])
    expect([...new Set(objects)]).toStrictEqual(found.map((name) => `shop/${name}`))
  })

  it('keeps clusters apart whose override gives the value of the template: each row has the place of its value', () => {
    const overrides = ', overrides: [{clusterName: eu-1, clusterOverrides: [{path: /data/k, value: v}]}]'
    const repository = createTestRepository({
      ...shop,
      'settings.yaml': federatedYaml(
        'ConfigMap',
        'shop/settings',
        `template: {data:\n    {k: v}}${overrides}`,
      ),
    })
    const { stdout } = repository.run('find', '--field', '/data/k', '-o', 'json')
    expect(JSON.parse(stdout)).toMatchObject([
      { clusters: ['eu-1'], fields: [{ origin: 'override' }] },
      { clusters: ['eu-2', 'eu-3', 'us-1'], fields: [{ origin: 'template', line: 5 }] },
    ])
  })

  it('finds only what all fields hold of', () => {
    const found = rows('--field', `${images}=api:3`, '--field', '/spec/replicas=2')
    expect(found.map((row) => row.split(' | ').slice(1, 4).join(' '))).toStrictEqual([
      'shop/api /spec/template/spec/containers/0/image "api:3"',
      'shop/api /spec/replicas 2',
    ])
  })

  it('lists the objects of some clusters and of a type, by any of its names', () => {
    for (const type of ['deployments.apps', 'deployments', 'Deployment', 'FederatedDeployment']) {
      expect(rows('--cluster', 'us-1', '--type', type).map((row) => row.split(' | ')[1])).toStrictEqual([
        'shop/api',
        'shop/web',
      ])
    }
  })

  it.each([
    ['/spec/replcas', 'no object has a field "/spec/replcas"; did you mean "/spec/replicas"?'],
    ['/spec/template/spec/container/*/image=nginx', `; did you mean "${images}"?`],
    ['/spec/replicas=7', 'no object was found'],
    ['/quite/another', 'no object has a field "/quite/another"\n'],
  ])('names the nearest field where no object has %s', (field, note) => {
    const { exitCode, stderr } = find('--type', 'deploy', '--field', field)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(note)
  })

  it('gives 1 where there is nothing, as grep does', () => {
    expect(find('--type', 'ConfigMap')).toMatchObject({ exitCode: 1, stdout: '' })
  })

  it('neither searches nor shows the values of Secrets', () => {
    expect(find('--field', '/stringData/token=hunter2')).toStrictEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        '1 warning; fedrender validate shows it\nThe values of Secrets are not searched.\nno object was found\n',
    })
    const { stdout } = find('--type', 'Secret', '--field', '/stringData/token')
    expect(stdout).toContain('"<masked>"')
    expect(stdout).not.toContain('hunter2')
  })

  it('names the nearest of a cluster or type that is not there, with exit code 2', () => {
    expect(find('--cluster', 'us-2')).toMatchObject({ exitCode: 2, stdout: '' })
    expect(find('--cluster', 'us-2').stderr).toContain('us-1')
    expect(find('--type', 'Deploymant').stderr).toContain('deployment')
  })

  it.each([
    ['spec=1', 'it must start with a JSON pointer'],
    ['/spec=~(', 'is not a regular expression'],
  ])('refuses the query %s', (query, problem) => {
    expect(find('--field', query)).toMatchObject({ exitCode: 2, stdout: '' })
    expect(find('--field', query).stderr).toContain(problem)
  })
})

it('counts what it leaves out of an object with more fields than anybody reads, and has all in JSON', () => {
  const entries = Array.from({ length: 10_003 }, (_, index) => `k${index}: "1"`).join(', ')
  const repository = createTestRepository({
    ...shop,
    'large.yaml': federatedYaml('ConfigMap', 'shop/large', `template: {data: {${entries}}}`),
  })
  const { stdout } = repository.run('find', '--field', '/data/*')
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(1 + 10_000 + 1)
  expect(lines.at(-1)).toMatch(/^configmaps +shop\/large +… +3 more fields: -o json has all +[^ ].* +-$/)
  const found = JSON.parse(repository.run('find', '--field', '/data/*', '-o', 'json').stdout) as readonly {
    readonly fields: readonly unknown[]
  }[]
  expect(found[0]?.fields).toHaveLength(10_003)
})

it('counts what it leaves out for each variant of a large object, each row with the line that decides it', () => {
  const entries = Array.from({ length: 10_001 }, (_, index) => `k${index}: "1"`).join(', ')
  const overrides = 'overrides: [{clusterName: us-1, clusterOverrides: [{path: /data/k0, value: "2"}]}]'
  const repository = createTestRepository({
    ...shop,
    'large.yaml': federatedYaml('ConfigMap', 'shop/large', `template: {data: {${entries}}}, ${overrides}`),
  })
  const lines = repository.run('find', '--field', '/data/*').stdout.trimEnd().split('\n')
  expect(lines.filter((line) => / … +1 more field: -o json has all /.test(line))).toHaveLength(2)
  const ofFirst = lines.filter((line) => / \/data\/k0 /.test(line)).map((line) => line.replace(/ +/g, ' '))
  expect(ofFirst).toContainEqual(expect.stringMatching(/ "2" us-1 large\.yaml:\d+$/))
  expect(ofFirst).toHaveLength(2)
})
