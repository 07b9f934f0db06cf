import { describe, expect, it } from 'vitest'
import { clusterYaml, configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const fleet = { 'clusters.yaml': inventoryYaml('east'), 'namespace.yaml': namespaceYaml('shop') }
const ownNamespace = 'clusters/east/_cluster/namespaces/shop.yaml'

const federated = (rest: string): string =>
  `apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\n${rest}`
/** A FederatedConfigMap that is placed everywhere; `more` goes on with its spec. */
const named = (name: string, more = ''): string =>
  federated(`metadata: {name: ${name}, namespace: shop}\nspec: {placement: {clusterSelector: {}}${more}}\n`)
const overridden = (path: string): string =>
  named(
    'a',
    `, template: {data: {b: c}}, overrides: [{clusterName: east, clusterOverrides: [{op: add, path: ${path}, value: x}]}]`,
  )
const repositoryWith = (text: string | Uint8Array): TestRepository =>
  createTestRepository({ ...fleet, 'a.yaml': text })

/** Each level lists the one before ten times. */
const aliasBomb = [
  'a0: &a0 [x]',
  ...Array.from({ length: 9 }, (_, level) => level + 1).map(
    (level) => `a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`,
  ),
]
const deep = 10_000

/** What every source here gives: an error of the code at the place, a fix, code 2, and nothing written. */
const refused: Readonly<Record<string, readonly [place: string, code: string, source: string]>> = {
  'a mapping in a value': ['3:15', 'yaml-syntax', federated('metadata: name: a\n')],
  'a tab as indentation': ['4:1', 'yaml-syntax', federated('metadata:\n\tname: a\n')],
  'a bracket that is not closed': ['4:1', 'yaml-syntax', federated('metadata: {name: a\n')],
  'a NUL': ['3:18', 'yaml-syntax', federated('metadata: {name: \0}\n')],
  'a key that stands twice': ['3:21', 'yaml-duplicate-key', federated('metadata: {name: a, name: b}\n')],
  'a key that is one with another as a string': [
    '3:14',
    'yaml-duplicate-key',
    federated('spec: {1: a, "1": b}\n'),
  ],
  infinity: ['4:56', 'yaml-syntax', named('a', ', template: {x: .inf}')],
  'aliases that expand beyond measure': [
    '\\d+:\\d+',
    'yaml-syntax',
    federated(`spec:\n${aliasBomb.map((line) => `  ${line}\n`).join('')}`),
  ],
  'an anchor that holds itself': ['3:21', 'yaml-syntax', federated('spec: &a {template: *a}\n')],
  'ten thousand brackets': [
    '3:262',
    'yaml-too-deep',
    federated(`spec: ${'['.repeat(deep)}${']'.repeat(deep)}\n`),
  ],
  'ten thousand lists in lists': ['4:511', 'yaml-too-deep', federated(`spec:\n${'- '.repeat(deep)}x\n`)],
  'ten thousand brackets of JSON': [
    '1:295',
    'yaml-too-deep',
    `{"kind": "FederatedConfigMap", "spec": ${'['.repeat(deep)}${']'.repeat(deep)}}`,
  ],
  'a name with a slash': ['3:18', 'invalid-name', named('a/b')],
  'a name that leads upwards': ['3:18', 'invalid-name', named('".."')],
  'a name with a backslash': ['3:18', 'invalid-name', named('..\\a')],
  'a name in upper case': ['3:18', 'invalid-name', named('Settings')],
  'a name with an underscore': ['3:18', 'invalid-name', named('a_b')],
  'a name with an escape sequence': ['3:18', 'invalid-name', named('"a\\e[2J"')],
  'a name of 254 characters': ['3:18', 'invalid-name', named('a'.repeat(254))],
  'an empty name': ['3:18', 'schema-violation', named('""')],
  'a name that is a number': ['3:18', 'schema-violation', named('007')],
  'a name that is __proto__': ['3:18', 'invalid-name', named('__proto__')],
  'a namespace that leads upwards': ['3:32', 'invalid-name', configMapYaml('../a')],
  'a namespace with a dot': ['3:32', 'invalid-name', configMapYaml('a.b/a')],
  'a cluster whose name leads upwards': ['3:18', 'invalid-name', clusterYaml('../../etc')],
  'a cluster in upper case': ['3:18', 'invalid-name', clusterYaml('A')],
  'the key __proto__ in a value': ['4:60', 'forbidden-key', named('a', ', template: {data: {__proto__: x}}')],
  'the key __proto__ among labels': [
    '4:73',
    'forbidden-key',
    named('a', ', template: {metadata: {labels: {__proto__: x}}}'),
  ],
  'the key __proto__ in a merge': [
    '4:65',
    'forbidden-key',
    named('a', ', template: {data: {<<: {__proto__: x}}}'),
  ],
  'the key __proto__ in JSON': [
    '1:100',
    'forbidden-key',
    '{"apiVersion": "types.kubefed.io/v1beta1", "kind": "FederatedConfigMap", "metadata": {"name": "a", "__proto__": {"x": 1}, "namespace": "shop"}}',
  ],
  'the key __proto__ in a path': ['4:135', 'override-path-invalid', overridden('/data/__proto__')],
  'the key __proto__ on the way of a path': [
    '4:135',
    'override-path-invalid',
    overridden('/__proto__/polluted'),
  ],
  'the key __proto__ in a dotted path': [
    '4:135',
    'override-path-invalid',
    overridden('data.__proto__.polluted'),
  ],
  'a path through what every object of JavaScript has': [
    '4:135',
    'override-not-applicable',
    overridden('/constructor/prototype/polluted'),
  ],
  'no metadata': ['1:1', 'schema-violation', federated('spec: {}\n')],
  'a list as metadata': ['3:11', 'schema-violation', federated('metadata: [a]\n')],
  'a list as spec': [
    '4:7',
    'schema-violation',
    federated('metadata: {name: a, namespace: shop}\nspec: []\n'),
  ],
  'a text as template': ['4:52', 'schema-violation', named('a', ', template: x')],
  'a misspelled federated kind': [
    '2:7',
    'missing-type-config',
    named('a').replace('FederatedC', 'FedratedC'),
  ],
  'a kind that is __proto__': [
    '2:7',
    'missing-type-config',
    named('a').replace('FederatedConfigMap', '__proto__'),
  ],
}

describe('hostile input is refused with its place and a fix, and nothing is written:', () => {
  for (const [name, [place, code, source]] of Object.entries(refused)) {
    it(name, () => {
      const repository = repositoryWith(source)
      const started = performance.now()
      const { exitCode, stdout, stderr } = repository.run('render')
      expect(performance.now() - started).toBeLessThan(5000)
      const [, afterPlace = ''] = stderr.split(new RegExp(`^a\\.yaml:${place}: error ${code}: `, 'm'))
      expect(afterPlace, stderr).toMatch(/\n {2}fix: \S.*\.\n|\n {2}fix: Did you mean .*\?\n/)
      expect([exitCode, stdout, repository.host.operations]).toStrictEqual([2, '', []])
      expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u)
    })
  }

  it('a document of 50 MB, which is not read', () => {
    const { exitCode, stderr } = repositoryWith(Buffer.alloc(50 * 1024 * 1024, 'a')).run('render')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('a.yaml:1:1: error source-too-large: The source is larger than 16 MiB')
    expect(stderr).toContain('fix: Split it into several files')
  })

  it('50 MB on standard input', () => {
    const repository = createTestRepository(fleet)
    repository.host.standardInput = Buffer.alloc(50 * 1024 * 1024, 'a')
    const { exitCode, stderr } = repository.run('render', '-f', '-')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('<stdin>:1:1: error source-too-large: ')
  })

  it('bytes that are not UTF-8', () => {
    const { exitCode, stderr } = repositoryWith(Buffer.from('a: 1\nb: \xe4\n', 'latin1')).run('render')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error source-not-utf8: The source is not UTF-8: line 2 holds other bytes.')
  })
})

