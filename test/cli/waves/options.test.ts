import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../../src/host/node-host.ts'
import { commit, git, gitRepository, write } from '../../helpers/git-repository.ts'
import { clusterYaml } from '../../helpers/kubefed-yaml.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { createTestRepository } from '../../helpers/test-repository.ts'
import { readTree } from '../../helpers/read-tree.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

interface Held {
  readonly directory: string
  readonly first: string
  readonly second: string
}

/** Two commits, whose settings are `one` and `two`; eu and us are held at the first, in the ledger of a third. */
function start(more: Readonly<Record<string, string>> = {}): Held {
  const directory = gitRepository({
    'fedrender.yaml': wavesConfig,
    'clusters.yaml': waveClusters,
    'settings.yaml': settingsYaml('one'),
    ...more,
  })
  const first = git(directory, 'rev-parse', 'HEAD')
  const second = commit(directory, { 'settings.yaml': settingsYaml('two') })
  commit(directory, { 'waves.yaml': ledgerYaml({ eu: first, us: first }) })
  return { directory, first, second }
}

/** The value that each cluster of the output has. */
function values(directory: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    [...readTree(`${directory}/rendered`)].flatMap(([path, content]) => {
      const cluster = /^clusters\/([^/]+)\/shop\/configmaps\/settings\.yaml$/.exec(path)?.[1]
      return cluster === undefined ? [] : [[cluster, /value: (\S+)/.exec(String(content))?.[1]]]
    }),
  )
}

describe('render, where waves are held,', () => {
  it('renders one cluster as it renders all', () => {
    const { directory } = start()
    for (const [cluster, value] of [
      ['canary', 'two'],
      ['eu', 'one'],
    ] as const) {
      expect(runInDirectory(directory, 'render', '--cluster', cluster)).toMatchObject({ exitCode: 0 })
      expect(values(directory)[cluster]).toBe(value)
    }
    expect(values(directory)).toStrictEqual({ canary: 'two', eu: 'one' })
  })

  it('prints what it would write', () => {
    const { directory } = start()
    const printed = (cluster: string): string =>
      runInDirectory(directory, 'render', '--stdout', '--cluster', cluster).stdout
    expect(printed('canary')).toContain('value: two')
    expect(printed('us')).toContain('value: one')
    expect(
      runInDirectory(directory, 'render', '--stdout')
        .stdout.match(/value: \S+/g)
        ?.sort(),
    ).toStrictEqual(['value: one', 'value: one', 'value: two'])
  })

  it('renders again when the ledger is saved while it watches', async () => {
    const { directory, first, second } = start()
    const rounds: string[] = []
    let written = ''
    const endRound = (): void => {
      rounds.push(written)
      written = ''
    }
    const saves = [ledgerYaml({ eu: second, us: first }), ledgerYaml({ eu: second }), undefined]
    const { exitCode } = await createTestRepository({}).runToEnd(
      {
        host: createNodeHost(),
        directory,
        clock: () => '2026-01-01T12:03:11Z',
        writeError: (text) => (written += text),
        watch: async function* () {
          endRound()
          for (const text of saves) {
            if (text === undefined) git(directory, 'rm', '-q', '-f', 'waves.yaml')
            else write(directory, { 'waves.yaml': text })
            yield
            endRound()
          }
        },
      },
      'render',
      '--watch',
    )
    expect(exitCode).toBe(0)
    expect(rounds).toHaveLength(4)
    expect(rounds[1]).toBe('12:03:11Z waves.yaml changed: wrote 1 file in 1 cluster, 0 pruned; 0.00 s\n')
    expect(rounds[2]).toContain('error wave-without-line')
    expect(rounds[2]).toContain('waves.yaml changed: nothing written: 1 error')
    expect(rounds[3]).toContain('waves.yaml removed: wrote 1 file in 1 cluster, 0 pruned; 0.00 s\n')
    expect(values(directory)).toStrictEqual({ canary: 'two', eu: 'two', us: 'two' })
  })
})

describe('--keep-going, where waves are held,', () => {
  const broken = settingsYaml('x').replace('template:', 'overrides: 1\n  template:')

  it('holds in all clusters an object that is in error in what is rendered', () => {
    const { directory } = start()
    runInDirectory(directory, 'render')
    const before = values(directory)
    write(directory, { 'settings.yaml': broken, 'more.yaml': mapCalled('more') })
    const { exitCode, stderr } = runInDirectory(directory, 'render', '--keep-going')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('settings.yaml:')])
    expect(values(directory)).toStrictEqual(before)
    const more = [...readTree(`${directory}/rendered`).keys()].filter((path) => path.endsWith('/more.yaml'))
    expect(more).toStrictEqual(['clusters/canary/shop/configmaps/more.yaml'])
  })

  it('takes nothing from a cluster where what is rendered cannot be read', () => {
    const { directory } = start({ 'more.yaml': mapCalled('more') })
    runInDirectory(directory, 'render')
    const before = readTree(`${directory}/rendered`)
    for (const text of ['kind: {', 'kind: FederatedConfigMap\n']) {
      write(directory, { 'more.yaml': text })
      const { exitCode, stderr } = runInDirectory(directory, 'render', '--keep-going')
      expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('more.yaml:1:')])
      expect(readTree(`${directory}/rendered`)).toStrictEqual(before)
    }
  })

  it('renders nothing where a commit of a wave is in error, of which no object is held alone', () => {
    const { directory } = start()
    runInDirectory(directory, 'render')
    const before = readTree(`${directory}/rendered`)
    const third = commit(directory, { 'settings.yaml': broken })
    commit(directory, {
      'settings.yaml': settingsYaml('four'),
      'waves.yaml': ledgerYaml({ eu: third, us: third }),
    })
    const { exitCode, stderr } = runInDirectory(directory, 'render', '--keep-going')
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('error wave-in-error')])
    expect(stderr).toContain(`${third.slice(0, 12)}:settings.yaml:`)
    expect(readTree(`${directory}/rendered`)).toStrictEqual(before)
  })
})

