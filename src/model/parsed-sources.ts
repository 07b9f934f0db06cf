import type { Manifest } from './manifest.ts'
import type { Span } from './place.ts'

/** Why a file or a document was left alone without an error. */
export type SkipReason =
  'helm-chart' | 'template' | 'kubeconfig' | 'kubefed-fragment' | 'no-kubernetes-object' | 'not-readable'

/** A part of a source that nobody could read, and that may have held anything. */
export interface UnreadableSource extends Span {
  /** Whether its text names a KubeFedCluster, FederatedTypeConfig or KubeFedConfig: then the fleet is in doubt. */
  readonly mentionsFleet: boolean
}

/** What the sources hold, before anything is known of Kubernetes. */
export interface ParsedSources {
  /** Sorted by path and offset: the order in which the files came makes no difference. */
  readonly manifests: readonly Manifest[]
  readonly unreadable: readonly UnreadableSource[]
  readonly counts: SourceCounts
}

/** How much was read, and how much was left alone. */
export interface SourceCounts {
  readonly files: number
  /** Documents that hold something; those of skipped files are not counted. */
  readonly documents: number
  /** Files under `helm-chart` and `template`, else documents. */
  readonly skipped: Readonly<Record<SkipReason, number>>
}
