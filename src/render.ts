import type { Diagnostic, DiagnosticResult } from './diagnostics/diagnostic.ts'
import { applySeverities } from './diagnostics/severities.ts'
import { noMemo, type Memo } from './memo/memo.ts'
import type { DeliveryFile, DeliveryPlace } from './model/delivery-config.ts'
import type { Federation } from './model/federation.ts'
import type { ListedFileTree } from './model/file-tree.ts'
import type { Fleet } from './model/fleet.ts'
import type { ParsedSources } from './model/parsed-sources.ts'
import type { RenderConfig } from './model/render-config.ts'
import type { RenderPlan } from './model/render-plan.ts'
import type { Resources } from './model/resources.ts'
import type { SourceFile } from './model/source-file.ts'
import type { Tenant } from './model/tenant.ts'
import type { HeldCommit } from './model/wave.ts'
import { checkTenants } from './stages/authorize/check-tenants.ts'
import { checkSelectedClusters } from './stages/emit/check-selected-clusters.ts'
import { emit } from './stages/emit/emit.ts'
import { gate } from './stages/emit/gate.ts'
import { layOutDelivery } from './stages/emit/lay-out-delivery.ts'
import { layOut } from './stages/emit/lay-out.ts'
import { listFiles } from './stages/emit/list-files.ts'
import { selectClusters } from './stages/emit/select.ts'
import { parseObserved } from './stages/parse/parse-observed.ts'
import { parse } from './stages/parse/parse.ts'
import type { FileReader } from './stages/parse/read-file.ts'
import { plan as planResources } from './stages/plan/plan.ts'
import type { SchedulingState } from './stages/plan/scheduling/schedule-object.ts'
import { schedulingState } from './stages/plan/scheduling/scheduling-state.ts'
import { assume, type WhatIf } from './stages/plan/scheduling/what-if.ts'
import { resolve } from './stages/resolve/resolve.ts'
import { readDNSLock } from './stages/validate/dns-lock.ts'
import type { SchemaValidator } from './stages/validate/schema-validator.ts'
import { sparePlainObjects } from './stages/validate/spare-plain-objects.ts'
import { validate } from './stages/validate/validate.ts'
import { assignWaves, type HeldInventory } from './stages/waves/assign-waves.ts'
import { combinePlans } from './stages/waves/combine-plans.ts'
import { errorsOfHeld } from './stages/waves/errors-of-held.ts'
import { keepDivisions, type KeptDivisions } from './stages/waves/keep-divisions.ts'
import type { DeclaredSource } from './stages/waves/wave-sources.ts'

/** What compilations may share, so that each makes only what the others have not. */
export interface SharedWork {
  /** How a source is read. Default: anew; two compilations that share a reader which remembers share what did not change. */
  readonly readFile?: FileReader
  /** What was made of what. Default: all is made anew. It pays with such a reader alone. */
  readonly memo?: Memo
}

/** The sources of a commit that waves are held at, and how they are compiled. */
export interface HeldSources {
  readonly held: HeldCommit
  readonly files: readonly SourceFile[]
  /** What weakens a check is not the commit's own. */
  readonly config: RenderConfig
  /** `fedrender.yaml` as the commit has it. Default: it has none. */
  readonly configFile?: SourceFile
  readonly observed: readonly SourceFile[]
}

/** What the compiler made of the sources of a commit that waves are held at, for all clusters. */
export interface CompiledHeld extends HeldSources {
  readonly sources: ParsedSources
  readonly plan: RenderPlan
}

/** How a set of sources is compiled. */
export interface CompileOptions extends SharedWork {
  readonly config: RenderConfig
  /** What was observed in the member clusters, as kubectl writes it. Default: nothing. */
  readonly observed?: readonly SourceFile[]
  /** `dns.lock.yaml`. Default: none. */
  readonly dnsLock?: SourceFile
  /** The text of a file of the last output, by its path in the output directory. Default: no last output is at hand. */
  readonly lastRendered?: (path: string) => string | undefined
  /** What is assumed in place of the sources. Default: nothing. */
  readonly whatIf?: WhatIf
  /** The clusters whose directories are rendered. Default: all. */
  readonly clusters?: readonly string[]
  /** Hold an object in error and render the rest. Default: false, an error anywhere renders nothing. */
  readonly keepGoing?: boolean
  /** Where agents find the output. Default: in the configured directory, but nobody knows. */
  readonly deliveredFrom?: DeliveryPlace
  /** The tenants that the base of a change has, beside those of the configuration. Default: none. */
  readonly baseTenants?: readonly Tenant[]
  /** Take every warning for an error. Default: false. */
  readonly strict?: boolean
  /** The commits that waves are held at, each once. Default: none, and every wave gets these sources. */
  readonly held?: readonly HeldSources[]
}