describe('strange but rightful names', () => {
  it('are encoded where Windows reserves them, so that the output can be checked out everywhere', () => {
    const repository = repositoryWith(
      ['con', 'aux.x', 'lpt1', 'contact'].map((name) => named(name)).join('---\n'),
    )
    expect(repository.run('render').exitCode).toBe(0)
    expect(Object.keys(repository.rendered())).toStrictEqual([
      ownNamespace,
      'clusters/east/shop/configmaps/%61ux.x.yaml',
      'clusters/east/shop/configmaps/%63on.yaml',
      'clusters/east/shop/configmaps/%6Cpt1.yaml',
      'clusters/east/shop/configmaps/contact.yaml',
    ])
  })

  it('of 253 characters give two files of at most 255 bytes, and a namespace and a cluster likewise', () => {
    const long = 'a'.repeat(252)
    const cluster = 'c'.repeat(253)
    const repository = createTestRepository({
      'fleet.yaml': clusterYaml(cluster) + namespaceYaml('n'.repeat(63)),
      'a.yaml': configMapYaml(`${'n'.repeat(63)}/${long}a`) + configMapYaml(`${'n'.repeat(63)}/${long}b`),
    })
    expect(repository.run('render').exitCode).toBe(0)
    const paths = Object.keys(repository.rendered())
    expect(paths).toHaveLength(3)
    for (const segment of paths.flatMap((path) => path.split('/')))
      expect(segment.length).toBeLessThanOrEqual(255)
    for (const end of ['a', 'b']) {
      const texts = Object.values(repository.rendered())
      expect(texts.filter((text) => text.includes(`name: ${long}${end}\n`))).toHaveLength(1)
    }
    expect(repository.run('render', '--check').exitCode).toBe(0)
  })

  it('such as constructor are names like any other', () => {
    const keys = '{constructor: a, toString: b, hasOwnProperty: c, valueOf: d}'
    const repository = createTestRepository({
      'clusters.yaml': clusterYaml('constructor', '{constructor: a}') + clusterYaml('tostring'),
      'shop.yaml': namespaceYaml('constructor'),
      'a.yaml': configMapYaml(
        'constructor/constructor',
        'x',
        '{clusterSelector: {matchLabels: {constructor: a}}}',
      ).replace(/template: .*/, `template: {metadata: {labels: ${keys}}, data: ${keys}}}`),
    })
    expect(repository.run('render')).toMatchObject({ exitCode: 0, stdout: '' })
    const path = 'clusters/constructor/constructor/configmaps/constructor.yaml'
    expect(Object.keys(repository.rendered())).toStrictEqual([
      'clusters/constructor/_cluster/namespaces/constructor.yaml',
      path,
      'clusters/tostring/_cluster/namespaces/constructor.yaml',
    ])
    expect(repository.rendered()[path]).toContain(
      'data:\n  constructor: a\n  toString: b\n  hasOwnProperty: c\n  valueOf: d\n',
    )
  })

  it('of the prototype select no cluster and have no overrides', () => {
    const repository = repositoryWith(
      named('a', ', overrides: [{clusterName: __proto__}, {clusterName: constructor}]').replace(
        '{clusterSelector: {}}',
        '{clusters: [{name: __proto__}, {name: constructor}, {name: east}]}',
      ),
    )
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    expect(
      stderr.match(/unknown-cluster: No KubeFedCluster is called "(__proto__|constructor)"/g),
    ).toHaveLength(4)
    expect(Object.keys(repository.rendered())).toStrictEqual([
      ownNamespace,
      'clusters/east/shop/configmaps/a.yaml',
    ])
  })

  it('leave the prototype of objects alone', () => {
    for (const [, , source] of Object.values(refused)) repositoryWith(source).run('render', '--keep-going')
    expect(Object.keys(Object.prototype)).toStrictEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('what is printed', () => {
  it('holds no control character of a key, a file name or a path, so that a repository cannot write to a terminal', () => {
    const repository = createTestRepository({
      ...fleet,
      'a\u001b[2J\nb.yaml': named('a', ', "\\e[2J\\nforged: error": 1'),
    })
    repository.host.put(
      '/repo/rendered/clusters/east/\u001b[2J/x/y.yaml',
      '# Code generated by fedrender. DO NOT EDIT.\n',
    )
    for (const options of [['--dry-run'], ['--strict'], []]) {
      const { stdout, stderr } = repository.run('render', ...options)
      expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}/u)
      expect(stderr).not.toMatch(/^forged/m)
    }
  })
})

describe('symbolic links', () => {
  it('among the sources are named and not followed, whether they lead to files, directories or themselves', () => {
    const repository = createTestRepository(fleet)
    repository.host.put('/outside/a.yaml', configMapYaml('shop/outside'))
    repository.host.link('/repo/file.yaml', '/outside/a.yaml')
    repository.host.link('/repo/directory', '/outside')
    repository.host.link('/repo/loop', '.')
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    for (const link of ['directory', 'file.yaml'])
      expect(stderr).toContain(
        `warning source-link-unread: The symbolic link "${link}" leads out of the sources`,
      )
    expect(stderr).toMatch(/^info source-links-skipped: .* "loop"\.$/m)
    expect(Object.keys(repository.rendered())).toStrictEqual([ownNamespace])
  })

  it.each([
    ['the output directory', 'rendered', 'output-directory-invalid'],
    ['the directory of clusters', 'rendered/clusters', 'output-obstructed'],
    ['the directory of a cluster', 'rendered/clusters/east', 'output-obstructed'],
    ['the directory of a type', 'rendered/clusters/east/_cluster/namespaces', 'output-obstructed'],
    ['a file', `rendered/${ownNamespace}`, 'output-obstructed'],
    ['the work directory', 'rendered/.fedrender', 'output-obstructed'],
  ])('in the place of %s are refused, and nothing is written through them', (_, path, code) => {
    const repository = createTestRepository(fleet)
    repository.host.put('/outside/keep.yaml', 'kept\n')
    repository.host.link(`/repo/${path}`, '/outside')
    const { exitCode, stderr } = repository.run('render')
    expect(stderr).toContain(`error ${code}: `)
    expect(stderr).toMatch(/\n {2}fix: /)
    expect(exitCode).toBe(2)
    expect(repository.host.dump('/outside')).toStrictEqual({ 'keep.yaml': 'kept\n' })
    expect(Object.values(repository.rendered()).filter((text) => text.startsWith('#'))).toStrictEqual([])
  })

  it('in the output are never followed to be pruned, and never pruned themselves', () => {
    const repository = createTestRepository(fleet)
    const header = '# Code generated by fedrender. DO NOT EDIT.\n'
    repository.host.put('/outside/old.yaml', header)
    repository.host.link('/repo/rendered/clusters/east/link', '/outside')
    repository.host.link('/repo/rendered/clusters/east/old.yaml', '/outside/old.yaml')
    const { exitCode, stderr } = repository.run('render')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('warning agent-file-foreign: ')
    expect(repository.host.dump('/outside')).toStrictEqual({ 'old.yaml': header })
    expect(repository.rendered()).toMatchObject({
      'clusters/east/link': '-> /outside',
      'clusters/east/old.yaml': '-> /outside/old.yaml',
    })
  })
})
