import { expect, it } from 'vitest'
import { configMapYaml, federatedYaml, inventoryYaml, namespaceYaml } from '../../helpers/kubefed-yaml.ts'
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

it('holds a file of an earlier release as long as its object is in error', () => {
  const repository = renderedEarlier()
  const override = 'overrides: [{clusterName: a, clusterOverrides: [{path: /nowhere/x, value: 1}]}]'
  repository.host.put('/repo/all.yaml', sources.replace('template: {data', `${override}, template: {data`))
  expect(repository.run('render', '--keep-going').exitCode).toBe(2)
  expect(Object.keys(repository.rendered())).toContain('clusters/a/shop/configmaps/cloudbuild.yaml')
})
