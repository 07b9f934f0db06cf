/** The rendered files of an earlier run: what was published, whatever the output directory holds now. */
export interface PreviousOutput {
  /** The sorted paths of fedrender's own files, relative to the output directory. */
  readonly paths: readonly string[]
  /** The sorted paths of the other YAML files beside them. */
  readonly foreign: readonly string[]
  /** The content of one of them. */
  readonly read: (path: string) => Uint8Array
}
