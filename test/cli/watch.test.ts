import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { addGlobalOptions, withGlobalOptions } from '../../src/cli/options/global-options.ts'
import { watchRepository } from '../../src/cli/watch/watch-repository.ts'
import { readFile, type FileReader } from '../../src/stages/parse/read-file.ts'
import { rendered } from '../helpers/file-tree.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const shop = {
  'clusters.yaml': inventoryYaml('east', 'west'),
  'shop.yaml': namespaceYaml('shop'),
  'settings.yaml': configMapYaml('shop/settings', 'x'),
}
const settings = 'clusters/east/shop/configmaps/settings.yaml'

/** Runs `render --watch`; each save is made while the command waits, and what it then wrote on standard error is given. */
async function watch(
  repository: TestRepository,
  saves: readonly (() => void)[],
  ...options: readonly string[]
): Promise<{ readonly exitCode: number; readonly rounds: readonly string[]; readonly ignored: unknown }> {
  const rounds: string[] = []
  let written = ''
  const ignored: unknown[] = []
  const endRound = (): void => {
    rounds.push(written)
    written = ''
  }
  const { exitCode } = await repository.runToEnd(
    {
      clock: () => '2026-01-01T12:03:11Z',
      writeError: (text) => (written += text),
      watch: async function* (root, isIgnored) {
        ignored.push(root, isIgnored('/repo/rendered'), isIgnored('/repo/shop'))
        endRound()
        for (const save of saves) {
          save()
          yield
          endRound()
        }
      },
    },
    'render',
    '--watch',
    ...options,
  )
  return { exitCode, rounds, ignored }
}

