/** What is below the output directory and was not rendered; `submodule` is a directory that Git takes from another repository. */
export type ForeignKind = 'file' | 'link' | 'special' | 'submodule'

/** Something below the output directory that fedrender did not write; `path` is relative to that directory. */
export interface ForeignFile {
  readonly path: string
  readonly kind: ForeignKind
}

/** What a file does that Argo CD, Flux, or Git on their behalf obey wherever they meet it. */
export type ObeyedBy = 'source-ignore' | 'argocd-source' | 'checkout-attributes' | 'submodules'
