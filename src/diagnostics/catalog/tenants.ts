import { quote } from '../../text/quote.ts'
import { listSome } from '../../text/list-some.ts'

const widenFirst = 'to allow more, merge a change of its rights before this one.'

const longestList = 8

/** The first of some names or globs, and how many more there are. */
function list(values: readonly string[]): string {
  return listSome(values.map(quote), longestList)
}

/** What is allowed in place of what is denied. */
function allowedHint(allowed: readonly string[]): string {
  const only = allowed.length === 0 ? 'The tenant may use none' : `The tenant may use ${list(allowed)}`
  return `${only}; ${widenFirst}`
}

interface DeniedType {
  readonly tenant: string
  readonly type: string
  readonly allowed: readonly string[]
  readonly isClusterScoped: boolean
}

/** What sources may not declare by the `tenants` of the configuration; no configuration changes how much these weigh. */
export const tenantsCatalog = {
  'tenant-missing': {
    severity: 'error' as const,
    about: 'A source belongs to no tenant, so it may declare nothing.',
    message: (p: { path: string }): string =>
      `${quote(p.path)} is in the sources of no tenant, so it may declare nothing.`,
    hint: (): string => 'Move the file, or give its directory to a tenant in fedrender.yaml.',
  },
  'tenant-fleet-denied': {
    severity: 'error' as const,
    about:
      'A tenant declares a cluster, a type, the control plane or a domain, on which the whole fleet depends.',
    message: (p: { tenant: string; kind: string }): string =>
      `The tenant ${quote(p.tenant)} may not declare a ${p.kind}.`,
    hint: (): string => 'Declare it in the sources of a tenant with `fleet: true`.',
  },
  'tenant-type-denied': {
    severity: 'error' as const,
    about: 'A tenant declares an object of a type that it may not.',
    message: (p: DeniedType): string =>
      `The tenant ${quote(p.tenant)} may not declare objects of type ${quote(p.type)}.`,
    hint: (p: DeniedType): string =>
      p.isClusterScoped
        ? `A glob does not allow a cluster-scoped type, only the full name of the type does; ${widenFirst}`
        : allowedHint(p.allowed),
  },
  'tenant-namespace-denied': {
    severity: 'error' as const,
    about: 'A tenant declares an object in a namespace that it may not.',
    message: (p: { tenant: string; namespace: string; allowed: readonly string[] }): string =>
      `The tenant ${quote(p.tenant)} may not declare anything in namespace ${quote(p.namespace)}.`,
    hint: (p: { allowed: readonly string[] }): string => allowedHint(p.allowed),
  },
  'tenant-cluster-denied': {
    severity: 'error' as const,
    about: 'A tenant places an object in a cluster that it may not.',
    message: (p: { tenant: string; clusters: readonly string[]; allowed: readonly string[] }): string =>
      `The tenant ${quote(p.tenant)} may not place anything in ${list(p.clusters)}.`,
    hint: (p: { allowed: readonly string[] }): string => allowedHint(p.allowed),
  },
  'tenant-dns-name-denied': {
    severity: 'error' as const,
    about: 'A DNS record, or a federated DNSEndpoint, of a tenant claims a DNS name that the tenant may not.',
    message: (p: { tenant: string; names: readonly string[]; allowed: readonly string[] }): string =>
      `The tenant ${quote(p.tenant)} may not claim the DNS name${p.names.length === 1 ? '' : 's'} ${list(p.names)}.`,
    hint: (p: { names: readonly string[]; allowed: readonly string[] }): string => {
      const isWildcard = p.names.some((name) => name.startsWith('*.'))
      const wildcard = isWildcard ? ' A wildcard needs a glob that begins with "**.".' : ''
      return `${allowedHint(p.allowed)}${wildcard}`
    },
  },
  'tenant-severity-fixed': {
    severity: 'error' as const,
    about:
      '`severities` names a code about tenants, weakened checks or foreign files, whose severity is fixed.',
    message: (p: { code: string }): string => `The severity of ${quote(p.code)} cannot be configured.`,
    hint: (): string => 'Remove it: a change that may not do something may not lower its severity either.',
  },
  'tenants-base-unknown': {
    severity: 'error' as const,
    about: 'The base, whose `tenants` and other settings judge a change, cannot be read.',
    message: (): string =>
      'The tenants of the base are not known, so the rights of this change cannot be judged.',
    hint: (): string => 'Fix the errors that are reported above.',
  },
}
