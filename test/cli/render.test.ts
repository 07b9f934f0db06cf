import { describe, expect, it } from 'vitest'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const shop = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop') + configMapYaml('shop/settings'),
}
const everywhere = [
  'clusters/east/_cluster/namespaces/shop.yaml',
  'clusters/east/shop/configmaps/settings.yaml',
  'clusters/west/_cluster/namespaces/shop.yaml',
  'clusters/west/shop/configmaps/settings.yaml',
]
const added = ['.gitattributes', ...everywhere].map((path) => `A ${path}\n`).join('')
const read = 'read 2 files: 2 federated objects, 2 clusters, 0 plain objects left alone; placed 4 objects; '

/** A repository that was rendered once and whose only ConfigMap has another value since. */
function changedRepository(): ReturnType<typeof createTestRepository> {
  const repository = createTestRepository(shop)
  repository.run('render')
  repository.host.put('/repo/shop.yaml', namespaceYaml('shop') + configMapYaml('shop/settings', 'y'))
  return repository
}

describe('render', () => {
  it('writes the files of every cluster and says on standard error what it did', () => {
    const repository = createTestRepository(shop)
    expect(repository.run('render')).toStrictEqual({
      exitCode: 0,
      stdout: '',
      stderr: `${read}wrote 5 files, 0 unchanged, 0 pruned, 0 held; 0.00 s\n`,
    })
    expect(Object.keys(repository.rendered())).toStrictEqual(everywhere)
  })

  it('writes nothing where nothing changed', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    const operations = repository.host.operations.length
    expect(repository.run('render').stderr).toBe(
      `${read}wrote 0 files, 5 unchanged, 0 pruned, 0 held; 0.00 s\n`,
    )
    expect(repository.host.operations).toHaveLength(operations)
  })

  it('renders the directory that is named, also by a link', () => {
    const repository = createTestRepository({ 'fleet/a.yaml': shop['clusters.yaml'] + shop['shop.yaml'] })
    repository.host.link('/repo/link', 'fleet')
    expect(repository.run('render', 'link').exitCode).toBe(0)
    expect(Object.keys(repository.rendered('fleet/rendered'))).toStrictEqual(everywhere)
    expect(repository.run('render', 'fleet', '--check').exitCode).toBe(0)
  })

  it('says that a directory does not exist, and reads nothing', () => {
    const repository = createTestRepository(shop)
    const { exitCode, stdout, stderr } = repository.run('render', 'fleet')
    expect([exitCode, stdout]).toStrictEqual([2, ''])
    expect(stderr).toMatch(/^error source-directory-missing: "fleet" is not a directory\.\n {2}fix: /)
  })

  it('writes nothing where anything is in error, and shows all errors', () => {
    const repository = createTestRepository({
      ...shop,
      'a.yaml': configMapYaml('nowhere/lost'),
      'b.yaml': 'kind: FederatedConfigMap\n\tmetadata: {}\n',
    })
    const { exitCode, stdout, stderr } = repository.run('render')
    expect([exitCode, stdout, repository.rendered()]).toStrictEqual([2, '', {}])
    expect(stderr).toContain('a.yaml:3:35: error namespace-not-federated: ')
    expect(stderr).toContain('b.yaml:2:1: error yaml-syntax: ')
    expect(stderr).toMatch(/placed \d objects; nothing written: 2 errors; 0\.00 s\n$/)
  })
})

