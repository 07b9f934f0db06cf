import { readSchemas } from './host/schemas.ts'
import { render as renderFiles, type RenderResult } from './render.ts'
import { defaultRenderConfig, type RenderConfig } from './model/render-config.ts'
import type { SourceFile } from './model/source-file.ts'
import { createSchemaValidator, type SchemaValidator } from './stages/validate/schema-validator.ts'

/** How `render` compiles. */
export interface RenderOptions {
  /** Settings that differ from the defaults of `fedrender.yaml`. Default: none. */
  readonly config?: Partial<RenderConfig>
  /** What was observed in the member clusters, as kubectl writes it, in files named after clusters. Default: nothing. */
  readonly observed?: readonly SourceFile[]
  /** `dns.lock.yaml`: the addresses of load balancers' host names. Default: none. */
  readonly dnsLock?: SourceFile
  /** The text of a file of the last output, by its path in the output directory. Default: no last output is at hand. */
  readonly lastRendered?: (path: string) => string | undefined
  /** The clusters whose directories are rendered. Default: all. */
  readonly clusters?: readonly string[]
  /** Hold an object in error and render the rest. Default: false, an error anywhere renders nothing. */
  readonly keepGoing?: boolean
  /** Take every warning for an error. Default: false. */
  readonly strict?: boolean
}

let validator: SchemaValidator | undefined

/**
 * Compiles a set of files in memory to a file tree and diagnostics; reads and writes nothing (but the schemas that
 * come with the package, once). `tree` is absent where errors leave nothing to write.
 */
export function render(files: readonly SourceFile[], options: RenderOptions = {}): RenderResult {
  validator ??= createSchemaValidator(readSchemas())
  const { config, ...others } = options
  return renderFiles(files, validator, { ...others, config: { ...defaultRenderConfig, ...config } })
}

export type { Diagnostic, RelatedPlace } from './diagnostics/diagnostic.ts'
export type { DiagnosticCode } from './diagnostics/catalog/index.ts'
export type { Severity } from './model/severity.ts'
export { locate, type Location } from './diagnostics/locate.ts'
export type { HeldReason, HeldRule, ListedFileTree as FileTree, RenderedFile } from './model/file-tree.ts'
export type { RenderPlan, ObjectPlan, Placement, Variant } from './model/render-plan.ts'
export type { Json, JsonArray, JsonObject } from './model/json.ts'
export type { Fleet, FleetCluster, FleetObject } from './model/fleet.ts'
export type { CompileResult, RenderResult } from './render.ts'
export type { RenderConfig } from './model/render-config.ts'
export type { SourceFile } from './model/source-file.ts'
