/** A file of the repository as a command is to leave it. */
export interface FileChange {
  /** Relative to the repository, with `/`. */
  readonly path: string
  /** Undefined where no file is there. */
  readonly before?: string
  /** Null where the file is removed. */
  readonly after: string | null
  /** As of the source file, where it is one. */
  readonly secretKinds?: readonly string[]
}
