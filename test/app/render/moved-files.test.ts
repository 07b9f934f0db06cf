import { expect, it } from 'vitest'
import { commit, git, gitRepository } from '../../helpers/git-repository.ts'
import { configMapYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
import { runInDirectory } from '../../helpers/run-in-directory.ts'
import { createTestRepository, type TestRepository } from '../../helpers/test-repository.ts'

const pods = 'selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}'
const counted = federatedYaml('Deployment', 'shop/values', `template: {spec: {replicas: 3, ${pods}}}`)
const sources =
  inventoryYaml('a', 'b', 'c', 'd', 'east.zip') +
  namespaceYaml('shop') +
  configMapYaml('shop/cloudbuild', 'x') +
  counted

/** The paths that 0.1.0 gave. */
const earlier = (path: string): string =>
  path.replace('%63loudbuild', 'cloudbuild').replace('%76alues', 'values').replace('east%2Ezip', 'east.zip')

/** A repository with the output that an earlier release rendered. */
function renderedEarlier(): TestRepository {
  const files = createTestRepository({ 'all.yaml': sources })
  expect(files.run('render').exitCode).toBe(0)
  const output = files.host.dump('/repo/rendered')
  const moved = Object.entries(output).map(([path, text]) => [`rendered/${earlier(path)}`, text])
  return createTestRepository({ 'all.yaml': sources, ...Object.fromEntries(moved) })
}

it('moves the files of an earlier release without the guard, and is done in one run', () => {
  const repository = renderedEarlier()
  const old = Object.keys(repository.rendered())
  expect(old).toContain('clusters/east.zip/shop/configmaps/cloudbuild.yaml')
  const { exitCode, stdout, stderr } = repository.run('render')
  expect([exitCode, stdout]).toStrictEqual([0, ''])
  expect(stderr).toContain('wrote 11 files, 5 unchanged, 11 pruned')
  const now = Object.keys(repository.rendered())
  expect(now.map(earlier).sort()).toStrictEqual(old.sort())
  expect(now).toContain('clusters/a/shop/configmaps/%63loudbuild.yaml')
  expect(repository.run('render', '--check').exitCode).toBe(0)
})

it('moves the files of one cluster that is rendered by itself, those that are held too', () => {
  const repository = renderedEarlier()
  const old = Object.keys(repository.rendered())
  const override = 'overrides: [{clusterName: east.zip, clusterOverrides: [{path: /nowhere/x, value: 1}]}]'
  repository.host.put('/repo/all.yaml', sources.replace('template: {data', `${override}, template: {data`))
  expect(repository.run('render', '--keep-going', '--cluster', 'east.zip').exitCode).toBe(2)
  const now = Object.keys(repository.rendered()).filter((path) => path.startsWith('clusters/east'))
  expect(now).toContain('clusters/east%2Ezip/shop/configmaps/%63loudbuild.yaml')
  expect(now.map(earlier).sort()).toStrictEqual(old.filter((path) => path.startsWith('clusters/east')).sort())
})

it('shows no difference between the two outputs', () => {
  const repository = renderedEarlier()
  expect(repository.run('render', '--out', 'now').exitCode).toBe(0)
  const { exitCode, stdout } = repository.run('diff', '--from', 'rendered', '--to', 'now')
  expect([exitCode, stdout]).toStrictEqual([0, 'Nothing changes in any cluster.\n'])
})

it('sees the count of replicas that a file of an earlier release had', () => {
  const repository = renderedEarlier()
  const retained = sources.replace(
    'clusterSelector: {}}, template: {spec: {r',
    'clusterSelector: {}}, retainReplicas: true, template: {spec: {r',
  )
  repository.host.put('/repo/all.yaml', retained)
  const { stderr } = repository.run('render')
  expect(stderr).toContain('warning retained-replicas-dropped')
})

it('moves a held file of an earlier release as it is, since agents look for it where its cluster is now', () => {
  const repository = renderedEarlier()
  const old = repository.rendered()
  const override = (cluster: string): string =>
    `{clusterName: ${cluster}, clusterOverrides: [{path: /nowhere/x, value: 1}]}`
  const overrides = `overrides: [${override('a')}, ${override('east.zip')}]`
  repository.host.put('/repo/all.yaml', sources.replace('template: {data', `${overrides}, template: {data`))
  expect(repository.run('render', '--keep-going').exitCode).toBe(2)
  const now = repository.rendered()
  for (const cluster of ['a', 'east%2Ezip']) {
    const path = `clusters/${cluster}/shop/configmaps/%63loudbuild.yaml`
    expect(now[path]).toBe(old[earlier(path)])
  }
  expect(Object.keys(now).map(earlier).sort()).toStrictEqual(Object.keys(old).sort())
  const { stdout } = repository.run('render', '--keep-going', '--check')
  expect(stdout).toMatch(/^(?:H .*\n){5}$/)
})

it('replaces nothing of others by a held file that moves', () => {
  const repository = renderedEarlier()
  repository.host.put('/repo/rendered/clusters/a/shop/configmaps/%63loudbuild.yaml', 'a: b\n')
  const override = 'overrides: [{clusterName: a, clusterOverrides: [{path: /nowhere/x, value: 1}]}]'
  repository.host.put('/repo/all.yaml', sources.replace('template: {data', `${override}, template: {data`))
  const before = repository.rendered()
  const { stderr } = repository.run('render', '--keep-going')
  expect(stderr).toContain('error output-file-foreign: ')
  expect(repository.rendered()).toStrictEqual(before)
})

it('moves held files to a branch too', () => {
  const old = renderedEarlier().rendered()
  const output = Object.fromEntries(Object.entries(old).map(([path, text]) => [`rendered/${path}`, text]))
  const directory = gitRepository({ 'all.yaml': sources, ...output })
  const disabled = `---
apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: configmaps, namespace: kube-federation-system}
spec:
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedConfigMap, pluralName: federatedconfigmaps, scope: Namespaced}
  propagation: Disabled
  targetType: {version: v1, kind: ConfigMap, pluralName: configmaps, scope: Namespaced}
`
  commit(directory, { 'all.yaml': sources + disabled })
  expect(runInDirectory(directory, 'publish', '--branch', 'live').exitCode).toBe(0)
  const published = git(directory, 'ls-tree', '-r', '--name-only', 'live').split('\n')
  expect(published.filter((path) => path.endsWith('cloudbuild.yaml'))).toHaveLength(0)
  expect(published.filter((path) => path.endsWith('/%63loudbuild.yaml'))).toHaveLength(5)
  expect(published.filter((path) => path.startsWith('clusters/east.zip/'))).toStrictEqual([])
})

it.each([
  ['writes each object once', ['render', '--keep-going', '--stdout', '--previous', '/earlier']],
  ['moves what is rendered, and does not hold it too', ['render', '--keep-going', '--previous', '/earlier']],
])('%s where sources are in error', (_, command) => {
  const repository = renderedEarlier()
  for (const [path, text] of Object.entries(repository.rendered()))
    repository.host.put(`/earlier/${path}`, text)
  repository.host.put('/repo/broken.yaml', 'kind: FederatedSecret\nmetadata: [')
  const { exitCode, stdout, stderr } = repository.run(...command)
  expect(exitCode).toBe(2)
  const isStream = command.includes('--stdout')
  expect(stdout.match(/^kind: /gm) ?? []).toHaveLength(isStream ? 15 : 0)
  if (!isStream) expect(stderr).toContain('wrote 11 files, 5 unchanged, 11 pruned, 0 held')
})
