import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository } from '../../helpers/git-repository.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

/** eu is held at the first commit, us at the second; the second adds a line to the file, and an object. */
function start(): { readonly directory: string; readonly first: string; readonly second: string } {
  const directory = gitRepository({
    'fedrender.yaml': wavesConfig,
    'clusters.yaml': waveClusters,
    'settings.yaml': settingsYaml('one'),
  })
  const first = git(directory, 'rev-parse', 'HEAD')
  const second = commit(directory, { 'settings.yaml': `# A comment.\n${settingsYaml('two')}` })
  commit(directory, {
    'more.yaml': settingsYaml('more')
      .replace(/^[^]*---\n/, '')
      .replace('settings', 'more'),
    'waves.yaml': ledgerYaml({ eu: first, us: second }),
  })
  return { directory, first, second }
}

describe('a held wave', () => {
  it('is explained by the lines of its commit', () => {
    const { directory, first } = start()
    const place = ['--cluster', 'eu', '-C', directory] as const
    const { stdout, stderr } = runInDirectory(directory, 'explain', 'configmaps/settings', ...place)
    expect(stderr).toBe('')
    const name = first.slice(0, 12)
    expect(stdout).toContain(`in eu, from ${name}:settings.yaml:8\n`)
    expect(stdout).toContain(`wave "eu", held at ${name}, 2 commits before the base branch's last\n`)
    expect(stdout).toMatch(new RegExp(`/data/value +"?one"? +${name}:settings.yaml:10`))
    const canary = runInDirectory(directory, 'explain', 'configmaps/settings', '--cluster', 'canary')
    expect(canary.stdout).toContain('in canary, from settings.yaml:9\n')
    const more = runInDirectory(directory, 'explain', 'configmaps/more', ...place)
    expect(more.stdout).toContain(`the wave "eu" is held at ${name}, whose sources do not place it there`)
  })

  it('is found with the lines of its commit', () => {
    const { directory, first } = start()
    const { stdout } = runInDirectory(directory, 'find', '--field', '/data/value=one')
    expect(stdout).toContain(`${first.slice(0, 12)}:settings.yaml:10`)
  })

  it('is in the status and the report with what waits', () => {
    const { directory, first, second } = start()
    const { stdout, exitCode } = runInDirectory(directory, 'status')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('WAVE')
    expect(stdout).toMatch(/canary +HEAD/)
    expect(stdout).toMatch(
      new RegExp(
        `eu +${first.slice(0, 12)} +2 commits +eu +2 objects: configmaps shop/more, configmaps shop/settings`,
      ),
    )
    expect(stdout).toMatch(/us +[0-9a-f]{12} +1 commit +us +1 object: configmaps shop\/more/)
    const { stdout: json } = runInDirectory(directory, 'status', '-o', 'json')
    const [more, settings] = JSON.parse(json) as readonly { name: string; waiting?: unknown }[]
    const eu = { wave: 'eu', commit: first, back: 2 }
    expect(settings).toMatchObject({ name: 'settings', waiting: [eu] })
    expect(more).toMatchObject({ name: 'more', waiting: [eu, { wave: 'us', commit: second, back: 1 }] })
    const report = runInDirectory(directory, 'report', '--to', 'report.html')
    expect(report.exitCode).toBe(0)
    expect(git(directory, 'status', '--short')).toContain('report.html')
  })

  it('is published to a branch of its own', () => {
    const { directory } = start()
    for (const wave of ['canary', 'eu']) {
      const words = ['publish', '--wave', wave, '--branch', `env/${wave}-next`]
      expect(runInDirectory(directory, ...words)).toMatchObject({ exitCode: 0 })
    }
    const files = (branch: string): string => git(directory, 'ls-tree', '-r', '--name-only', branch)
    expect(files('env/eu-next')).toContain('clusters/eu/shop/configmaps/settings.yaml')
    expect(files('env/eu-next')).not.toContain('clusters/canary')
    expect(files('env/canary-next')).toContain('clusters/canary/shop/configmaps/more.yaml')
    const path = 'env/eu-next:clusters/eu/shop/configmaps/settings.yaml'
    expect(git(directory, 'show', path)).toContain('value: one')
    const wrong = runInDirectory(directory, 'publish', '--wave', 'uk', '--branch', 'x')
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('wave-unknown') as string })
  })

  it('is published with the others to one branch', () => {
    const { directory } = start()
    expect(runInDirectory(directory, 'publish', '--branch', 'rendered')).toMatchObject({ exitCode: 0 })
    const value = (cluster: string): string =>
      git(directory, 'show', `rendered:clusters/${cluster}/shop/configmaps/settings.yaml`)
    expect(value('eu')).toContain('value: one')
    expect(value('us')).toContain('value: two')
  })
})
