/** A file as the user wrote it; `path` is relative to the repository and uses `/`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** The kinds that FederatedTypeConfigs beside it map to Secret; absent where there are none but KubeFed's own. */
  readonly secretKinds?: readonly string[]
  /** The first digits of the commit that it is read at, where a wave is held there and what is rendered has another text. */
  readonly commit?: string
}
