import type { Json, JsonObject } from '../../model/json.ts'
import type { Snapshot } from '../snapshot.ts'

/** Something that may be typed at a place. */
export interface Candidate {
  readonly text: string
  /** What it is, for a person. */
  readonly kind: 'cluster' | 'label' | 'type' | 'namespace' | 'object' | 'pointer' | 'field' | 'value'
  /** What is worth to be known of it. */
  readonly detail?: string | undefined
}

/** What is typed, and where. */
export interface TypedPlace {
  readonly snapshot: Snapshot
  /** The manifest, with a word in place of what is typed. */
  readonly value: JsonObject
  readonly pointer: string
  readonly part: 'key' | 'value'
  readonly typed: string
}

/** Finds what may be typed at a place; nothing where it knows nothing of the place. */
export type CandidateSource = (place: TypedPlace) => Iterable<Candidate>

/** A value as candidate: what is no scalar is not typed so. */
export function scalarCandidate(value: Json | undefined, detail?: string): readonly Candidate[] {
  if (value === undefined || value === null || typeof value === 'object') return []
  return [{ text: String(value), kind: 'value', detail }]
}
