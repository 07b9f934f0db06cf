import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { objectAt, objectsAt, textAt } from '../../../json/fields.ts'
import type { JsonObject } from '../../../model/json.ts'
import { keyAt, valueAt, type Reference } from '../../../model/place.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import { holderOf } from '../../../model/override.ts'
import { listSome } from '../../../text/list-some.ts'
import { qualifiedName } from '../../../text/qualified-name.ts'
import type { FleetIndex } from './fleet-index.ts'

/** Of the Multi-Cluster Services API, and of GKE's. */
const exportKinds = ['ServiceExport.multicluster.x-k8s.io', 'ServiceExport.net.gke.io']

/**
 * Reports `service-export-ports-differ` where the Services of the clusters of a ServiceExport have different ports, because
 * the imported Service has one set of them (kubernetes/enhancements: KEP-1645, Constraints and Conflict Resolution).
 */
export function checkServiceExports(fleet: FleetIndex, report: Report): void {
  for (const exporting of exportKinds.flatMap(fleet.ofKind)) {
    const { namespace = '', name } = exporting.federatedObject
    const service = fleet.find(`Service/${namespace}/${name}`)
    if (service === undefined) continue
    const [first, second] = clustersByPorts(service, fleet.clustersOf(exporting))
    if (first === undefined || second === undefined) continue
    const [[ports, clusters], [others, otherClusters]] = [first, second]
    const parameters = {
      name: qualifiedName(service.federatedObject),
      ports,
      clusters,
      others,
      otherClusters,
    }
    const related = [
      { message: 'the export', at: valueAt(exporting.federatedObject.manifest, '/metadata/name') },
    ]
    const at = placeOfPorts(service, [...otherClusters, ...clusters])
    const subject = service.federatedObject.manifest
    report(createDiagnostic('service-export-ports-differ', parameters, { at, related, subject }))
  }
}

function clustersByPorts(
  { variants }: ObjectPlan,
  exported: ReadonlySet<string>,
): readonly (readonly [ports: string, clusters: readonly string[]])[] {
  const found = new Map<string, string[]>()
  for (const { object, clusters } of variants) {
    const both = clusters.filter((each) => exported.has(each))
    if (both.length === 0) continue
    const ports = portsOf(object)
    const known = found.get(ports) ?? []
    found.set(ports, known)
    for (const each of both) known.push(each)
  }
  return [...found].toSorted(([, left], [, right]) => right.length - left.length)
}

/** `http 80/TCP, 443/TCP`; where each leads in its own cluster does not matter. */
function portsOf(object: JsonObject): string {
  const ports = objectsAt(objectAt(object, 'spec'), 'ports').map((each) => {
    const name = textAt(each, 'name')
    return `${name === '' ? '' : `${name} `}${String(each['port'])}/${textAt(each, 'protocol', 'TCP')}`
  })
  return ports.length === 0 ? 'no ports' : listSome(ports.sort(), 20)
}

/** The first override that writes to the ports, else those of the template. */
function placeOfPorts(
  { federatedObject: { manifest }, overrides }: ObjectPlan,
  clusters: readonly string[],
): Reference {
  for (const cluster of clusters) {
    const override = overrides.get(cluster)?.find(({ path }) => /^\/spec(?:\/ports(?:\/|$)|$)/.test(path))
    if (override) return valueAt(holderOf(override, manifest), override.pointer)
  }
  return keyAt(manifest, '/spec/template/spec/ports')
}