describe('render --watch', () => {
  it('looks at all of the output after a run that was refused: others may have written there', async () => {
    const repository = createTestRepository(shop)
    const { host } = repository
    const { rounds } = await watch(repository, [
      () => host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y')),
      () => undefined,
      () => {
        host.removeFile(`/repo/rendered/${settings}`)
        host.put('/repo/settings.yaml', 'kind: [')
      },
      () => host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y')),
    ])
    expect(rounds.at(-2)).toContain('error')
    expect(repository.rendered()[settings]).toContain('y')
  })

  it('writes the same with --verify, which computes anew what it remembers', async () => {
    const [repository, verified] = [createTestRepository(shop), createTestRepository(shop)]
    const savesOf = ({ host }: TestRepository): (() => void)[] => [
      () => host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y')),
      () => host.put('/repo/clusters.yaml', inventoryYaml('east')),
    ]
    const plain = await watch(repository, savesOf(repository))
    expect(await watch(verified, savesOf(verified), '--verify')).toStrictEqual(plain)
    expect(verified.rendered()).toStrictEqual(repository.rendered())
  })

  it('renders, and again after each save, with a line for each', async () => {
    const repository = createTestRepository(shop)
    const { exitCode, rounds, ignored } = await watch(repository, [
      () => repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y')),
      () => repository.host.put('/repo/more.yaml', configMapYaml('shop/more', 'z')),
      () => repository.host.removeFile('/repo/more.yaml'),
    ])
    expect(rounds).toStrictEqual([
      'read 3 files: 2 federated objects, 2 clusters, 0 plain objects left alone; placed 4 objects; ' +
        'wrote 5 files, 0 unchanged, 0 pruned, 0 held; 0.00 s\nwatching for changes; Ctrl-C ends\n',
      '12:03:11Z settings.yaml changed: wrote 2 files in 2 clusters, 0 pruned; 0.00 s\n',
      '12:03:11Z more.yaml added: wrote 2 files in 2 clusters, 0 pruned; 0.00 s\n',
      '12:03:11Z more.yaml removed: wrote 0 files, 2 pruned; 0.00 s\n',
    ])
    expect(repository.rendered()[settings]).toContain('y')
    expect(exitCode).toBe(0)
    expect(ignored).toStrictEqual(['/repo', true, false])
  })

  it('parses and writes only what changed, and does nothing where nothing did', async () => {
    const repository = createTestRepository(shop)
    const parsed: string[] = []
    const countingReader: FileReader = (file) => {
      parsed.push(file.path)
      return readFile(file)
    }
    let written = ''
    const { operations } = repository.host
    const given = repository.terminal({
      writeError: (text) => (written += text),
      watch: async function* () {
        yield
        parsed.length = 0
        const first = operations.length
        repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y'))
        yield
        expect(parsed).toStrictEqual(['settings.yaml'])
        const done = operations.slice(first).join('\n')
        expect(done).toContain(settings)
        expect(done).not.toContain('namespaces')
        const second = operations.length
        written = ''
        repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y'))
        repository.host.put('/repo/notes.txt', 'no source')
        yield
        expect(written).toBe('')
        expect(operations).toHaveLength(second)
      },
    })
    const terminal = withGlobalOptions(given, addGlobalOptions(new Command()), () => undefined)
    expect(await watchRepository(terminal, '.', { readFile: countingReader })).toBe(0)
  })

  it('compares after an edit the files that it changes, and all of the output once nothing more is saved', async () => {
    const repository = createTestRepository(shop)
    const other = 'clusters/west/shop/configmaps/settings.yaml'
    const before: (Record<string, string> | undefined)[] = []
    const spoil = (path: string): void => repository.host.put(`/repo/rendered/${path}`, rendered('a: b'))
    const { rounds } = await watch(repository, [
      () => {
        repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y'))
        spoil(Object.keys(repository.rendered()).find((path) => path.includes('namespaces')) ?? '')
      },
      () => before.push(repository.rendered()),
      () => repository.host.put('/repo/notes.txt', 'no source'),
      () => {
        repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'z'))
        spoil(other)
      },
    ])
    expect(rounds.slice(1)).toStrictEqual([
      '12:03:11Z settings.yaml changed: wrote 2 files in 2 clusters, 0 pruned; 0.00 s\n',
      '12:03:11Z the output was changed: wrote 1 file in 1 cluster, 0 pruned; 0.00 s\n',
      '',
      '12:03:11Z settings.yaml changed: wrote 2 files in 2 clusters, 0 pruned; 0.00 s\n',
    ])
    expect(Object.values(before[0] ?? {})).toContain(rendered('a: b'))
    expect(Object.values(repository.rendered())).not.toContain(rendered('a: b'))
  })

  it('goes on after errors, and tells them once', async () => {
    const repository = createTestRepository(shop)
    const { exitCode, rounds } = await watch(repository, [
      () => repository.host.put('/repo/settings.yaml', 'kind: {'),
      () => repository.host.put('/repo/clusters.yaml', `${shop['clusters.yaml']}\n`),
      () => repository.host.put('/repo/settings.yaml', configMapYaml('shop/settings', 'y')),
    ])
    const line = '12:03:11Z settings.yaml changed: nothing written: 1 error; 0.00 s\n'
    expect(rounds[1]).toMatch(/^settings\.yaml:1:\d+: error yaml-syntax: /)
    expect(rounds[1]?.endsWith(line)).toBe(true)
    expect(rounds[2]).toBe(line.replace('settings', 'clusters'))
    expect(rounds[3]).toBe('12:03:11Z settings.yaml changed: wrote 2 files in 2 clusters, 0 pruned; 0.00 s\n')
    expect(repository.rendered()[settings]).toContain('y')
    expect(exitCode).toBe(0)
  })

  it('starts in a repository that is in error, and writes when it is mended', async () => {
    const repository = createTestRepository({ ...shop, 'fedrender.yaml': 'kind: Nonsense\n' })
    const { rounds } = await watch(repository, [() => repository.host.removeFile('/repo/fedrender.yaml')])
    expect(rounds[0]).toContain('fedrender.yaml:1:1: error ')
    expect(rounds[1]).toBe(
      '12:03:11Z fedrender.yaml removed: wrote 5 files in 2 clusters, 0 pruned; 0.00 s\n',
    )
  })

  it('is stopped by the guard until the configuration approves', async () => {
    const repository = createTestRepository(shop)
    let digest = ''
    const { rounds } = await watch(repository, [
      () => repository.host.put('/repo/clusters.yaml', inventoryYaml('west')),
      () => {
        digest = repository.run('render').stderr.match(/--approve-prune ([0-9a-f]+)/)?.[1] ?? 'none'
        const config = `apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\napprovePrune: ["${digest}"]\n`
        repository.host.put('/repo/fedrender.yaml', config)
      },
    ])
    expect(rounds[1]).toContain('error prune-guard: ')
    expect(rounds[1]).toContain('clusters.yaml changed: nothing written: 1 error')
    expect(rounds[2]).toBe('12:03:11Z fedrender.yaml added: wrote 0 files, 2 pruned; 0.00 s\n')
  })

  it('counts the errors of what is held with --keep-going', async () => {
    const repository = createTestRepository(shop)
    const broken = configMapYaml('shop/settings').replace('spec:', 'spec:\n  overrides: 1')
    const { rounds } = await watch(
      repository,
      [() => repository.host.put('/repo/settings.yaml', broken)],
      '--keep-going',
    )
    expect(rounds[1]).toMatch(/: wrote 0 files, 0 pruned, 2 held; 1 error; 0\.00 s\n$/)
  })

  it('tells that a file can be read no more, and a name without obeying it', async () => {
    const repository = createTestRepository(shop)
    const { rounds } = await watch(repository, [
      () => repository.host.put('/repo/a\nb.yaml', new Uint8Array([0xff])),
      () => repository.host.put('/repo/a\nb.yaml', '# nothing\n'),
    ])
    expect(rounds[1]).toContain('12:03:11Z sources changed: nothing written: 1 error')
    expect(rounds[2]).toContain('12:03:11Z a\\u000ab.yaml added: wrote 0 files, 0 pruned')
  })

  for (const option of ['--check', '--dry-run', '--stdout', '--file=-', '--format=json']) {
    it(`cannot be combined with ${option}`, () => {
      const { exitCode, stderr } = createTestRepository(shop).run('render', '--watch', option)
      expect(exitCode).toBe(2)
      expect(stderr).toMatch(/^error command-line-invalid: Option '--watch' cannot be used with option '/)
    })
  }
})
