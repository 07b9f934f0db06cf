import type { RenderConfig } from '../../../model/render-config.ts'
import type { Tenant } from '../../../model/tenant.ts'
import { added, describeAdded, describeChange } from './find-changed.ts'
import type { WeakerValue } from './safeguard.ts'

/**
 * The rights that a change gives: to a tenant that is new, to one that gets more, and to everybody where no tenant is
 * left. A tenant that loses sources gives a right too, as what two tenants share is judged by both.
 */
export function weakerTenants(base: RenderConfig, head: RenderConfig): readonly WeakerValue[] {
  if (base.tenants.length === 0) return []
  if (head.tenants.length === 0) {
    return [{ pointer: '/tenants', change: 'is empty, so every source may declare everything' }]
  }
  const before = new Map(base.tenants.map((tenant, index) => [tenant.name, { tenant, index }]))
  const names = new Set(head.tenants.map(({ name }) => name))
  return [
    ...head.tenants.flatMap((tenant, index) => {
      const known = before.get(tenant.name)
      const setting = `tenants.${tenant.name}`
      const at = `/tenants/${index}`
      if (known === undefined) return [{ pointer: at, basePointer: '/tenants', setting, change: 'is new' }]
      const basePointer = `/tenants/${known.index}`
      return moreRights(known.tenant, tenant).map(({ right, change }) => ({
        pointer: `${at}/${right}`,
        basePointer: `${basePointer}/${right}`,
        setting: `${setting}.${right}`,
        change,
      }))
    }),
    ...base.tenants.flatMap(({ name }, index) => {
      const gone = { setting: `tenants.${name}`, change: 'is gone' }
      return names.has(name) ? [] : [{ pointer: '/tenants', basePointer: `/tenants/${index}`, ...gone }]
    }),
  ]
}

const lists = ['sources', 'namespaces', 'types', 'clusters', 'dnsNames'] as const

function moreRights(was: Tenant, is: Tenant): readonly { readonly right: string; readonly change: string }[] {
  const found = lists.flatMap((right) => {
    const [before, after] = [was[right] ?? [], is[right] ?? []]
    const more = added(before, after)
    if (more.length > 0) return [{ right, change: describeAdded(more) }]
    const fewer = right === 'sources' && added(after, before).length > 0
    return fewer ? [{ right, change: describeChange(before, after) }] : []
  })
  const gainsFleet = is.fleet === true && was.fleet !== true
  return gainsFleet ? [...found, { right: 'fleet', change: describeChange(false, true) }] : found
}
