import { describe, expect, it } from 'vitest'
import { commit, git, gitRepository, write } from '../../helpers/git-repository.ts'
import { clusterYaml } from '../../helpers/kubefed-yaml.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

const sources = {
  'fedrender.yaml': wavesConfig,
  'clusters.yaml': waveClusters,
  'settings.yaml': settingsYaml('one'),
}

/** What `render` says, with the ledger that holds all later waves at the first commit. */
function renderHeld(
  directory: string,
  first: string,
): { readonly exitCode: number; readonly stderr: string } {
  write(directory, { 'waves.yaml': ledgerYaml({ eu: first, us: first }) })
  return runInDirectory(directory, 'render')
}

describe('wave-base-unknown', () => {
  const code = 'error wave-base-unknown: Waves are held at commits of the base branch, and this clone'

  it('is of the first line of the ledger, where no branch is known to be the base', () => {
    const directory = gitRepository(sources)
    git(directory, 'branch', '-m', 'trunk')
    const { exitCode, stderr } = renderHeld(directory, git(directory, 'rev-parse', 'HEAD'))
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining(`waves.yaml:4:3: ${code}`)])
    const named = runInDirectory(directory, 'render', '--check', '--base', 'trunk')
    expect([named.exitCode, named.stderr]).toStrictEqual([1, expect.not.stringContaining('wave-base')])
  })

  it('is of no line where there is no ledger yet', () => {
    const directory = gitRepository(sources)
    git(directory, 'branch', '-m', 'trunk')
    const { exitCode, stderr } = runInDirectory(directory, 'promote', '--all')
    expect([exitCode, stderr.split('\n')[0]]).toStrictEqual([2, expect.stringMatching(`^${code}`)])
  })
})

describe('wave-preference-kept', () => {
  const workload = `apiVersion: types.kubefed.io/v1beta1
kind: FederatedDeployment
metadata: {name: web, namespace: shop}
spec:
  template:
    spec:
      replicas: 3
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: "web:1"}]}
  placement: {clusterSelector: {}}
`
  const preference = (total: number): string => `apiVersion: scheduling.kubefed.io/v1alpha1
kind: ReplicaSchedulingPreference
metadata:
  name: web
  namespace: shop
spec: {targetKind: FederatedDeployment, totalReplicas: ${total}}
`

  function start(): { readonly directory: string; readonly first: string } {
    const web = { 'web.yaml': workload, 'preference.yaml': preference(3) }
    const directory = gitRepository({ ...sources, ...web })
    const first = git(directory, 'rev-parse', 'HEAD')
    commit(directory, { 'preference.yaml': preference(30) })
    return { directory, first }
  }

  it('is of the preference that does not count yet', () => {
    const { directory, first } = start()
    const { exitCode, stderr } = renderHeld(directory, first)
    expect(exitCode).toBe(0)
    expect(stderr).toContain(
      `preference.yaml:4:9: info wave-preference-kept: The replicas of shop/web stay divided as at ${first.slice(0, 12)} until "eu", "us" have its new division too.\n`,
    )
    expect(stderr).toContain(
      '  4 |   name: web\n    |         ^^^\n  fix: Promote eu and us, or label the object fedrender.dev/wave: now.\n',
    )
    expect(replicas(directory)).toStrictEqual([1, 1, 1])
  })

  it('is none once all have passed', () => {
    const { directory, first } = start()
    write(directory, { 'waves.yaml': ledgerYaml({ eu: first, us: first }) })
    runInDirectory(directory, 'promote', 'eu')
    const { stderr } = runInDirectory(directory, 'render')
    expect(stderr).toContain('until "us" has its new division too.')
    expect(replicas(directory)).toStrictEqual([1, 1, 1])
    runInDirectory(directory, 'promote', 'us')
    expect(runInDirectory(directory, 'render').stderr).not.toContain('wave-preference-kept')
    expect(replicas(directory)).toStrictEqual([10, 10, 10])
  })
})

describe('wave-cluster-unlisted', () => {
  const more = clusterYaml('eu-2', '{wave: eeu}')

  it('is of the label, with the wave that it may mean', () => {
    const directory = gitRepository({ ...sources, 'more.yaml': more })
    const { exitCode, stderr } = runInDirectory(directory, 'render')
    expect(exitCode).toBe(0)
    expect(stderr).toContain(
      'more.yaml:3:74: warning wave-cluster-unlisted: The cluster "eu-2" has the wave "eeu", which waves.order lacks, so it is in "us".\n',
    )
    expect(stderr).toContain('^^^\n  fix: Did you mean "eu"?\n')
  })

  it('names the wave of the settings, and none for a cluster without the label', () => {
    const config = wavesConfig.replace('us]', 'us], unlisted: eu')
    const unlabelled = clusterYaml('other')
    const directory = gitRepository({ ...sources, 'fedrender.yaml': config, 'more.yaml': more + unlabelled })
    const { stderr } = runInDirectory(directory, 'render')
    expect(stderr.match(/so it is in "eu"/g)).toHaveLength(1)
    expect(stderr.match(/wave-cluster-unlisted/g)).toHaveLength(1)
  })
})

describe('wave-without-clusters', () => {
  it('is of the settings, for each wave that no cluster is in', () => {
    const directory = gitRepository({ ...sources, 'clusters.yaml': clusterYaml('canary', '{wave: canary}') })
    const { exitCode, stderr } = runInDirectory(directory, 'render')
    expect(exitCode).toBe(0)
    const found = [...stderr.matchAll(/^(.*)info wave-without-clusters: (.*)$/gm)].map(([line]) => line)
    expect(found).toStrictEqual([
      'fedrender.yaml:3:38: info wave-without-clusters: The wave "eu" has no cluster.',
      'fedrender.yaml:3:42: info wave-without-clusters: The wave "us" has no cluster.',
    ])
  })
})

function replicas(directory: string): readonly (number | undefined)[] {
  return ['canary', 'eu', 'us'].map((cluster) => {
    const { stdout } = runInDirectory(directory, 'render', '--stdout', '--cluster', cluster)
    return Number(/replicas: (\d+)/.exec(stdout)?.[1])
  })
}
