import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { locateDiagnostics, type LocatedDiagnostic } from '../../diagnostics/located-diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { FleetDiff } from '../../model/fleet-diff.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RenderPlan } from '../../model/render-plan.ts'
import { replicaTables, type ReplicaTable } from '../replicas.ts'
import { foldMatrix, type Matrix } from './matrix.ts'
import { clusterReplicas, type ClusterReplicas } from './sections/cluster-replicas.ts'
import { placementByLabel, type LabelPlacement } from './sections/label-placement.ts'

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
  readonly replicas: readonly ClusterReplicas[]
  readonly preferences: readonly ReplicaTable[]
  /** What changed since a base; absent where none is given. */
  readonly diff?: FleetDiff
}

/** What a report is made of. */
export interface ReportedFleet {
  readonly plan: RenderPlan
  /** Absent where errors closed the gate. */
  readonly fleet?: Fleet
  readonly diagnostics: readonly Diagnostic[]
  readonly diff?: FleetDiff
}

/** The data of the report of a fleet. */
export function fleetReport({ plan, fleet, diagnostics, diff }: ReportedFleet): FleetReport {
  return {
    clusters: plan.federation.clusters,
    diagnostics: locateDiagnostics(diagnostics),
    blocked: fleet === undefined,
    matrix: foldMatrix(plan, fleet),
    labels: placementByLabel(plan),
    replicas: clusterReplicas(plan),
    preferences: replicaTables(plan),
    ...(diff && { diff }),
  }
}