describe('render --check', () => {
  it('gives 0 and no output where the output is current', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    expect(repository.run('render', '--check')).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it('gives 1, names what is stale, and writes nothing', () => {
    const repository = changedRepository()
    repository.host.put(
      '/repo/rendered/clusters/west/shop/configmaps/old.yaml',
      repository.rendered()[everywhere[1]!]!,
    )
    const before = repository.rendered()
    expect(repository.run('render', '--check')).toStrictEqual({
      exitCode: 1,
      stdout: [
        'M clusters/east/shop/configmaps/settings.yaml',
        'M clusters/west/shop/configmaps/settings.yaml',
        'D clusters/west/shop/configmaps/old.yaml\n',
      ].join('\n'),
      stderr: `${read}would write 2 files, 3 unchanged, 1 pruned, 0 held; 0.00 s\n`,
    })
    expect(repository.rendered()).toStrictEqual(before)
  })

  it('gives 2 on errors, whatever is stale', () => {
    const repository = createTestRepository({ ...shop, 'a.yaml': configMapYaml('nowhere/lost') })
    expect(repository.run('render', '--check')).toMatchObject({ exitCode: 2, stdout: '' })
  })
})

describe('render --dry-run', () => {
  it('shows what would change, gives 0 and writes nothing', () => {
    const repository = createTestRepository(shop)
    expect(repository.run('render', '--dry-run')).toStrictEqual({
      exitCode: 0,
      stdout: added,
      stderr: `${read}would write 5 files, 0 unchanged, 0 pruned, 0 held; 0.00 s\n`,
    })
    expect(repository.host.operations).toStrictEqual([])
  })
})

describe('render --cluster', () => {
  it('writes only the directories of the clusters that are named', () => {
    const repository = createTestRepository({
      ...shop,
      'clusters.yaml': inventoryYaml('east', 'north', 'west'),
    })
    expect(repository.run('render', '--cluster', 'west', '--cluster', 'north').exitCode).toBe(0)
    expect(new Set(Object.keys(repository.rendered()).map((path) => path.split('/')[1]))).toStrictEqual(
      new Set(['north', 'west']),
    )
  })

  it("neither prunes nor updates another cluster's directory", () => {
    const repository = changedRepository()
    const before = repository.rendered()
    repository.run('render', '--cluster', 'west')
    expect(repository.rendered()[everywhere[1]!]).toBe(before[everywhere[1]!])
    expect(repository.rendered()[everywhere[3]!]).toContain('key: "y"')
  })

  it('refuses a cluster that the inventory lacks, with the nearest name', () => {
    const repository = createTestRepository(shop)
    const { exitCode, stderr } = repository.run('render', '--cluster', 'wset')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error selected-cluster-unknown: No KubeFedCluster is called "wset"')
    expect(stderr).toContain('fix: Did you mean "west"?')
    expect(repository.rendered()).toStrictEqual({})
  })
})

describe('render --stdout', () => {
  it('writes the objects to standard output in the order of applying, and no file', () => {
    const repository = createTestRepository(shop)
    const { exitCode, stdout, stderr } = repository.run('render', '--stdout', '--cluster', 'west')
    repository.run('render')
    const files = repository.rendered()
    expect(stdout).toBe(`---\n${files[everywhere[2]!]}---\n${files[everywhere[3]!]}`)
    expect(stderr).toBe(`${read}0.00 s\n`)
    expect(exitCode).toBe(0)
  })

  it('writes no object at all where anything is in error', () => {
    const repository = createTestRepository({ ...shop, 'a.yaml': configMapYaml('nowhere/lost') })
    expect(repository.run('render', '--stdout')).toMatchObject({ exitCode: 2, stdout: '' })
  })

  it('fails where something is held, unless the earlier output is named', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    repository.host.put(
      '/repo/clusters.yaml',
      inventoryYaml('east', 'west').replace(
        /name: west, .*\n.*\n/,
        (text) => `${text}status: {conditions: [{type: Ready, status: "False"}]}\n`,
      ),
    )
    repository.host.put('/repo/shop.yaml', namespaceYaml('shop'))
    const refused = repository.run('render', '--stdout')
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' })
    expect(refused.stderr).toContain('error held-without-previous: ')
    const { exitCode, stdout } = repository.run('render', '--stdout', '--previous', 'rendered')
    expect(exitCode).toBe(0)
    expect(stdout.match(/kind: ConfigMap/g)).toHaveLength(1)
  })

  it.each([['--check'], ['--dry-run'], ['--approve-prune', '0123456789abcdef']])(
    'refuses %s, which it would have to ignore',
    (...option) => {
      const repository = createTestRepository(shop)
      const { exitCode, stdout, stderr } = repository.run('render', '--stdout', ...option)
      expect([exitCode, stdout]).toStrictEqual([2, ''])
      expect(stderr).toContain("Option '--stdout' cannot be used with option '")
    },
  )
})