describe('the inventory of HEAD', () => {
  it('takes a cluster out of its wave, whatever the commit of the wave has', () => {
    const { directory } = start({ 'more.yaml': clusterYaml('eu-2', '{wave: eu}') })
    runInDirectory(directory, 'render')
    expect(Object.keys(values(directory)).sort()).toStrictEqual(['canary', 'eu', 'eu-2', 'us'])
    git(directory, 'rm', '-q', 'more.yaml')
    const refused = runInDirectory(directory, 'render')
    expect([refused.exitCode, refused.stderr]).toStrictEqual([
      2,
      expect.stringContaining('error prune-guard: '),
    ])
    const digest = /--approve-prune ([0-9a-f]+)/.exec(refused.stderr)?.[1] ?? 'none'
    const approved = runInDirectory(directory, 'render', '--approve-prune', digest)
    expect([approved.exitCode, approved.stderr]).toStrictEqual([0, expect.stringContaining('3 clusters')])
    expect(values(directory)).toStrictEqual({ canary: 'two', eu: 'one', us: 'one' })
  })

  it('gives a cluster that is new what HEAD renders, until the commit of its wave has it', () => {
    const { directory, first } = start()
    const more = { 'more.yaml': clusterYaml('eu-2', '{wave: eu}') }
    const third = commit(directory, more)
    runInDirectory(directory, 'render')
    expect(values(directory)).toStrictEqual({ canary: 'two', eu: 'one', 'eu-2': 'two', us: 'one' })
    const { stdout } = runInDirectory(directory, 'explain', 'configmaps/settings', '--cluster', 'eu-2')
    expect(stdout).toContain('in eu-2, from settings.yaml:8\n')
    write(directory, {
      'settings.yaml': settingsYaml('four'),
      'waves.yaml': ledgerYaml({ eu: third, us: first }),
    })
    runInDirectory(directory, 'render')
    expect(values(directory)).toStrictEqual({ canary: 'four', eu: 'two', 'eu-2': 'two', us: 'one' })
  })

  it('moves a cluster to another wave at once', () => {
    const { directory } = start()
    write(directory, { 'clusters.yaml': waveClusters.replace('{wave: us}', '{wave: canary}') })
    runInDirectory(directory, 'render')
    expect(values(directory)).toStrictEqual({ canary: 'two', eu: 'one', us: 'two' })
  })
})

describe('the tenants of a base', () => {
  const tenants = (namespaces: string): string => `tenants:
  - {name: web, sources: ["settings.yaml"], namespaces: [${namespaces}], types: ["*"], clusters: ["*"]}
  - {name: fleet, sources: ["clusters.yaml", "waves.yaml"], fleet: true, namespaces: ["*"], types: ["*"], clusters: ["*"]}
`

  it('judge the commit of a wave, whatever the change makes of them', () => {
    const directory = gitRepository({
      'fedrender.yaml': wavesConfig,
      'clusters.yaml': waveClusters,
      'settings.yaml': settingsYaml('one').replaceAll('shop', 'admin'),
    })
    const wide = git(directory, 'rev-parse', 'HEAD')
    commit(directory, {
      'settings.yaml': settingsYaml('one'),
      'fedrender.yaml': wavesConfig + tenants('shop'),
    })
    git(directory, 'switch', '-q', '-c', 'change')
    commit(directory, {
      'fedrender.yaml': wavesConfig + tenants('shop, admin'),
      'waves.yaml': ledgerYaml({ eu: wide, us: wide }),
    })
    expect(runInDirectory(directory, 'render').exitCode).toBe(0)
    git(directory, 'add', '-A')
    git(directory, 'commit', '-q', '--amend', '--no-edit')
    for (const words of [['render', '--check'], ['diff']]) {
      const { exitCode, stdout, stderr } = runInDirectory(directory, ...words)
      expect([words, exitCode]).toStrictEqual([words, 2])
      expect([words, stdout + stderr]).toStrictEqual([
        words,
        expect.stringContaining('tenant-namespace-denied'),
      ])
      expect(stdout + stderr).toContain(`${wide.slice(0, 12)}:settings.yaml`)
    }
  })
})

/** A FederatedConfigMap everywhere, in the namespace `shop`. */
function mapCalled(name: string): string {
  return settingsYaml('more')
    .replace(/^[^]*---\n/, '')
    .replace('settings', name)
}
