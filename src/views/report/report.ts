import { boundDiagnostics } from '../../diagnostics/bound-diagnostics.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { locateDiagnostics, type LocatedDiagnostic } from '../../diagnostics/located-diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { WavesConfig } from '../../model/delivery-config.ts'
import type { FleetDiff } from '../../model/fleet-diff.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import type { Wave } from '../../model/wave.ts'
import type { ReportIdentity } from './identity.ts'
import type { Drill } from '../drill/drill.ts'
import { replicaTables, type ReplicaTable } from '../replicas.ts'
import { dnsMap, type DNSMap } from './dns/dns-map.ts'
import { foldMatrix, type Matrix } from './matrix/matrix.ts'
import type { OriginsOf } from './variants/yaml-lines.ts'
import { clusterReplicas, type ClusterReplicas } from './charts/cluster-replicas.ts'
import { placementMap, type PlacementMap } from './placement/placement-map.ts'
import { placementByLabel, type LabelPlacement } from './placement/label-placement.ts'

/** A fleet as its report shows it; every part is read from the plan. */
export interface FleetReport {
  /** By name, sorted. */
  readonly clusters: readonly Cluster[]
  /** By file and line. */
  readonly diagnostics: readonly LocatedDiagnostic[]
  /** Whether errors let nothing be rendered, so that the rest of the report is what was planned. */
  readonly blocked: boolean
  readonly matrix: Matrix
  readonly labels: readonly LabelPlacement[]
  readonly placement: PlacementMap
  readonly replicas: readonly ClusterReplicas[]
  readonly preferences: readonly ReplicaTable[]
  /** What changed since a base; absent where none is given. */
  readonly diff?: FleetDiff
  /** What the report is of. Default: it is not said. */
  readonly identity?: ReportIdentity
  /** Why objects have their fields. Default: it is not said. */
  readonly originsOf?: OriginsOf
  /** The order in which agents are to change clusters. Default: all at once. */
  readonly waves?: WavesConfig
  /** The waves and what each is held at. Default: none is held. */
  readonly heldWaves?: readonly Wave[]
  /** What becomes of the fleet without each of its clusters. Default: it is not asked. */
  readonly drill?: Drill
  /** The names in DNS and whose addresses they have. */
  readonly dns: DNSMap
}

/** What a report is made of. */
export interface ReportedFleet {
  readonly plan: RenderPlan
  /** Absent where errors closed the gate. */
  readonly fleet?: Fleet
  readonly diagnostics: readonly Diagnostic[]
  readonly diff?: FleetDiff
  readonly identity?: ReportIdentity
  readonly originsOf?: OriginsOf
  readonly waves?: WavesConfig
  readonly drill?: Drill
}

/** The data of the report of a fleet. */
export function fleetReport({ plan, fleet, diagnostics, ...others }: ReportedFleet): FleetReport {
  const { clusters } = plan.federation
  const matrix = foldMatrix(plan, fleet)
  const { waves: planned = [] } = plan
  const heldWaves = planned.some(({ held }) => held !== undefined) && { heldWaves: planned }
  return {
    clusters,
    diagnostics: locateDiagnostics(boundDiagnostics(diagnostics)),
    blocked: fleet === undefined,
    matrix,
    labels: placementByLabel(plan),
    placement: placementMap({ clusters, matrix, ...others }),
    replicas: clusterReplicas(plan),
    preferences: replicaTables(plan),
    dns: dnsMap(plan),
    ...heldWaves,
    ...others,
  }
}
