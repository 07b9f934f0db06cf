import type { Host } from '../host/host.ts'
import type { Progress } from './progress.ts'

/** Where a use case reads and writes: files and Git by way of the host, and the process that runs it. */
export interface Workspace {
  readonly host: Host
  /** The working directory, absolute; what the command line names is relative to it. */
  readonly directory: string
  /** The value of a variable of the environment; undefined where it is not set. */
  readonly environment: (name: string) => string | undefined
  /** Takes what the run is doing. */
  readonly progress: Progress
}
