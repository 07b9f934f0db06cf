import { expect, it } from 'vitest'
import { configMapYaml, inventoryYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

it('render says that a directory has nothing of KubeFed, names init, and writes nothing', () => {
  for (const files of [{}, { 'plain.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' }]) {
    const repository = createTestRepository(files)
    const { exitCode, stderr } = repository.run('render')
    expect([exitCode, stderr]).toStrictEqual([
      0,
      expect.stringMatching(
        /^warning no-kubefed-objects: There is no object of KubeFed in "\."\.\n {2}fix: .*fedrender init/,
      ),
    ])
    expect(repository.host.kindOf('/repo/rendered')).toBe('absent')
  }
})

it('render goes on where there was something, or will be', () => {
  const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\n'
  for (const files of [
    { 'fedrender.yaml': config },
    { 'clusters.yaml': inventoryYaml('a') },
    { 'rendered/.gitattributes': '* linguist-generated\n' },
  ])
    expect(createTestRepository(files).run('render').stderr).not.toContain('no-kubefed-objects')
  expect(createTestRepository({ 'a.yaml': configMapYaml('shop/web') }).run('render').stderr).not.toContain(
    'no-kubefed-objects',
  )
})
