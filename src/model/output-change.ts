import type { ForeignKind, ObeyedBy } from './foreign-file.ts'

/** A file that agents read or obey, and that is no rendered object: it comes, changes or goes. */
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
}
