import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commit, gitRepository, write } from '../../helpers/git-repository.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { ledgerYaml, settingsYaml, waveClusters, wavesConfig } from '../../helpers/wave-repository.ts'

function valueIn(directory: string, cluster: string): string | undefined {
  const path = `${directory}/rendered/clusters/${cluster}/shop/configmaps/settings.yaml`
  return /value: (\S+)/.exec(readFileSync(path, 'utf8'))?.[1]
}

function start(): { readonly directory: string; readonly first: string } {
  const directory = gitRepository({
    'fedrender.yaml': wavesConfig,
    'clusters.yaml': waveClusters,
    'settings.yaml': settingsYaml('one'),
  })
  return { directory, first: commit(directory, {}) }
}

it('renders each wave from the sources of its commit', () => {
  const { directory, first } = start()
  const second = commit(directory, { 'settings.yaml': settingsYaml('two') })
  write(directory, {
    'settings.yaml': settingsYaml('three'),
    'waves.yaml': ledgerYaml({ eu: second, us: first }),
  })
  const { exitCode, stderr } = runInDirectory(directory, 'render')
  expect([exitCode, stderr]).toStrictEqual([0, expect.stringContaining('3 clusters')])
  expect(['canary', 'eu', 'us'].map((each) => valueIn(directory, each))).toStrictEqual([
    'three',
    'two',
    'one',
  ])
})