describe('render --out', () => {
  it('writes to another directory, named from the working directory, and reads the usual one as no source', () => {
    const repository = createTestRepository(shop)
    repository.run('render')
    const { exitCode, stderr } = repository.run('render', '--out', 'elsewhere/deep')
    expect(exitCode).toBe(0)
    expect(stderr).toBe(`${read}wrote 5 files, 0 unchanged, 0 pruned, 0 held; 0.00 s\n`)
    expect(repository.rendered('elsewhere/deep')).toStrictEqual(repository.rendered())
  })

  it.each(['.', '..', '/'])('refuses %s, which holds the sources', (directory) => {
    const repository = createTestRepository(shop)
    const { exitCode, stderr } = repository.run('render', '--out', directory)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error output-directory-invalid: ')
    expect(repository.host.operations).toStrictEqual([])
  })
})

describe('render --strict', () => {
  it('takes warnings for errors', () => {
    const repository = createTestRepository({ ...shop, 'part.yaml': 'spec: {placement: {}}\n' })
    const { exitCode, stderr } = repository.run('render', '--strict')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('part.yaml:1:1: error kubefed-fragment: ')
    expect(repository.rendered()).toStrictEqual({})
    expect(repository.run('render').exitCode).toBe(0)
  })
})

describe('render --keep-going', () => {
  it('holds the object in error, renders the rest, and still gives 2', () => {
    const repository = createTestRepository({
      ...shop,
      'other.yaml': configMapYaml('shop/other'),
    })
    repository.run('render')
    repository.host.put(
      '/repo/other.yaml',
      configMapYaml('shop/other', 'y').replace('template', 'overrides: 1, template'),
    )
    repository.host.put('/repo/shop.yaml', namespaceYaml('shop') + configMapYaml('shop/settings', 'y'))
    const { exitCode, stderr } = repository.run('render', '--keep-going')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('other.yaml:4:53: error schema-violation: ')
    expect(stderr).toContain('wrote 2 files, 3 unchanged, 0 pruned, 2 held')
    const rendered = repository.rendered()
    expect(rendered['clusters/east/shop/configmaps/settings.yaml']).toContain('key: "y"')
    expect(rendered['clusters/east/shop/configmaps/other.yaml']).toContain('key: x')
  })
})

describe('render --previous and --approve-prune', () => {
  it('lets an empty checkout hide no deletion', () => {
    const repository = createTestRepository(shop)
    repository.run('render', '--out', '/published')
    repository.host.put('/repo/shop.yaml', 'a: 1\n')
    expect(repository.run('render').exitCode).toBe(0)
    const guarded = repository.run('render', '--previous', '/published')
    expect(guarded.exitCode).toBe(2)
    expect(guarded.stderr).toContain('error prune-guard: This run would prune 4 files')
    const digest = /--approve-prune ([0-9a-f]+)/.exec(guarded.stderr)?.[1] ?? ''
    const approved = repository.run('render', '--previous', '/published', '--approve-prune', digest)
    expect(approved.exitCode).toBe(0)
  })

  it('says why what is named cannot be read', () => {
    const { exitCode, stderr } = createTestRepository(shop).run('render', '--previous', 'origin/main')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error previous-unreadable: The previous output "origin/main" cannot be read: ')
    expect(stderr).toContain('not a git repository')
  })
})

