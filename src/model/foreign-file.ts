/** What is below the output directory and was not rendered; `submodule` is a directory that Git takes from another repository. */
export type ForeignKind = 'file' | 'link' | 'special' | 'submodule'

/** Something below the output directory that fedrender did not write; `path` is relative to that directory. */
export interface ForeignFile {
  readonly path: string
  readonly kind: ForeignKind
}

/** What a file does that Argo CD, Flux, or Git on their behalf obey wherever they meet it. */
export type ObeyedBy = 'source-ignore' | 'argocd-source' | 'checkout-attributes' | 'submodules'

/** A file that agents read or obey, that is not a rendered object, and that is added, changed or removed. */
export interface OutputChange {
  /** Relative to the repository. */
  readonly path: string
  readonly kind: 'added' | 'changed' | 'removed'
  /** What is there after the change; what was there before it, where it goes. */
  readonly entry: ForeignKind
  /** Who obeys it, of a file that is obeyed. */
  readonly obeyedBy?: ObeyedBy
  /** Of a file that is obeyed, the lines that come (`+ `) and go (`- `) and that concern the output. */
  readonly lines: readonly string[]
  /** Whether `foreignFiles` allows it, on both sides, or fedrender writes it for the agents. */
  readonly allowed: boolean
  /** Whether fedrender writes it for the agents. Default: false. */
  readonly isRendered?: boolean
}
