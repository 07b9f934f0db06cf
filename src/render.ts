import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { applySeverities } from './diagnostics/severities.ts'
import { gate } from './gate.ts'
import type { FileTree } from './model/file-tree.ts'
import type { ParsedSources } from './model/parsed-sources.ts'
import type { RenderConfig } from './model/render-config.ts'
import type { RenderPlan } from './model/render-plan.ts'
import type { Resources } from './model/resources.ts'
import type { SourceFile } from './model/source-file.ts'
import { checkSelectedClusters } from './stages/emit/check-selected-clusters.ts'
import { emit } from './stages/emit/emit.ts'
import { parse } from './stages/parse/parse.ts'
import { plan as planResources } from './stages/plan/plan.ts'
import { resolve } from './stages/resolve/resolve.ts'
import type { SchemaValidator } from './stages/validate/schema-validator.ts'
import { validate } from './stages/validate/validate.ts'

/** How a set of sources is compiled. */
export interface CompileOptions {
  readonly config: RenderConfig
  /** The clusters whose directories are rendered. Default: all. */
  readonly clusters?: readonly string[]
  /** Hold an object in error and render the rest. Default: false, an error anywhere renders nothing. */
  readonly keepGoing?: boolean
  /** Take every warning for an error. Default: false. */
  readonly strict?: boolean
}

/** What the compiler made of the sources. */
export interface CompileResult {
  readonly sources: ParsedSources
  readonly resources: Resources
  readonly plan: RenderPlan
  /** Absent where errors closed the gate. */
  readonly tree?: FileTree
  readonly diagnostics: readonly Diagnostic[]
}

/** The whole compiler: parse, validate, resolve, plan, the gate, emit. Pure and synchronous. */
export function compile(
  files: readonly SourceFile[],
  schema: SchemaValidator,
  { config, clusters, keepGoing = false, strict = false }: CompileOptions,
): CompileResult {
  const [sources, parsing] = parse(files)
  const [resources, validating] = validate(sources.manifests, schema, config)
  const [federation, resolving] = resolve(resources, config)
  const [plan, planning] = planResources(federation, config)
  const selecting = checkSelectedClusters(clusters ?? [], federation)
  const found = [...parsing, ...validating, ...resolving, ...planning, ...selecting]
  const diagnostics = applySeverities(found, config.severities, strict)
  const { open, ...held } = gate(found, diagnostics, sources, plan, keepGoing)
  const result = { sources, resources, plan, diagnostics }
  if (!open) return result
  const [tree, collisions] = emit(plan, { ...held, ...(clusters && { clusters }) })
  return collisions.length > 0
    ? { ...result, diagnostics: [...diagnostics, ...collisions] }
    : { ...result, tree }
}
