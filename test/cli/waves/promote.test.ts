import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, write } from '../../helpers/git-repository.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

const start = (): string =>
  gitRepository({
    'fedrender.yaml': wavesConfig,
    'clusters.yaml': waveClusters,
    'settings.yaml': settingsYaml('one'),
  })

const ledgerIn = (directory: string): string => readFileSync(`${directory}/waves.yaml`, 'utf8')

describe('promote', () => {
  it('begins a ledger with a line for each later wave', () => {
    const directory = start()
    const tip = git(directory, 'rev-parse', 'HEAD')
    const { exitCode, stdout, stderr } = runInDirectory(directory, 'promote', '--all')
    expect([exitCode, stdout]).toStrictEqual([0, 'wrote waves.yaml\n'])
    expect(stderr).toContain(`eu is held at ${tip.slice(0, 12)}\nus is held at ${tip.slice(0, 12)}\n`)
    expect(ledgerIn(directory)).toBe(ledgerYaml({ eu: tip, us: tip }))
    expect(runInDirectory(directory, 'promote', 'eu').stdout).toBe('unchanged waves.yaml\n')
  })

  it('edits one line, and keeps comments and order', () => {
    const directory = start()
    const first = git(directory, 'rev-parse', 'HEAD')
    const ledger = ledgerYaml({ us: first, eu: first }).replace('waves:', '# Freeze until Monday.\nwaves:')
    const second = commit(directory, { 'waves.yaml': ledger })
    const { exitCode, stderr } = runInDirectory(directory, 'promote', 'eu')
    expect(exitCode).toBe(0)
    expect(stderr).toContain(`eu goes from ${first.slice(0, 12)} to ${second.slice(0, 12)}, 1 commit more\n`)
    expect(ledgerIn(directory)).toBe(ledger.replace(`eu: ${first}`, `eu: ${second}`))
    expect(runInDirectory(directory, 'promote', 'eu', '--to', 'HEAD~1').stderr).toContain('1 commit less')
    expect(ledgerIn(directory)).toBe(ledger)
  })

  it('writes nothing in a dry run', () => {
    const directory = start()
    const { exitCode, stdout } = runInDirectory(directory, 'promote', 'eu', '--dry-run')
    expect([exitCode, stdout]).toStrictEqual([0, expect.stringContaining('+kind: WaveLedger')])
    expect(() => ledgerIn(directory)).toThrow('ENOENT')
  })

  it.each([
    [['canary'], 'wave-first-held'],
    [['eeu'], 'wave-unknown'],
    [['eu', '--to', 'nothing'], 'wave-commit-missing'],
    [['eu', '--to=--upload-pack=touch x'], 'wave-commit-missing'],
    [['eu', '--to', 'topic'], 'wave-commit-unreviewed'],
  ])('refuses %j', (words, code) => {
    const directory = start()
    git(directory, 'switch', '-q', '-c', 'topic')
    commit(directory, { 'settings.yaml': settingsYaml('evil') })
    git(directory, 'switch', '-q', 'main')
    const { exitCode, stderr } = runInDirectory(directory, 'promote', ...words)
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining(`error ${code}: `)])
    expect(() => ledgerIn(directory)).toThrow('ENOENT')
  })

  it('needs waves, and names or --all', () => {
    const directory = start()
    expect(runInDirectory(directory, 'promote').exitCode).toBe(2)
    expect(runInDirectory(directory, 'promote', 'eu', '--all').exitCode).toBe(2)
    write(directory, { 'fedrender.yaml': wavesConfig.replace(/^waves.*\n/m, '') })
    expect(runInDirectory(directory, 'promote', '--all').stderr).toContain('error waves-missing: ')
  })
})
