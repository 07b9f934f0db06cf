/** A file as the user wrote it; `path` is relative to the repository and uses `/`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}
