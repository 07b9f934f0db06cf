import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject } from '../../json/own.ts'
import { parseKubernetesVersion } from '../../kubernetes/kubernetes-version.ts'
import { childPointer } from '../../json/pointer.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { connectionFaults } from './cluster-connection.ts'
import { clusterStatusFaults } from './refused/recorded-status.ts'
import { checkSystemNamespace, metadataStrings, validName } from './metadata.ts'
import { reportSchemaFault, type ValidateContext } from './validate-context.ts'

const schemaPath = 'core.kubefed.io/v1beta1/KubeFedCluster.json'
const regionLabel = 'topology.kubernetes.io/region'
const zoneLabel = 'topology.kubernetes.io/zone'
const zonesAnnotation = 'fedrender.dev/zones'
const versionLabel = 'fedrender.dev/kubernetes-version'
const versionPointer = '/status/kubernetesVersion'

/**
 * Reads a KubeFedCluster. What cannot change the output is a warning (`cluster-spec-invalid`); a bad name or label is
 * an error (`schema-violation`, `invalid-name`).
 */
export function readKubeFedCluster(manifest: Manifest, context: ValidateContext): Cluster | undefined {
  let usable = true
  for (const fault of context.schema(schemaPath, manifest.value)) {
    const harmless = /^\/(?:spec|status)/.test(fault.pointer) || fault.problem.includes('"spec"')
    if (harmless) reportConnectionFault(manifest, fault.pointer, fault.problem, context)
    else {
      reportSchemaFault(fault, manifest, 'KubeFedCluster', context.report)
      usable = false
    }
  }
  const name = validName(manifest, 'KubeFedCluster', context)
  checkSystemNamespace(manifest, 'KubeFedCluster', context)
  if (!usable || name === undefined) return undefined
  const faults = [
    ...connectionFaults(manifest.value['spec']),
    ...clusterStatusFaults(manifest.value['status']),
  ]
  for (const fault of faults) {
    reportConnectionFault(manifest, fault.pointer, fault.problem, context)
  }
  const status = isObject(manifest.value['status']) ? manifest.value['status'] : {}
  const labels = metadataStrings(manifest, 'labels')
  const region = nonEmpty(status['region']) ?? nonEmpty(labels.get(regionLabel))
  return {
    name,
    labels,
    ready: isReady(status),
    ...(region !== undefined && { region }),
    zones: zonesOf(status, labels, metadataStrings(manifest, 'annotations')),
    ...kubernetesVersionOf(manifest, name, labels, context),
    ...createdAt(manifest),
    manifest,
  }
}

/** What a person wrote counts before what a control plane recorded when it last saw the cluster. */
function kubernetesVersionOf(
  manifest: Manifest,
  name: string,
  labels: ReadonlyMap<string, string>,
  { config }: ValidateContext,
): Pick<Cluster, 'kubernetesVersion'> {
  const configured = config.clusters.get(name)
  if (configured?.kubernetesVersion !== undefined) {
    const { kubernetesVersion: text, at } = configured
    return { kubernetesVersion: { text, ...(at && { at }) } }
  }
  const label = labels.get(versionLabel)
  const recorded = nonEmpty(atPointer(manifest.value, versionPointer))
  // One that cannot be read is reported with the other faults of the status, since nobody wrote it.
  const isKnown = recorded !== undefined && parseKubernetesVersion(recorded) !== undefined
  const text = label ?? (isKnown ? recorded : undefined)
  const pointer = label === undefined ? versionPointer : childPointer('/metadata/labels', versionLabel)
  return text === undefined ? {} : { kubernetesVersion: { text, at: valueAt(manifest, pointer) } }
}

function createdAt(manifest: Manifest): Pick<Cluster, 'created'> {
  const created = atPointer(manifest.value, '/metadata/creationTimestamp')
  return typeof created === 'string' ? { created } : {}
}

function reportConnectionFault(
  manifest: Manifest,
  pointer: string,
  problem: string,
  context: ValidateContext,
): void {
  const at = valueAt(manifest, pointer)
  context.report(createDiagnostic('cluster-spec-invalid', { pointer, problem }, { at, subject: manifest }))
}

/**
 * Whether a cluster is ready: a file is desired state and mostly has no status, so no condition at all means yes
 * (KubeFed: pkg/controller/util/cluster_util.go, IsClusterReady, asks for Ready True).
 */
function isReady(status: JsonObject): boolean {
  const conditions = isArray(status['conditions']) ? status['conditions'].filter(isObject) : []
  return conditions.every(({ type, status: value }) => {
    // An unquoted True is a boolean to YAML and plainly meant as the word.
    const isTrue = value === 'True' || value === true
    if (type === 'Ready') return isTrue
    return !isTrue || (type !== 'Offline' && type !== 'ConfigMalformed')
  })
}

function zonesOf(
  status: JsonObject,
  labels: ReadonlyMap<string, string>,
  annotations: ReadonlyMap<string, string>,
): readonly string[] {
  if (isArray(status['zones']) && status['zones'].length > 0) return status['zones'].map(String)
  const listed = annotations.get(zonesAnnotation) ?? labels.get(zoneLabel) ?? ''
  return listed
    .split(',')
    .map((zone) => zone.trim())
    .filter((zone) => zone !== '')
}

function nonEmpty(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
