import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { PreviousOutput } from '../../host/previous/previous-output.ts'
import type { ApiServers } from '../../model/api-servers.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { SourceFile } from '../../model/source-file.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'

/** The options that every command has which reads a repository. */
export interface RepositoryOptions {
  /** The configuration file, where it is not `fedrender.yaml` at the root. */
  readonly config?: string
  /** `-`: the sources come from standard input. */
  readonly file?: string
  /** `-`: the sources are the repository's and standard input. */
  readonly also?: string
  /** The output directory, where it is not the configuration's. */
  readonly out?: string
  /** An earlier output, a directory or a git ref. */
  readonly previous?: string
  /** The directory that holds packages with Kubernetes' own code; where it is named, objects are checked by that. */
  readonly kubernetesPackages?: string
  /** Directories with policies that are not rendered; where any is named, objects are checked by Kubernetes' own code. */
  readonly policy?: readonly string[]
}

/** A repository as read from disk, before anything is compiled. */
export interface Repository {
  /** As the command line names it, relative to the working directory. */
  readonly named: string
  /** Absolute, and free of links. */
  readonly root: string
  readonly config: RenderConfig
  /** The file that `config` was read from, where there is one. */
  readonly configFile?: SourceFile
  /** The document of `configFile`. */
  readonly configManifest?: Manifest
  /** The output directory, absolute. */
  readonly output: string
  readonly files: readonly SourceFile[]
  /** What was observed in the member clusters. */
  readonly observed: readonly SourceFile[]
  /** `dns.lock.yaml`, where there is one. */
  readonly dnsLock?: SourceFile
  /** `waves.yaml`, where there is one and waves are configured. */
  readonly waveLedger?: SourceFile
  /** The earlier output that the command line names. */
  readonly previous?: PreviousOutput
  /** Kubernetes' own code, where there can be any. */
  readonly apiServers?: {
    /** Whether the command line names where it is, so that it is asked whatever the configuration says. */
    readonly isNamed: boolean
    readonly open: () => ApiServers
  }
  /** The objects of the policies that the command line names; absent where it names none. */
  readonly policies?: readonly Manifest[]
  readonly schema: SchemaValidator
  readonly diagnostics: readonly Diagnostic[]
}
