import { createDiagnostic, type Diagnostic, type RelatedPlace } from '../../diagnostics/diagnostic.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { Resources } from '../../model/resources.ts'
import type { Tenant } from '../../model/tenant.ts'
import { declarationsOf, type Declaration } from './declarations.ts'
import { deniedPlaces } from './denied-places.ts'
import { createRights, type Rights } from './rights.ts'

/**
 * Whether the sources declare only what their tenants may. Each tenancy judges by itself, and all have to agree: that of
 * the base beside that of the work tree, so that a change can narrow rights at once, but not widen its own. A file in the
 * sources of several tenants may declare what all of them may: a glob that reaches too far then gives nothing away.
 * Reports `tenant-missing`, `tenant-fleet-denied`, `tenant-type-denied`, `tenant-namespace-denied`,
 * `tenant-cluster-denied`, `tenant-dns-name-denied`; nothing where there is no tenant.
 */
export function checkTenants(
  resources: Resources,
  plan: RenderPlan,
  tenancies: readonly (readonly Tenant[])[],
): readonly Diagnostic[] {
  const judging = tenancies.filter((tenants) => tenants.length > 0)
  if (judging.length === 0) return []
  const declarations = declarationsOf(resources, plan)
  const clusters = plan.federation.clusters.map(({ name }) => name)
  const found = judging.flatMap((tenants) => {
    const ownersOf = createOwnerLookup(tenants.map((tenant) => createRights(tenant, clusters)))
    return declarations.flatMap((each) => judge(each, ownersOf(each.manifest.file.path)))
  })
  return withoutRepetitions(found)
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

function judgeBy(declaration: Declaration, rights: Rights): readonly Diagnostic[] {
  if (declaration.type !== undefined) {
    return [
      ...judgeType(declaration.manifest, declaration.type, rights),
      ...judgeNamespace(declaration, rights),
      ...judgeClusters(declaration, rights),
      ...judgeNames(declaration, rights),
    ]
  }
  const { manifest } = declaration
  const { name, fleet } = rights.tenant
  if (fleet === true) return []
  const parameters = { tenant: name, kind: String(manifest.value['kind']) }
  const context = { at: valueAt(manifest, '/kind'), related: whereItSays(rights, ''), subject: manifest }
  return [createDiagnostic('tenant-fleet-denied', parameters, context)]
}

function judgeType(
  manifest: Declaration['manifest'],
  { name, isClusterScoped, at }: NonNullable<Declaration['type']>,
  rights: Rights,
): readonly Diagnostic[] {
  const { tenant, mayUseType, mayUseClusterScoped } = rights
  if (isClusterScoped ? mayUseClusterScoped(name) : mayUseType(name)) return []
  const parameters = { tenant: tenant.name, type: name, allowed: tenant.types, isClusterScoped }
  const context = { at, related: whereItSays(rights, '/types'), subject: manifest }
  return [createDiagnostic('tenant-type-denied', parameters, context)]
}

function judgeNamespace({ manifest, namespace }: Declaration, rights: Rights): readonly Diagnostic[] {
  if (namespace === undefined || rights.mayUseNamespace(namespace)) return []
  const parameters = { tenant: rights.tenant.name, namespace, allowed: rights.tenant.namespaces }
  const related = whereItSays(rights, '/namespaces')
  const context = { at: valueAt(manifest, '/metadata/namespace'), related, subject: manifest }
  return [createDiagnostic('tenant-namespace-denied', parameters, context)]
}

function judgeClusters({ manifest, placement }: Declaration, rights: Rights): readonly Diagnostic[] {
  const { tenant, deniedClusters } = rights
  if (placement === undefined || deniedClusters.size === 0) return []
  const related = whereItSays(rights, '/clusters')
  return deniedPlaces(placement, deniedClusters).map(({ clusters, at }) => {
    const parameters = { tenant: tenant.name, clusters, allowed: tenant.clusters }
    return createDiagnostic('tenant-cluster-denied', parameters, { at, related, subject: manifest })
  })
}

function judgeNames({ manifest, dnsNames = [] }: Declaration, rights: Rights): readonly Diagnostic[] {
  const { tenant, mayClaimName } = rights
  return dnsNames.flatMap(({ names, at }) => {
    const denied = names.filter((name) => !mayClaimName(name))
    if (denied.length === 0) return []
    const parameters = { tenant: tenant.name, names: denied, allowed: tenant.dnsNames ?? [] }
    const context = { at, related: whereItSays(rights, '/dnsNames'), subject: manifest }
    return [createDiagnostic('tenant-dns-name-denied', parameters, context)]
  })
}

function whereItSays({ tenant: { at } }: Rights, field: string): readonly RelatedPlace[] {
  if (at === undefined) return []
  return [{ message: 'what the tenant may', at: keyAt(at.manifest, `${at.pointer}${field}`) }]
}

/**
 * Two tenancies mostly agree, and an object and the ReplicaSchedulingPreference that places it mostly have one owner: what
 * has the same text and place is reported once.
 */
function withoutRepetitions(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = new Map<string, Diagnostic>()
  for (const each of diagnostics) {
    const { code, message, at } = each
    const place =
      at && 'manifest' in at ? [at.manifest.file.path, at.manifest.start, at.manifest.item, at.pointer] : []
    const key = [code, message, ...place].join('\n')
    if (!first.has(key)) first.set(key, each)
  }
  return [...first.values()]
}
