import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { builtinTypes } from '../../kubefed/builtin-types.ts'
import {
  coreGroup,
  currentGroup,
  multiclusterDnsGroup,
  schedulingGroup,
  typesGroup,
} from '../../kubefed/groups.ts'
import { groupKind, groupOf } from '../../kubernetes/group-version-kind.ts'
import type { Scope } from '../../model/api-resource.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { FederatedResource, Resources } from '../../model/resources.ts'
import { reportEarlySpelling } from './early-spelling.ts'
import { readFederatedResource } from './federated-resource.ts'
import { readFederatedTypeConfig } from './federated-type-config.ts'
import { readKubeFedCluster } from './kubefed-cluster.ts'
import { readKubeFedConfig } from './kubefed-config.ts'
import { externalDnsFlag } from './rules/external-dns-flag.ts'
import type { SchemaValidator } from './schema-validator.ts'
import type { ValidateContext } from './validate-context.ts'

/** Kinds that a control plane keeps for itself; a dump of a live one holds them. */
const controlPlaneKinds =
  /^(?:Cluster)?PropagatedVersion$|^Federated\w+Status$|^EnableTypeDirective$|^DNSEndpoint$/

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
  const federatedTypeConfigs = defined(
    of('FederatedTypeConfig').map((each) => readFederatedTypeConfig(each, context)),
  )
  const scopes = federatedScopes(federatedTypeConfigs)
  const federatedResources: FederatedResource[] = []
  let plainObjects = 0
  for (const manifest of of('object')) {
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
  const clusters: Cluster[] = defined(of('KubeFedCluster').map((each) => readKubeFedCluster(each, context)))
  const controlPlanes = of('KubeFedConfig').flatMap((manifest) => {
    const value = readKubeFedConfig(manifest, context)
    return value === undefined ? [] : [{ manifest, value }]
  })
  for (const manifest of of('not-rendered')) {
    const { kind } = identity(manifest)
    const at = valueAt(manifest, '/kind')
    context.report(createDiagnostic('kind-not-rendered', { kind }, { at, subject: manifest }))
  }
  for (const manifest of manifests.filter((_, index) => roles[index] !== 'ignored')) {
    reportEarlySpelling(
      manifest,
      '/apiVersion',
      groupOf(String(manifest.value['apiVersion'])),
      context.report,
    )
  }
  return [{ controlPlanes, federatedTypeConfigs, clusters, federatedResources, plainObjects }, diagnostics]
}

type Role = 'KubeFedConfig' | 'KubeFedCluster' | 'FederatedTypeConfig' | 'not-rendered' | 'object' | 'ignored'

function classify(manifest: Manifest): Role {
  const { group, kind } = identity(manifest)
  if (group === coreGroup) {
    if (kind === 'KubeFedConfig' || kind === 'KubeFedCluster' || kind === 'FederatedTypeConfig') return kind
  }
  if (group.endsWith('.kubefed.io') && controlPlaneKinds.test(kind)) return 'ignored'
  if (group === coreGroup || group === schedulingGroup || group === multiclusterDnsGroup)
    return 'not-rendered'
  return group === 'fedrender.dev' ? 'ignored' : 'object'
}

function identity(manifest: Manifest): { group: string; kind: string } {
  const { apiVersion, kind } = manifest.value
  return { group: currentGroup(groupOf(String(apiVersion))), kind: String(kind) }
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
