import { describe, expect, it } from 'vitest'
import { mergeKeysOf } from '../../../src/kubernetes/schema/merge-keys.ts'

function keysOf(kind: string, fields: string): string | undefined {
  return mergeKeysOf(kind, fields.split('.'))
    ?.map(({ field }) => field)
    .join()
}

describe('mergeKeysOf', () => {
  it.each([
    ['Deployment', 'spec.template.spec.containers', 'name'],
    ['Pod', 'spec.initContainers', 'name'],
    ['CronJob', 'spec.jobTemplate.spec.template.spec.containers.env', 'name'],
    ['Deployment', 'spec.template.spec.containers.ports', 'containerPort,protocol'],
    ['Deployment', 'spec.template.spec.initContainers.volumeMounts', 'mountPath'],
    ['Service', 'spec.ports', 'port,protocol'],
    ['Deployment', 'spec.template.spec.volumes', 'name'],
    ['Deployment', 'spec.template.spec.hostAliases', 'ip'],
    ['ServiceAccount', 'imagePullSecrets', 'name'],
    ['ServiceAccount', 'secrets', 'name'],
    ['ConfigMap', 'metadata.ownerReferences', 'uid'],
    ['Deployment', 'status.conditions', 'type'],
    ['Rollout', 'spec.template.spec.containers', 'name'],
    ['DNSEndpoint', 'spec.endpoints', 'dnsName,recordType,setIdentifier'],
  ])('knows those of %s %s', (kind, fields, keys) => {
    expect(keysOf(kind, fields)).toBe(keys)
  })

  it.each([
    ['Deployment', 'spec.template.spec.tolerations'],
    ['Deployment', 'spec.template.spec.containers.args'],
    ['NetworkPolicy', 'spec.ingress.ports'],
    ['Endpoints', 'subsets.ports'],
    ['ConfigMap', 'env'],
    ['Deployment', 'ports'],
  ])('leaves %s %s to positions', (kind, fields) => {
    expect(keysOf(kind, fields)).toBeUndefined()
  })
})
