import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticResult,
  type Report,
} from '../../diagnostics/diagnostic.ts'
import type { DNSLock } from '../../model/dns-lock.ts'
import type { ControlPlane } from '../../model/control-plane.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Federation } from '../../model/federation.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { Resources } from '../../model/resources.ts'
import { resolveClusters } from './cluster-inventory.ts'
import { resolveDNSRecords, resolveDomains } from './dns-records.ts'
import { resolveFederatedNamespaces } from './federated-namespaces.ts'
import { resolveFederatedObjects } from './federated-objects.ts'
import { resolveObserved } from './observed-state.ts'
import { resolvePreferences } from './preferences.ts'
import { resolveTypes } from './type-registry.ts'

/**
 * How many pairs of a federated object and a cluster are planned: twice as many as 10,000 objects in 100 clusters. A few
 * MiB of sources could ask for thousands of times more, which no machine would hold.
 */
const mostPairs = 2 ** 21

/**
 * Brings KubeFed's objects together: each once, and every reference between them resolved. Reports what the parts of it
 * do, and `fleet-too-large`; none of the objects is in the federation then. What planning reads is one value in all
 * compilations with one memo as long as it is equal, the inventory and what was observed as a whole.
 */
export function resolve(
  resources: Resources,
  observedManifests: readonly Manifest[],
  dnsLock: DNSLock,
  config: RenderConfig,
  { keep }: Pick<Memo, 'keep'> = noMemo,
): DiagnosticResult<Federation> {
  const diagnostics: Diagnostic[] = []
  const report: Report = (each) => diagnostics.push(each)
  const types = keep('types', '', resolveTypes(resources, config, report))
  const clusters = keep('clusters', '', resolveClusters(resources.clusters, report))
  const declared = resolveFederatedObjects(resources, types, report).map((each) =>
    keep('federated object', each.manifest, each),
  )
  const isTooLarge = declared.length * clusters.length > mostPairs
  const counts = { objects: declared.length, clusters: clusters.length, limit: mostPairs }
  if (isTooLarge) report(createDiagnostic('fleet-too-large', counts))
  const federatedObjects = isTooLarge ? [] : declared
  const federatedNamespaces = resolveFederatedNamespaces(federatedObjects, report)
  if (clusters.length === 0 && federatedObjects.length > 0) report(createDiagnostic('no-clusters', {}))
  const controlPlane = keep('control plane', '', resolveControlPlane(resources.controlPlanes, config, report))
  const wanted = resources.preferences.map((each) => keep('preference', each.manifest, each))
  const preferences = resolvePreferences(wanted, federatedObjects, controlPlane, report)
  const observed = keep('observed', '', resolveObserved(observedManifests, clusters, report))
  const dnsRecords = resolveDNSRecords(resources.dnsRecords, controlPlane, report)
  const fleet = {
    controlPlane,
    types,
    clusters,
    federatedObjects,
    federatedNamespaces,
    preferences,
    observed,
  }
  return [
    {
      ...fleet,
      domains: resolveDomains(resources.domains, config.systemNamespace, report),
      dnsRecords,
      dnsLock,
    },
    diagnostics,
  ]
}

function resolveControlPlane(
  declared: Resources['controlPlanes'],
  config: RenderConfig,
  report: Report,
): ControlPlane {
  const [first, ...others] = declared
  for (const { manifest } of others) {
    const related = first && [{ message: 'the first one', at: valueAt(first.manifest, '/kind') }]
    const at = valueAt(manifest, '/kind')
    report(
      createDiagnostic(
        'duplicate-kubefed-config',
        {},
        { at, ...(related && { related }), subject: manifest },
      ),
    )
  }
  return (
    first?.value ?? {
      systemNamespace: config.systemNamespace,
      scope: 'Cluster',
      pushReconciler: true,
      schedulerPreferences: true,
      crossClusterServiceDiscovery: true,
      federatedIngress: true,
      adoptResources: true,
    }
  )
}
