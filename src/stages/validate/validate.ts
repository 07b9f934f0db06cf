import { type Diagnostic, type DiagnosticResult, createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { builtinTypes } from '../../kubefed/builtin-types.ts'
import { typesGroup } from '../../kubefed/groups.ts'
import { groupKind, groupOf } from '../../kubernetes/group-version-kind.ts'
import type { Scope } from '../../model/api-resource.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { FederatedResource, Resources } from '../../model/resources.ts'
import { classify, identity, type Role } from './classify.ts'
import { readDNSRecord, readDomain } from './dns-records.ts'
import { reportEarlySpelling } from './early-spelling.ts'
import { readFederatedResource } from './federated-resource.ts'
import { readFederatedTypeConfig } from './federated-type-config.ts'
import { readKubeFedCluster } from './kubefed-cluster.ts'
import { readKubeFedConfig } from './kubefed-config.ts'
import { externalDnsFlag } from './rules/external-dns-flag.ts'
import { readReplicaSchedulingPreference } from './replica-scheduling-preference.ts'
import type { SchemaValidator } from './schema-validator.ts'
import type { ValidateContext } from './validate-context.ts'

/**
 * Sorts the manifests of a repository into KubeFed's objects and reads each by itself. An object in error is reported
 * and left out; plain objects are counted.
 */
export function validate(
  manifests: readonly Manifest[],
  schema: SchemaValidator,
  config: RenderConfig,
): DiagnosticResult<Resources> {
  const diagnostics: Diagnostic[] = []
  const context: ValidateContext = { schema, config, report: (each) => diagnostics.push(each) }
  const roles = manifests.map(classify)
  const of = (role: Role): readonly Manifest[] => manifests.filter((_, index) => roles[index] === role)
  const readAll = <T>(role: Role, read: (each: Manifest, context: ValidateContext) => T | undefined): T[] =>
    defined(of(role).map((each) => read(each, context)))
  const federatedTypeConfigs = readAll('FederatedTypeConfig', readFederatedTypeConfig)
  const resources: Resources = {
    federatedTypeConfigs,
    ...readObjects(of('object'), federatedScopes(federatedTypeConfigs), context),
    clusters: readAll('KubeFedCluster', readKubeFedCluster),
    controlPlanes: readAll('KubeFedConfig', readKubeFedConfig),
    preferences: readAll('ReplicaSchedulingPreference', readReplicaSchedulingPreference),
    domains: readAll('Domain', readDomain),
    dnsRecords: [
      ...readAll('ServiceDNSRecord', readDNSRecord),
      ...readAll('IngressDNSRecord', readDNSRecord),
    ],
  }
  for (const manifest of of('not-rendered')) {
    const { kind } = identity(manifest)
    const at = valueAt(manifest, '/kind')
    context.report(createDiagnostic('kind-not-rendered', { kind }, { at, subject: manifest }))
  }
  for (const manifest of manifests.filter((_, index) => roles[index] !== 'ignored')) {
    const group = groupOf(String(manifest.value['apiVersion']))
    reportEarlySpelling(manifest, '/apiVersion', group, context.report)
  }
  return [resources, diagnostics]
}

/** Parts federated objects from plain ones, which are only counted. */
function readObjects(
  manifests: readonly Manifest[],
  scopes: ReadonlyMap<string, Scope>,
  context: ValidateContext,
): Pick<Resources, 'federatedResources' | 'plainObjects'> {
  const federatedResources: FederatedResource[] = []
  let plainObjects = 0
  for (const manifest of manifests) {
    const { group, kind } = identity(manifest)
    const scope = scopes.get(groupKind(group, kind))
    if (scope === undefined && !looksFederated(manifest, group, kind)) {
      plainObjects++
      externalDnsFlag(manifest, context.report)
      continue
    }
    const resource = readFederatedResource(manifest, group, kind, scope, context)
    if (resource !== undefined) federatedResources.push(resource)
  }
  return { federatedResources, plainObjects }
}

/** The scope of each federated type that a FederatedTypeConfig of the repository or a built-in one claims. */
function federatedScopes(configs: Resources['federatedTypeConfigs']): ReadonlyMap<string, Scope> {
  return new Map(
    [...builtinTypes, ...configs].map(({ federatedType: { group, kind, scope } }) => [
      groupKind(group, kind),
      scope,
    ]),
  )
}

/** Whether an object that no FederatedTypeConfig claims was meant for one, so that it must not vanish without a word. */
function looksFederated(manifest: Manifest, group: string, kind: string): boolean {
  if (group === typesGroup) return true
  const spec = manifest.value['spec']
  return /^Federated[A-Z]/.test(kind) && isObject(spec) && ('placement' in spec || 'template' in spec)
}

function defined<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined)
}
