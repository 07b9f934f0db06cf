import { expect, it } from 'vitest'
import { inventoryYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const plain = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\n'

it.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'an empty directory',
    { 'README.md': '' },
    'there is no federated object and no KubeFedCluster; next: fedrender init, then fedrender join NAME, then fedrender federate --file FILE\n',
  ],
  [
    'plain objects only',
    { 'web.yaml': plain },
    'there is no federated object and no KubeFedCluster, and 1 plain object left alone; next: fedrender init, then fedrender join NAME, then fedrender federate TYPE NAME\n',
  ],
  [
    'clusters and a plain object',
    { 'clusters.yaml': inventoryYaml('a'), 'web.yaml': plain },
    'there is no federated object, and 1 plain object left alone; next: fedrender federate TYPE NAME\n',
  ],
])('says in validate and status what is missing, and the next step: %s', (_, files, line) => {
  const repository = createTestRepository(files)
  expect(repository.run('validate').stderr).toBe(
    `0 federated objects: 0 errors, 0 warnings, 0 notes\n${line}`,
  )
  const status = repository.run('status')
  expect(status).toMatchObject({ exitCode: 0, stderr: line })
})

it('says nothing of it where a source cannot be read', () => {
  const repository = createTestRepository({ 'web.yaml': 'kind: FederatedConfigMap\nmetadata: {name: bad\n' })
  expect(repository.run('validate').stderr).not.toContain('next: ')
})