/** What the compiler made of the sources. */
export interface CompileResult {
  readonly sources: ParsedSources
  readonly resources: Resources
  readonly plan: RenderPlan
  /** What replicas were divided by, besides the federation: by it other assumptions are divided alike. */
  readonly scheduling: SchedulingState
  /** What these sources come to in all clusters, whatever waves are held at; the plan itself where none is. */
  readonly planned: RenderPlan
  /** What the commits of waves come to, of which the plan has what clusters get. */
  readonly held: readonly CompiledHeld[]
  /** Absent where errors closed the gate. */
  readonly fleet?: Fleet
  /** The files for the configured agents; absent where errors closed the gate. */
  readonly delivery?: readonly DeliveryFile[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What the compiler made of the sources, as files. */
export interface RenderResult extends CompileResult {
  /** Absent where errors closed the gate. */
  readonly tree?: ListedFileTree
}

/** The whole compiler: parse, validate, resolve, plan, the gate, what every cluster is to hold. Pure and synchronous. */
export function compile(
  files: readonly SourceFile[],
  schema: SchemaValidator,
  options: CompileOptions,
): CompileResult {
  const { config, clusters, keepGoing = false, strict = false, memo = noMemo } = options
  const [own, reading] = declare(files, schema, options)
  const { sources, resources, federation, scheduling } = own
  const held = (options.held ?? []).map((each) => declareHeld(each, federation, schema, options))
  const [waves, assigning] = config.waves
    ? assignWaves(config.waves, federation.clusters, held.map(inventoryOf))
    : [undefined, []]
  const [divisions, keeping] =
    held.length > 0 && waves ? keepDivisions([own, ...held], waves, memo) : [[], []]
  const [planned, planning] = planResources(federation, config, scheduling, memo, divisions[0])
  const holding = held.map((each, index) => planHeld(each, options, divisions[index + 1]))
  const plan = waves ? combinePlans(planned, holding, waves) : planned
  const selecting = checkSelectedClusters(clusters ?? [], federation)
  const authorizing = checkTenants(resources, planned, [config.tenants, options.baseTenants ?? []])
  const ofWaves = [...assigning, ...keeping, ...holding.flatMap((each) => each.diagnostics)]
  const found = [...reading, ...planning, ...ofWaves, ...selecting, ...authorizing]
  const diagnostics = applySeverities(found, config.severities, strict)
  const { open, ...others } = gate(found, diagnostics, sources, plan, keepGoing)
  const result = { sources, resources, plan, planned, scheduling, held: holding, diagnostics }
  if (!open) return result
  const [fleet, colliding] = layOut(plan, { ...others, dns: config.dns }, memo)
  const { deliveredFrom = { path: config.output, isKnown: false } } = options
  const [delivery, delivering] = layOutDelivery(fleet, config, deliveredFrom)
  const laidOut = [...colliding, ...applySeverities(delivering, config.severities, strict)]
  const reported = { ...result, diagnostics: [...diagnostics, ...laidOut] }
  return laidOut.some((each) => each.severity === 'error') ? reported : { ...reported, fleet, delivery }
}

/** What sources declare: all that they are planned from. */
interface Declared extends DeclaredSource {
  readonly sources: ParsedSources
  readonly resources: Resources
}

/** Reads sources, validates and resolves them. `only` are the clusters that count. Default: all. */
function declare(
  files: readonly SourceFile[],
  schema: SchemaValidator,
  options: CompileOptions,
  only?: ReadonlySet<string>,
): DiagnosticResult<Declared> {
  const { config, memo = noMemo } = options
  const [sources, parsing] = parse(files, options.readFile)
  const [validated, validating] = validate(sources.manifests, schema, config, memo)
  const resources = only
    ? { ...validated, clusters: validated.clusters.filter(({ name }) => only.has(name)) }
    : validated
  const [observed, observing] = parseObserved(options.observed ?? [], options.readFile)
  const [lock, locking] = readDNSLock(options.dnsLock, schema)
  const [declared, resolving] = resolve(resources, observed, lock, config, memo)
  const federation = assume(declared, options.whatIf)
  const [scheduling, remembering] = schedulingState(federation, options)
  return [
    { sources, resources, federation, scheduling },
    [
      ...sparePlainObjects(parsing, sources.unreadable, resources),
      ...observing,
      ...locking,
      ...validating,
      ...resolving,
      ...remembering,
    ],
  ]
}

/** What the sources of a commit declare, with what is wrong with them. */
interface HeldDeclared extends Declared, HeldSources {
  readonly held: HeldCommit
  readonly diagnostics: readonly Diagnostic[]
}

/** The sources of a commit for the clusters that are rendered; DNS is not the commit's. */
function declareHeld(
  source: HeldSources,
  { clusters }: Federation,
  schema: SchemaValidator,
  { dnsLock: _dnsLock, ...options }: CompileOptions,
): HeldDeclared {
  const { files, config, observed } = source
  const only = new Set(clusters.map(({ name }) => name))
  const [declared, diagnostics] = declare(files, schema, { ...options, config, observed }, only)
  const federation = { ...declared.federation, dnsRecords: [], domains: [] }
  return { ...source, ...declared, federation, diagnostics }
}

function inventoryOf({ held, federation }: HeldDeclared): HeldInventory {
  return { held, clusters: federation.clusters }
}

/** Plans the sources of a commit. Reports its errors, then `wave-in-error`; its warnings were there when it was rendered. */
function planHeld(
  declared: HeldDeclared,
  { memo = noMemo, baseTenants = [] }: CompileOptions,
  divisions: KeptDivisions | undefined,
): CompiledHeld & { readonly diagnostics: readonly Diagnostic[] } {
  const { held, federation, resources, scheduling, config, diagnostics: reading } = declared
  const [plan, planning] = planResources(federation, config, scheduling, memo, divisions)
  const authorizing = checkTenants(resources, plan, [config.tenants, baseTenants])
  const found = [...reading, ...planning, ...authorizing]
  return { ...declared, plan, diagnostics: errorsOfHeld(found, held, config) }
}

/** Compiles, and writes what the clusters are to hold as a file tree; `clusters` are those that are rendered. */
export function render(
  files: readonly SourceFile[],
  schema: SchemaValidator,
  options: CompileOptions,
): RenderResult {
  const result = compile(files, schema, options)
  if (result.fleet === undefined) return result
  const tree = emit(result.fleet, options.clusters && selectClusters(options.clusters), result.delivery)
  return { ...result, tree: listFiles(tree) }
}