describe('render --format', () => {
  const fragment = { ...shop, 'part.yaml': 'spec: {placement: {}}\n' }

  it('json writes one document to standard output: diagnostics, changes and summary', () => {
    const { exitCode, stdout, stderr } = createTestRepository(fragment).run(
      'render',
      '--format',
      'json',
      '--dry-run',
    )
    const { diagnostics, changes, summary } = JSON.parse(stdout) as Record<string, unknown>
    expect(diagnostics).toStrictEqual([
      {
        code: 'kubefed-fragment',
        severity: 'warning',
        message: expect.stringContaining('fragment'),
        hint: 'Complete the object, or remove the file.',
        related: [],
        location: { file: 'part.yaml', line: 1, column: 1, endLine: 1, endColumn: 5 },
      },
    ])
    expect(changes).toStrictEqual({
      added: ['.gitattributes', ...everywhere],
      changed: [],
      pruned: [],
      held: [],
      foreign: [],
    })
    expect(summary).toStrictEqual({
      files: 3,
      federatedObjects: 2,
      plainObjects: 0,
      clusters: 2,
      preferences: 0,
      currentReplicas: 'none',
      placed: 4,
      written: 5,
      unchanged: 0,
      pruned: 0,
      held: 0,
      errors: 0,
      applied: false,
      milliseconds: 0,
    })
    expect([exitCode, stderr]).toStrictEqual([0, ''])
  })

  it('github writes workflow commands to standard error', () => {
    const { stdout, stderr } = createTestRepository(fragment).run('render', '--format', 'github')
    expect(stderr).toMatch(
      /^::warning file=part\.yaml,line=1,endLine=1,col=1,endColumn=5,title=kubefed-fragment::This is a fragment.*\n$/,
    )
    expect(stdout).toBe('')
  })

  it('text shows the line, and colours only a terminal', () => {
    const repository = createTestRepository(fragment)
    expect(repository.run('render', '--dry-run').stderr).toContain(
      '  1 | spec: {placement: {}}\n    | ^^^^\n',
    )
    expect(repository.run('render', '--dry-run').stderr).not.toContain('\u001B[')
    expect(repository.runOn({ colorErrors: true }, 'render', '--dry-run').stderr).toContain(
      '\u001B[33mwarning',
    )
  })
})

describe('render -f -', () => {
  it('reads the sources from standard input and writes to the repository as usual', () => {
    const repository = createTestRepository({ 'ignored.yaml': 'spec: {placement: {}}\n' })
    repository.host.standardInput = Buffer.from(shop['clusters.yaml'] + shop['shop.yaml'])
    const { exitCode, stderr } = repository.run('render', '-f', '-')
    expect(exitCode).toBe(0)
    expect(stderr).toContain('read 1 file: 2 federated objects, 2 clusters')
    expect(Object.keys(repository.rendered())).toStrictEqual(everywhere)
  })

  it('names standard input in diagnostics', () => {
    const repository = createTestRepository({})
    repository.host.standardInput = Buffer.from('spec: {placement: {}}\n')
    expect(repository.run('validate', '--file', '-').stdout).toMatch(
      /^<stdin>:1:1: warning kubefed-fragment: /,
    )
  })

  it('takes no other file', () => {
    const { exitCode, stderr } = createTestRepository(shop).run('render', '-f', 'shop.yaml')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Only "-", standard input, can be named.')
  })

  it('warns where standard input brings no cluster', () => {
    const repository = createTestRepository(shop)
    repository.host.standardInput = Buffer.from(configMapYaml('shop/built', 'x'))
    const { stdout } = repository.run('validate', '-f', '-')
    expect(stdout).toContain('warning stdin-without-clusters: ')
    expect(stdout).toContain('`--also -`')
    expect(repository.run('validate', '-f', '-', '--strict').exitCode).toBe(2)
    repository.host.standardInput = Buffer.from(shop['clusters.yaml'])
    expect(repository.run('validate', '-f', '-').stdout).not.toContain('stdin-without-clusters')
  })
})

