import { describe, expect, it } from 'vitest'
import { fieldOwners, ownsField } from '../../src/kubernetes/field-owners.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'

const live = (...managedFields: readonly Json[]): JsonObject => ({ metadata: { managedFields } })
const entry = { manager: 'controller-manager', operation: 'Update' }

describe('the owners of fields', () => {
  it('have leaves, whose list items are named by their keys', () => {
    const fieldsV1 = {
      'f:metadata': { 'f:labels': { '.': {}, 'f:kubefed.io/managed': {} } },
      'f:spec': { 'f:ports': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': { '.': {}, 'f:port': {} } } },
    }
    const [owner] = fieldOwners(live({ ...entry, fieldsV1 }))
    expect([...(owner?.fields ?? [])]).toEqual([
      '/metadata/labels/kubefed.io~1managed',
      '/spec/ports/[port=80,protocol=TCP]/port',
    ])
  })

  it('are not those of a subresource, nor what is malformed', () => {
    const status = { ...entry, subresource: 'status', fieldsV1: { 'f:status': {} } }
    expect(fieldOwners(live(status, null, { manager: 1, operation: 'Update' }))).toEqual([])
    expect(fieldOwners({ metadata: { managedFields: 'none' } })).toEqual([])
    const broken = { ...entry, fieldsV1: { 'k:{': { 'f:a': {} }, 'x:': {}, 'f:b': [] } }
    expect([...(fieldOwners(live(broken))[0]?.fields ?? [])]).toEqual(['/b'])
  })

  it('own a field with what holds it and what it holds', () => {
    const [owner] = fieldOwners(live({ ...entry, fieldsV1: { 'f:spec': { 'f:selector': {} } } }))
    expect(
      owner &&
        ['/spec/selector', '/spec/selector/app', '/spec', '/spec/selectors'].map((each) =>
          ownsField(owner, each),
        ),
    ).toEqual([true, true, true, false])
  })

  it('are asked for a field by its pointer, and not gone through', () => {
    const tree = { 'f:spec': { 'f:selector': { 'x:': {} }, 'f:type': {}, 'f:ports': { 'x:': {} } } }
    const [owner] = fieldOwners(live({ ...entry, fieldsV1: tree }))
    const fields = Object.assign(new Set(owner?.fields), {
      [Symbol.iterator]: () => {
        throw new Error('there may be a million')
      },
    })
    const owned = ['/spec', '/spec/type', '/spec/type/x', '/spec/selector', '/specs'].filter(
      (each) => owner && ownsField({ ...owner, fields }, each),
    )
    expect(owned).toEqual(['/spec', '/spec/type', '/spec/type/x'])
  })
})
