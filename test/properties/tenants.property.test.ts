import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tenant } from '../../src/model/tenant.ts'
import { checkTenants } from '../../src/stages/authorize/check-tenants.ts'
import { compileObjects } from '../helpers/compile-frozen.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import { fleetObjects } from '../helpers/fleet-arbitrary.ts'

const everything: Tenant = {
  name: 'platform',
  sources: ['**'],
  namespaces: ['*'],
  types: ['*'],
  clusters: ['*'],
  fleet: true,
}

/** Of what `fleetObjects` makes. */
const tenant: fc.Arbitrary<Tenant> = fc.record({
  name: fc.constantFrom('one', 'two'),
  sources: fc.constantFrom(['**'], ['all.yaml'], ['other/**'], []),
  namespaces: fc.subarray(['auth', 'shop', 's*']),
  types: fc.subarray(['configmaps', 'secrets', 'namespaces', '*']),
  clusters: fc.subarray(['ap-south', 'eu-*', 'us-*']),
  fleet: fc.boolean(),
})
const tenants = fc.array(tenant, { maxLength: 3 })

/** What is denied of a fleet: each object in error with what is wrong with it. */
function denials(
  objects: Parameters<typeof compileObjects>[0],
  ...tenancies: Tenant[][]
): ReadonlySet<string> {
  const { resources, plan } = compileObjects(objects)
  const found = checkTenants(resources, plan, deepFreeze(tenancies))
  return new Set(found.map(({ code, message, subject }) => `${subject?.start} ${code} ${message}`))
}

describe('tenants', () => {
  it('deny nothing to who may everything', () => {
    fc.assert(
      fc.property(fleetObjects, (objects) => {
        expect(denials(objects, [everything])).toStrictEqual(new Set())
      }),
    )
  })

  it('of two tenancies deny what either of them denies', () => {
    fc.assert(
      fc.property(fleetObjects, tenants, tenants, (objects, own, base) => {
        const either = new Set([...denials(objects, own), ...denials(objects, base)])
        expect(denials(objects, own, base)).toStrictEqual(either)
      }),
    )
  })

  it('deny no less where one more of them shares the sources', () => {
    fc.assert(
      fc.property(fleetObjects, tenants, tenant, (objects, own, more) => {
        const after = denials(objects, [everything, ...own, more])
        for (const each of denials(objects, [everything, ...own])) expect(after).toContain(each)
      }),
    )
  })
})
