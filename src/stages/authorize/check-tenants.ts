import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { Resources } from '../../model/resources.ts'
import type { Tenant } from '../../model/tenant.ts'
import { declarationsOf, type Declaration } from './declarations.ts'
import { createMatcher } from './glob.ts'

/**
 * Whether the sources declare only what their tenants may. Each tenancy judges by itself, and all have to agree: that of
 * the base beside that of the work tree, so that a change can narrow rights at once, but not widen its own. A file in the
 * sources of several tenants may declare what all of them may. Reports `tenant-missing`, `tenant-fleet-denied`,
 * `tenant-type-denied`, `tenant-namespace-denied`, `tenant-cluster-denied`; nothing where there is no tenant.
 */
export function checkTenants(
  resources: Resources,
  plan: RenderPlan,
  tenancies: readonly (readonly Tenant[])[],
): readonly Diagnostic[] {
  const judging = tenancies.filter((tenants) => tenants.length > 0)
  if (judging.length === 0) return []
  const declarations = declarationsOf(resources, plan)
  const found = judging.flatMap((tenants) => {
    const ownersOf = createOwnerLookup(tenants.map(createRights))
    return declarations.flatMap((each) => judge(each, ownersOf(each.manifest.file.path)))
  })
  // Two tenancies mostly agree, and say so once.
  return [...new Map(found.map((each) => [keyOf(each), each])).values()]
}

/** A tenant with its globs compiled. */
interface Rights {
  readonly tenant: Tenant
  readonly hasSource: (path: string) => boolean
  readonly mayUseNamespace: (namespace: string) => boolean
  readonly mayUseType: (type: string) => boolean
  readonly mayUseCluster: (cluster: string) => boolean
}

function createRights(tenant: Tenant): Rights {
  return {
    tenant,
    hasSource: createMatcher(tenant.sources),
    mayUseNamespace: createMatcher(tenant.namespaces),
    mayUseType: createMatcher(tenant.types),
    mayUseCluster: createMatcher(tenant.clusters),
  }
}

function createOwnerLookup(rights: readonly Rights[]): (path: string) => readonly Rights[] {
  const owners = new Map<string, readonly Rights[]>()
  return (path) => {
    const known = owners.get(path) ?? rights.filter((each) => each.hasSource(path))
    owners.set(path, known)
    return known
  }
}

function judge(declaration: Declaration, owners: readonly Rights[]): readonly Diagnostic[] {
  const { manifest } = declaration
  if (owners.length > 0) return owners.flatMap((each) => judgeBy(declaration, each))
  const parameters = { path: manifest.file.path }
  return [createDiagnostic('tenant-missing', parameters, { at: keyAt(manifest, ''), subject: manifest })]
}

function judgeBy(
  { manifest, type, namespace, placement }: Declaration,
  rights: Rights,
): readonly Diagnostic[] {
  const { tenant } = rights
  const related = tenant.at ? [{ message: 'what the tenant may', at: tenant.at }] : []
  const context = { related, subject: manifest }
  const by = { tenant: tenant.name }
  const atKind = { ...context, at: valueAt(manifest, '/kind') }
  if (type === undefined) {
    const kind = String(manifest.value['kind'])
    return tenant.fleet === true ? [] : [createDiagnostic('tenant-fleet-denied', { ...by, kind }, atKind)]
  }
  const denied: Diagnostic[] = []
  if (!rights.mayUseType(type)) denied.push(createDiagnostic('tenant-type-denied', { ...by, type }, atKind))
  if (namespace !== undefined && !rights.mayUseNamespace(namespace)) {
    const at = valueAt(manifest, '/metadata/namespace')
    denied.push(createDiagnostic('tenant-namespace-denied', { ...by, namespace }, { ...context, at }))
  }
  const clusters = placement?.clusters.filter((each) => !rights.mayUseCluster(each)) ?? []
  if (placement && clusters.length > 0) {
    const at = placement.chosenBy
    denied.push(createDiagnostic('tenant-cluster-denied', { ...by, clusters }, { ...context, at }))
  }
  return denied
}

function keyOf({ code, message, subject }: Diagnostic): string {
  return [code, message, subject?.file.path, subject?.start, subject?.item].join('\n')
}
