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
  /** Objects of a type whose deletion takes other objects, or data, with it. */
  | { readonly kind: 'type'; readonly type: string; readonly files: readonly string[] }

/** What the guard finds in the files that a run would prune. */
export interface PruneJudgement {
  /** Stands for exactly this set of paths with exactly this content; `''` where nothing is pruned. */
  readonly digest: string
  /** Stands likewise for what the whole fleet would lose, of which this run prunes a part; absent where it is the whole. */
  readonly wholeDigest?: string
  /** Empty where the set may go without approval. */
  readonly reasons: readonly PruneReason[]
}
