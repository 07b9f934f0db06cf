import type { OmissionReason, OriginKind } from '../../model/field-origin.ts'
import type { Json } from '../../model/json.ts'
import type { SourceLine } from '../source-line.ts'

/** One rule that put an object into a cluster, or kept it out. */
export interface ExplainedRule extends Partial<SourceLine> {
  /** Its name, as `cluster-selector`; the code of the diagnostic where there is one. */
  readonly rule: string
  /** What the rule decides about this object and cluster, without a full stop. */
  readonly message: string
}

/** A value and where it comes from; a value of a Secret is `<masked>`. */
export interface ExplainedValue extends Partial<SourceLine> {
  readonly value: Json
  readonly origin: OriginKind
}

/** One field and why it has its value. */
export interface ExplainedField extends ExplainedValue {
  /** From the object's root. */
  readonly pointer: string
  /** The values that overrides put out of its place, the latest first. */
  readonly replaced: readonly ExplainedValue[]
  /** The arithmetic of a ReplicaSchedulingPreference, step by step. */
  readonly why: readonly string[]
}

/** A field that the object would have but for one line. */
export interface ExplainedOmission extends Partial<SourceLine> {
  readonly pointer: string
  readonly reason: OmissionReason
}

/** One record set of a DNSEndpoint with the clusters whose load balancers its targets are. */
export interface ExplainedEndpoint {
  readonly dnsName: string
  readonly recordType: string
  readonly setIdentifier?: string
  /** A target without a cluster is another name of the same record. */
  readonly targets: readonly { readonly target: string; readonly clusters: readonly string[] }[]
}

/**
 * What becomes of the object in the cluster: its file is written; a file that was rendered earlier stays as it is; or
 * there is none.
 */
export type ExplainedState = 'rendered' | 'held' | 'absent'

/** Why one object is, or is not, in one cluster, and why each of its fields has its value. */
export interface Explanation {
  readonly cluster: string
  /** As the FederatedTypeConfig is called. */
  readonly type: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** The wave of the cluster, where it is held at a commit whose sources decide this. */
  readonly wave?: { readonly name: string; readonly commit: string; readonly back: number }
  /** The federated object, or the DNS record. */
  readonly source: SourceLine
  readonly state: ExplainedState
  /** Its file, from the output directory. */
  readonly path: string
  /** Why it is placed there; empty where it is not. */
  readonly placedBy: readonly ExplainedRule[]
  /** Every rule that keeps it out, or its file as it was, in the order in which they apply; empty where it is rendered. */
  readonly keptOutBy: readonly ExplainedRule[]
  /** What the cluster is to have, also where it is held; empty where that is not known. Made as they are gone through. */
  readonly fields: Iterable<ExplainedField>
  readonly omitted: Iterable<ExplainedOmission>
  /** How many fields and omissions there are beside the first ones; absent where all were asked for. */
  readonly rest?: { readonly fields: number; readonly omitted: number }
  /** For a DNSEndpoint. */
  readonly endpoints?: readonly ExplainedEndpoint[]
}
