import { currentGroup, servedVersions, typesGroup } from '../../kubefed/groups.ts'
import { isObject } from '../../json/own.ts'
import { atPointer } from '../../json/at-pointer.ts'
import {
  type Diagnostic,
  type DiagnosticResult,
  type Report,
  createDiagnostic,
} from '../../diagnostics/diagnostic.ts'
import { customTypes } from '../../kubernetes/custom-types.ts'
import { groupKind } from '../../kubernetes/group-version-kind.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import type { ApiResource } from '../../model/api-resource.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { Resources } from '../../model/resources.ts'
import { checkApiVersion } from './versions/api-version.ts'
import { readClusterOverride } from './cluster-override.ts'
import { classify, identity, type Role } from './classify.ts'
import { readDNSRecord, readDomain } from './dns-records.ts'
import { readFleetInvariant } from './invariants/fleet-invariant.ts'
import { readFederatedTypeConfig } from './federated-type-config.ts'
import { readKubeFedCluster } from './kubefed-cluster.ts'
import { readKubeFedConfig } from './kubefed-config.ts'
import { metadataField } from './metadata.ts'
import { federatedTypesOf, readObjects, reportMisplacedKind } from './read-objects.ts'
import { readReplicaSchedulingPreference } from './replica-scheduling-preference.ts'
import type { SchemaValidator } from './schema-validator.ts'
import type { ValidateContext } from './validate-context.ts'

/**
 * Sorts the manifests of a repository into KubeFed's objects and reads each by itself. An object in error is reported
 * and left out; plain objects are counted. What a manifest is read as comes from the memo where that knows it.
 */
export function validate(
  manifests: readonly Manifest[],
  schema: SchemaValidator,
  config: RenderConfig,
  memo: Pick<Memo, 'remember'> = noMemo,
): DiagnosticResult<Resources> {
  const diagnostics: Diagnostic[] = []
  const context: ValidateContext = { schema, config, report: (each) => diagnostics.push(each) }
  const roles = manifests.map(classify)
  const of = (role: Role): readonly Manifest[] => manifests.filter((_, index) => roles[index] === role)
  const readAll = <T>(role: Role, read: (each: Manifest, context: ValidateContext) => T | undefined): T[] =>
    defined(of(role).map((each) => read(each, context)))
  const federatedTypeConfigs = readAll('FederatedTypeConfig', readFederatedTypeConfig)
  const federatedTypes = federatedTypesOf(federatedTypeConfigs)
  const resources: Resources = {
    federatedTypeConfigs,
    customTypes: customTypes(manifests.map(({ value }) => value)),
    refusedTypes: claimsInError(of('FederatedTypeConfig'), federatedTypeConfigs),
    ...readObjects(of('object'), federatedTypeConfigs, federatedTypes, { ...context, ...memo }),
    clusters: readAll('KubeFedCluster', readKubeFedCluster),
    controlPlanes: readAll('KubeFedConfig', readKubeFedConfig),
    preferences: readAll('ReplicaSchedulingPreference', readReplicaSchedulingPreference),
    clusterOverrides: readAll('ClusterOverride', readClusterOverride),
    invariants: readAll('FleetInvariant', readFleetInvariant),
    domains: readAll('Domain', readDomain),
    dnsRecords: [
      ...readAll('ServiceDNSRecord', readDNSRecord),
      ...readAll('IngressDNSRecord', readDNSRecord),
    ],
  }
  for (const manifest of of('misplaced')) reportMisplacedKind(manifest, context.report)
  for (const manifest of of('not-rendered')) {
    const { kind } = identity(manifest)
    const at = valueAt(manifest, '/kind')
    context.report(createDiagnostic('kind-not-rendered', { kind }, { at, subject: manifest }))
  }
  const plain = new Set<Manifest>(of('object'))
  const federated = new Set(resources.federatedResources.map(({ manifest }) => manifest))
  const isOfKubeFed = new Set(manifests.filter((each) => !plain.has(each) || federated.has(each)))
  const elsewhere = new Set(diagnostics.filter(isOfOtherForm).map(({ subject }) => subject))
  for (const manifest of manifests.filter((_, index) => roles[index] !== 'ignored')) {
    if (elsewhere.has(manifest)) continue
    checkApiVersion(manifest, servedVersion(manifest, federatedTypes), context.report)
    if (isOfKubeFed.has(manifest)) reportDeletion(manifest, context.report)
  }
  return [resources, diagnostics]
}

/** The only version of a manifest's kind that KubeFed watches; undefined where no FederatedTypeConfig claims the kind. */
function servedVersion(
  manifest: Manifest,
  federatedTypes: ReadonlyMap<string, ApiResource>,
): string | undefined {
  const { group, kind } = identity(manifest)
  return group === typesGroup || servedVersions[group] === undefined
    ? federatedTypes.get(groupKind(group, kind))?.version
    : servedVersions[group]
}

/**
 * Reports `object-being-deleted`: KubeFed removes such an object from its member clusters
 * (KubeFed: pkg/controller/sync/controller.go, reconcile and ensureDeletion).
 */
function reportDeletion(manifest: Manifest, report: Report): void {
  const pointer = '/metadata/deletionTimestamp'
  const deleted = atPointer(manifest.value, pointer)
  if (deleted === undefined || deleted === null) return
  const parameters = { kind: identity(manifest).kind, name: metadataField(manifest, 'name') ?? '' }
  const at = keyAt(manifest, pointer)
  report(createDiagnostic('object-being-deleted', parameters, { at, subject: manifest }))
}

function claimsInError(
  declared: readonly Manifest[],
  configs: Resources['federatedTypeConfigs'],
): ReadonlyMap<string, string> {
  const read = new Set(configs.map(({ manifest }) => manifest))
  const claims = declared.flatMap((manifest): readonly (readonly [string, string])[] => {
    const claimed = atPointer(manifest.value, '/spec/federatedType')
    if (read.has(manifest) || !isObject(claimed)) return []
    const { group, kind } = claimed
    const name = metadataField(manifest, 'name') ?? ''
    return [[groupKind(currentGroup(typeof group === 'string' ? group : ''), String(kind)), name]]
  })
  return new Map(claims)
}

/** Whether a whole apiVersion or kind is reported, of which the spelling of a group is a part. */
function isOfOtherForm({ code }: Diagnostic): boolean {
  return code === 'kind-in-other-group' || code === 'early-federated-part'
}

function defined<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined)
}
