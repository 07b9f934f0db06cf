import type { DeliveryFile } from '../model/delivery-config.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** A member cluster as its KubeFedCluster describes it. */
export interface ReachedCluster {
  readonly name: string
  /** The URL of its API server; `''` where nothing says it. */
  readonly server: string
  /** The certificates by which its API server is known, in base64. */
  readonly caBundle?: string
}

/** What an agent is to be started with. */
export interface BootstrapRequest {
  readonly clusters: readonly ReachedCluster[]
  /** The output from the top of what agents read: `rendered`, or `''` on a branch of its own. */
  readonly output: string
  /** The branch that the output is published to. Default: it is in the commits of the sources. */
  readonly branch?: string
  /** The address of the Git repository, for an agent whose settings do not say it. Default: nobody knows it. */
  readonly url?: string
  /** The directory of the new files. */
  readonly directory: string
}

/** What a person applies once, so that an agent reads the rest by itself. */
export interface Bootstrap {
  /** By their paths below the directory of the agent. */
  readonly files: readonly DeliveryFile[]
  /** What to do, in this order. */
  readonly steps: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The first step with every agent: the output has to be where it is read. */
export function deliverFirst({ output, branch }: BootstrapRequest, folder: string): string {
  const path = output === '' ? folder : `${output}/${folder}`
  return branch === undefined
    ? `render, commit and push, so that the repository has ${path}`
    : `publish, so that the branch ${branch} has ${path}: fedrender publish --branch ${branch} --push`
}
