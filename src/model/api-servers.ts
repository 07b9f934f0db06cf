/** What is asked of the code of one version of Kubernetes, each question and definition a text of JSON. */
export interface ServerBatch {
  /** What is to be known, each by a name that questions have for it: CustomResourceDefinitions, then policies, then Namespaces. */
  readonly definitions: readonly string[]
  readonly questions: readonly string[]
}

/** What it answers, in the same order; undefined where it failed. Answers are data of another program: hostile, as all that is read. */
export interface ServerBatchAnswers {
  readonly definitions: readonly (string | undefined)[]
  readonly questions: readonly (string | undefined)[]
}

/** Kubernetes' own code, by minor version. */
export interface ApiServers {
  /** The version of Kubernetes whose code there is, or why a package is of no use; undefined where there is none. */
  readonly find: (minor: number) => { readonly version: string } | { readonly problem: string } | undefined
  /** Asks each version its batch, all side by side; what cannot be asked gives a problem, as the end of a sentence. */
  readonly ask: (
    batches: ReadonlyMap<number, ServerBatch>,
  ) => ReadonlyMap<number, ServerBatchAnswers | { readonly problem: string }>
}
