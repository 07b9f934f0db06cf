import { describe, expect, it } from 'vitest'
import { inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { documents, typeConfig } from '../helpers/kubefed-objects.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const shop = { 'fleet.yaml': inventoryYaml('east') + namespaceYaml('shop') }

describe('schema', () => {
  it('writes the schemas and an index into a directory that is no source', () => {
    const repository = createTestRepository(shop)
    const { exitCode, stdout, stderr } = repository.run('schema')
    expect(exitCode).toBe(0)
    expect(stdout.split('\n')).toContain('types.kubefed.io/v1beta1/FederatedDeployment.json')
    expect(stderr).toBe('wrote 23 schemas, 0 unchanged\n')
    expect(repository.rendered('.fedrender/schemas')['index.json']).toContain(
      '"FederatedDeployment.json"'.slice(1, -1),
    )
    expect(repository.run('validate')).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it('writes only what changed', () => {
    const repository = createTestRepository(shop)
    repository.run('schema')
    expect(repository.run('schema')).toStrictEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'wrote 0 schemas, 23 unchanged\n',
    })
    repository.host.put('/repo/types.yaml', documents(typeConfig('widgets.example.com', 'Widget')))
    expect(repository.run('schema').stdout).toBe(
      'types.kubefed.io/v1beta1/FederatedWidget.json\nindex.json\n',
    )
  })

  it('writes into the directory that is named, for the version that is named', () => {
    const repository = createTestRepository(shop)
    const { exitCode } = repository.run('schema', '--to', 'editor', '--kubernetes', 'v1.27.3')
    expect(exitCode).toBe(0)
    const text = repository.rendered('editor')['types.kubefed.io/v1beta1/FederatedDeployment.json']
    const schema = JSON.parse(text ?? '') as { definitions: Record<string, { properties: object }> }
    expect(schema.definitions['io.k8s.api.core.v1.Container']?.properties).not.toHaveProperty('restartPolicy')
  })

  it.each(['a file of somebody', '{"title": "Deployment"}'])('writes nothing over %j', (text) => {
    const path = '.fedrender/schemas/types.kubefed.io/v1beta1/FederatedDeployment.json'
    const repository = createTestRepository({ ...shop, [path]: text })
    const { exitCode, stdout, stderr } = repository.run('schema')
    expect(exitCode).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(
      /^error schema-file-foreign: `fedrender schema` did not write the file ".*FederatedDeployment\.json"/,
    )
    expect(Object.keys(repository.rendered('.fedrender/schemas'))).toStrictEqual([
      path.slice('.fedrender/schemas/'.length),
    ])
  })

  it('goes on where sources are in error, and stops where the configuration is', () => {
    expect(createTestRepository({ ...shop, 'broken.yaml': 'a: [' }).run('schema').exitCode).toBe(0)
    const config = 'apiVersion: fedrender.dev/v1alpha1\nkind: RenderConfig\nouput: x\n'
    const { exitCode, stderr } = createTestRepository({ ...shop, 'fedrender.yaml': config }).run('schema')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('error config-invalid')
  })

  it('refuses what is no version of Kubernetes', () => {
    const { exitCode, stderr } = createTestRepository(shop).run('schema', '--kubernetes', 'latest')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('It must be a version of Kubernetes, as 1.30.')
  })

  it.each(['1.15', '1.99'])('refuses %s, of which there are no schemas', (version) => {
    const { exitCode, stderr } = createTestRepository(shop).run('schema', '--kubernetes', version)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(
      /^error schema-version-unknown: There are no schemas of Kubernetes 1\.\d+\.\n.*1\.16 to 1\./,
    )
  })

  it('says what the system refuses', () => {
    const repository = createTestRepository({ ...shop, '.fedrender': 'no directory' })
    const { exitCode, stderr } = repository.run('schema')
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/cannot be written: /)
  })
})
