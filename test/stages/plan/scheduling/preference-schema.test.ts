import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { createSchemaValidator, type SchemaFault } from '../../../../src/stages/validate/schema-validator.ts'

const path = 'scheduling.kubefed.io/v1alpha1/ReplicaSchedulingPreference.json'
const schema = JSON.parse(
  readFileSync(new URL(`../../../../schemas/${path}`, import.meta.url), 'utf8'),
) as object
const validate = createSchemaValidator(new Map([[path, schema]]))

function check(spec: JsonObject): readonly SchemaFault[] {
  return validate(path, { kind: 'ReplicaSchedulingPreference', metadata: { name: 'web' }, spec })
}

describe('the schema of a ReplicaSchedulingPreference', () => {
  it('takes every field, and null where KubeFed has a default', () => {
    const clusters = { '*': null, a: { minReplicas: 1, maxReplicas: 2, weight: 3 }, b: { maxReplicas: null } }
    const flags = { rebalance: true, intersectWithClusterSelector: null }
    expect(check({ targetKind: 'FederatedDeployment', totalReplicas: 9, ...flags, clusters })).toStrictEqual(
      [],
    )
    expect(check({ targetKind: 'FederatedDeployment', totalReplicas: 9, clusters: null })).toStrictEqual([])
  })

  it('asks for targetKind and totalReplicas', () => {
    expect(check({}).map(({ problem }) => problem)).toStrictEqual([
      'lacks the field "targetKind"',
      'lacks the field "totalReplicas"',
    ])
  })

  it('finds numbers that are none, and fields that have no effect', () => {
    const clusters = { a: { weight: '1', min: 3 } }
    const faults = check({
      targetKind: 'FederatedDeployment',
      totalReplicas: 1.5,
      targetName: 'web',
      clusters,
    })
    expect(faults.map(({ kind, pointer }) => `${kind} ${pointer}`).toSorted()).toStrictEqual([
      'unknown-field /spec/clusters/a/min',
      'unknown-field /spec/targetName',
      'violation /spec/clusters/a/weight',
      'violation /spec/totalReplicas',
    ])
  })
})
