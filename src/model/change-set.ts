import type { Files, HeldReason } from './file-tree.ts'
import type { ForeignFile } from './foreign-file.ts'

/** A file that was rendered earlier and that this run no longer renders. */
export interface PrunedFile {
  readonly path: string
  /** The hexadecimal SHA-256 of its content, so that an approval holds for this content only. */
  readonly contentHash: string
  /** False where only the previous output holds it, and there is nothing to delete. */
  readonly onDisk: boolean
  /** Where its object is rendered or held now, under a name that an earlier release wrote otherwise; absent where the object goes. */
  readonly movedTo?: string
}

/** A file that stays exactly as it was last rendered. */
export interface HeldFile {
  readonly path: string
  readonly reason: HeldReason
  /** Its content in the previous output, where the disk lacks it and it is to be put back. */
  readonly restore?: Uint8Array
}

/** An object that agents still have after its file went. */
export interface PendingObject {
  /** Where its file was in the output directory. */
  readonly path: string
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** By the folder of an agent, the name of the Application or Kustomization that applied it. Default: nobody knows it. */
  readonly units?: Readonly<Record<string, string>>
}

/** What becomes of objects that agents left, and of those whose files go. */
export interface PendingChanges {
  /** What was left, and agents delete now, or may. */
  readonly released: readonly PendingObject[]
  /** Those that are still to be deleted and that the output no longer records. */
  readonly forgotten: readonly PendingObject[]
  /** Of what goes now, that which agents delete only once something is placed there again. */
  readonly postponed: readonly PendingObject[]
  /** Of the files that go and whose types the guard asks about, those whose objects the agents leave. */
  readonly kept: readonly string[]
  /** The agents that deliver, as people call them. */
  readonly agents: readonly string[]
}

/** What a run does to the output directory: decided first, printed or judged, applied last. Every list is sorted by path. */
export interface ChangeSet {
  readonly added: Files
  readonly changed: Files
  readonly unchanged: Files
  readonly pruned: readonly PrunedFile[]
  readonly held: readonly HeldFile[]
  /** What is not fedrender's where this run answers for the output; it is left alone. */
  readonly foreign: readonly ForeignFile[]
  /** Those of `added` that only the disk lacks: the previous output holds a file of that path. */
  readonly republished: readonly string[]
  /** The directories below the scope that hold no file once the run is over, the deepest first. */
  readonly emptied: readonly string[]
  /** What it does beyond the files. Default: nothing. */
  readonly pending?: PendingChanges
}

/** Whether a run would write or delete a file; an empty directory is not a difference, because Git doesn't keep one. */
export function hasDifference(changes: ChangeSet): boolean {
  return (
    changes.added.length > 0 ||
    changes.changed.length > 0 ||
    changes.pruned.some((file) => file.onDisk) ||
    changes.held.some((file) => file.restore !== undefined)
  )
}

/** Why a set of files may not be pruned without approval. */
export type PruneReason =
  /** A cluster's directory would hold no rendered file any more. */
  | { readonly kind: 'cluster'; readonly cluster: string; readonly files: number }
  /** A namespace would vanish from every cluster that holds files of it. */
  | { readonly kind: 'namespace'; readonly namespace: string; readonly clusters: readonly string[] }
  /** One object would vanish from more clusters than `prune.maxClusters` allows. */
  | { readonly kind: 'object'; readonly object: string; readonly clusters: readonly string[] }
  /** A cluster's directory, or a folder such as `dns`, would lose more of its files than `prune.maxFraction` allows. */
  | { readonly kind: 'fraction'; readonly folder: string; readonly pruned: number; readonly files: number }
  /** Objects that agents left in a cluster would be deleted, or be forgotten by the output. */
  | { readonly kind: 'released' | 'forgotten'; readonly cluster: string; readonly objects: number }
  /** Of what goes, agents would delete this only once something is placed in its directory again. */
  | {
      readonly kind: 'postponed'
      readonly cluster: string
      readonly objects: number
      readonly agents: readonly string[]
    }
  /** Objects of a type whose deletion takes other objects, or data, with it; `kept` of them the agents leave. */
  | {
      readonly kind: 'type'
      readonly type: string
      readonly files: readonly string[]
      readonly kept: number
    }

/** What a set of files that would be deleted asks for before it may go. */
export interface PruneApproval {
  /** What approves exactly this set. */
  readonly digest: string
  /** How many files would go. */
  readonly count: number
  /** Why they need approval, a line each; the first of many, and how many more there are. */
  readonly reasons: readonly string[]
  /** What would go, objects folded over clusters; the first of many, and how many more there are. */
  readonly files: readonly string[]
}

/** What the guard finds in the files that a run would prune. */
export interface PruneJudgement {
  /** A digest of exactly this set of paths with exactly this content; `''` where nothing is pruned. */
  readonly digest: string
  /**
   * The same digest of what the whole fleet would lose, of which this run prunes a part; absent where it is the whole.
   */
  readonly wholeDigest?: string
  /** Empty where the set may go without approval. */
  readonly reasons: readonly PruneReason[]
}