describe('render --also -', () => {
  it('adds standard input to the sources of the repository', () => {
    const repository = createTestRepository(shop)
    repository.host.standardInput = Buffer.from(configMapYaml('shop/built', 'x'))
    const { exitCode, stderr } = repository.run('render', '--also', '-')
    expect([exitCode, stderr]).toStrictEqual([0, expect.stringContaining('3 federated objects, 2 clusters')])
    const added = ['east', 'west'].map((cluster) => `clusters/${cluster}/shop/configmaps/built.yaml`)
    expect(Object.keys(repository.rendered()).sort()).toStrictEqual([...everywhere, ...added].sort())
    expect(repository.run('render', '--also', '-', '--check').exitCode).toBe(0)
    expect(repository.run('render', '--check').exitCode).toBe(1)
  })

  it('is refused where nothing comes, so that a pipe that broke prunes nothing', () => {
    const repository = createTestRepository(shop)
    repository.host.standardInput = Buffer.from(configMapYaml('shop/built', 'x'))
    repository.run('render', '--also', '-')
    const before = repository.rendered()
    for (const nothing of ['\n', '---\n# Source: web/templates/web.yaml\n--- # none\n...\n']) {
      repository.host.standardInput = Buffer.from(nothing)
      const { exitCode, stderr } = repository.run('render', '--also', '-')
      expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error stdin-empty: ')])
      expect(repository.rendered()).toStrictEqual(before)
    }
  })

  it('names what both declare', () => {
    const repository = createTestRepository(shop)
    repository.host.standardInput = Buffer.from(shop['shop.yaml'])
    const { exitCode, stderr } = repository.run('render', '--also', '-')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error duplicate-object: ')])
  })

  it.each([
    [['render', '--also', '-', '-f', '-']],
    [['render', '--also', '-', '--watch']],
    [['validate', '--also', '-', '--fix']],
    [['report', '--also', '-', '--base', 'HEAD']],
    [['publish', '--branch', 'live', '--also', '-']],
    [['publish', '--branch', 'live', '-f', '-']],
    [['diff', '--also', '-']],
  ])('is refused in %j', (words) => {
    const { exitCode, stderr } = createTestRepository(shop).run(...words)
    expect([exitCode, stderr]).toStrictEqual([
      2,
      expect.stringMatching(/^error (command-line-invalid|unknown-option): /),
    ])
  })

  it('is no part of what is published', () => {
    const { stderr } = createTestRepository(shop).run('publish', '--branch', 'live', '--also', '-')
    expect(stderr).toContain('What is published is the commit, and standard input is no part of it')
  })
})

describe('progress', () => {
  const clear = '\r\u001B[K'

  it('is shown on a terminal when work is long, with what is done, and taken away again', () => {
    let time = 0
    const now = (): number => (time += 200)
    const { stderr } = createTestRepository(shop).runOn({ interactive: true, now }, 'render')
    const steps = stderr.split(clear)
    expect(steps.at(-1)).toMatch(/^read 2 files/)
    expect(steps.slice(0, -1)).toStrictEqual([
      'compiling: 0 of 2 files …',
      'compiling: 1 of 2 files …',
      'compiling: 2 of 2 files …',
      'checking the objects …',
      'comparing with the output: 0 of 5 files …',
      'writing: 0 of 5 files …',
      'writing: 1 of 5 files …',
      'writing: 2 of 5 files …',
      'writing: 3 of 5 files …',
      'writing: 4 of 5 files …',
      'writing: 5 of 5 files …',
    ])
  })

  it('is shown ten times in a second, and not before half a second has gone by', () => {
    let time = 0
    const now = (): number => (time += 30)
    const { stderr } = createTestRepository(shop).runOn({ interactive: true, now }, 'render')
    expect(stderr.split(clear).length).toBeLessThan(5)
    const quick = createTestRepository(shop).runOn({ interactive: true, now: () => (time += 5) }, 'render')
    expect(quick.stderr).toMatch(/^read 2 files/)
  })

  it('is taken away before a result, an error and the end', () => {
    let time = 0
    const traits = { interactive: true, now: (): number => (time += 600) }
    for (const words of [
      ['status', '--all'],
      ['diff'],
      ['validate'],
      ['find'],
      ['-q', 'find'],
      ['explain', 'x', 'y'],
    ]) {
      let screen = ''
      const write = (text: string): void => {
        const lines = (screen + text).split('\n')
        screen = lines.map((line) => line.split(clear).at(-1)).join('\n')
      }
      createTestRepository(shop).runOn({ ...traits, writeError: write, writeOutput: write }, ...words)
      expect(screen).not.toContain('…')
    }
  })

  it('is each step with its time in a verbose run', () => {
    let time = 0
    const { stderr } = createTestRepository(shop).runOn({ now: () => (time += 10) }, 'render', '-v')
    expect(stderr.match(/^.*: \d+ ms$/gm)).toStrictEqual([
      'reading the sources: 10 ms',
      'compiling: 10 ms',
      'checking the objects: 10 ms',
      'comparing with the output: 10 ms',
      'writing: 10 ms',
    ])
  })

  it('is not shown elsewhere', () => {
    let time = 0
    const now = (): number => (time += 3000)
    expect(createTestRepository(shop).runOn({ now }, 'render').stderr).toMatch(/^read 2 files/)
  })
})
