import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, write } from '../../helpers/git-repository.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

interface Started {
  readonly directory: string
  readonly first: string
  readonly second: string
}

/** Two commits, whose settings are `one` and `two`; eu and us are held at the first. */
function start(): Started {
  const directory = gitRepository({
    'fedrender.yaml': wavesConfig,
    'clusters.yaml': waveClusters,
    'settings.yaml': settingsYaml('one'),
  })
  const first = git(directory, 'rev-parse', 'HEAD')
  const second = commit(directory, {
    'settings.yaml': settingsYaml('two'),
    'waves.yaml': ledgerYaml({ eu: first, us: first }),
  })
  return { directory, first, second }
}

interface Change {
  readonly clusters: readonly string[]
  readonly causes: readonly { readonly file: string; readonly line: number; readonly side: string }[]
  readonly risks: readonly { readonly rule: string }[]
}

function diff(directory: string): { readonly changes: readonly Change[]; readonly rules: readonly string[] } {
  const { stdout, stderr } = runInDirectory(directory, 'diff', '-o', 'json')
  expect(stderr).not.toContain('error')
  const { changes, risks } = JSON.parse(stdout) as {
    readonly changes: readonly Change[]
    readonly risks: readonly { readonly rule: string }[]
  }
  return { changes, rules: risks.map(({ rule }) => rule) }
}

describe('diff', () => {
  it('shows that a change which is not promoted concerns the first wave alone', () => {
    const { directory } = start()
    write(directory, { 'settings.yaml': settingsYaml('three') })
    const { changes, rules } = diff(directory)
    expect(changes.map(({ clusters }) => clusters)).toStrictEqual([['canary']])
    expect(rules).toStrictEqual([])
  })

  it('shows what a promotion lets through, by the line of the ledger and the lines of both commits', () => {
    const { directory, first, second } = start()
    expect(runInDirectory(directory, 'promote', 'eu').exitCode).toBe(0)
    const { changes, rules } = diff(directory)
    const was = `${first.slice(0, 12)}:settings.yaml`
    expect(changes).toMatchObject([
      {
        clusters: ['eu'],
        causes: [
          { file: was, line: 10, side: 'base' },
          { file: 'settings.yaml', line: 10, side: 'head' },
          { file: 'waves.yaml', line: 4, side: 'base' },
          { file: 'waves.yaml', line: 4, side: 'head' },
        ],
      },
    ])
    expect(rules).toStrictEqual([])
    expect(runInDirectory(directory, 'diff').stdout).toContain('waves.yaml:4')
    expect(second).not.toBe(first)
  })

  it('shows as a risk that clusters leave their held wave by a label, or by a commit that does not have them', () => {
    const { directory, first } = start()
    write(directory, { 'clusters.yaml': waveClusters.replace('wave: us', 'wave: canary') })
    const { changes, rules } = diff(directory)
    expect(changes.map(({ clusters }) => clusters)).toStrictEqual([['us']])
    expect(rules).toStrictEqual(['wave-left'])
    write(directory, { 'clusters.yaml': waveClusters })
    const known = waveClusters.split('---').filter((each) => !each.includes('wave: us'))
    git(directory, 'checkout', '-q', '-b', 'early', first)
    const early = commit(directory, { 'clusters.yaml': known.join('---') })
    git(directory, 'checkout', '-q', 'main')
    git(directory, 'merge', '-q', '-s', 'ours', '-m', 'early', 'early')
    write(directory, { 'waves.yaml': ledgerYaml({ eu: first, us: early }) })
    expect(diff(directory).rules).toContain('wave-left')
  })

  it('shows a promotion of all, and a ledger that goes, as risks', () => {
    const { directory } = start()
    runInDirectory(directory, 'promote', '--all')
    expect(diff(directory).rules).toStrictEqual(['wave-skipped'])
    git(directory, 'rm', '-q', '-f', 'waves.yaml')
    const { changes, rules } = diff(directory)
    expect(changes.map(({ clusters }) => clusters)).toStrictEqual([['eu', 'us']])
    expect(rules).toStrictEqual(['wave-released', 'wave-released'])
  })

  it('shows waves that a change of the settings lifts as a weaker check', () => {
    const { directory } = start()
    git(directory, 'rm', '-q', '-f', 'waves.yaml')
    write(directory, { 'fedrender.yaml': wavesConfig.replace(/^waves.*\n/m, '') })
    expect(diff(directory).rules).toStrictEqual(['check-weakened', 'wave-released', 'wave-released'])
  })

  it('shows no weaker check where another setting moves the order of waves to another line', () => {
    const { directory } = start()
    write(directory, {
      'fedrender.yaml': wavesConfig.replace(/^waves/m, 'systemNamespace: kube-federation-system\n\nwaves'),
    })
    expect(diff(directory).rules).toStrictEqual([])
  })

  it('shows an object that passes the waves as a risk', () => {
    const { directory } = start()
    write(directory, { 'settings.yaml': settingsYaml('three', ', labels: {fedrender.dev/wave: now}') })
    const { changes } = diff(directory)
    expect(changes.flatMap(({ clusters }) => clusters).sort()).toStrictEqual(['canary', 'eu', 'us'])
    const passing = changes.filter(({ clusters }) => clusters.includes('eu'))
    expect(passing.flatMap(({ risks }) => risks.map(({ rule }) => rule))).toContain('wave-passed')
  })
})
